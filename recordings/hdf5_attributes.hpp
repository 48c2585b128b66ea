// Attributes and small columns of HDF5 objects, as h5py writes and reads them: UTF-8 texts of any
// length, single numbers. Private to this folder.
#pragma once

#include <cstdint>
#include <string>

#include "recordings/hdf5_id.hpp"

namespace crossroads::hdf5 {

// The type of h5py's str.
[[nodiscard]] Id text_type();

// False where HDF5 refused; reason() says why.
[[nodiscard]] bool write_attribute(hid_t object, const char* name, hid_t type, const void* value,
                                   const Id& space);
[[nodiscard]] bool write_scalar(hid_t object, const char* name, hid_t type, const void* value);
[[nodiscard]] bool write_text(hid_t object, const char* name, const std::string& value);

// A dataset [count] of its own name. Not good where HDF5 refused.
[[nodiscard]] Id write_column(hid_t object, const std::string& name, hid_t type, const void* values,
                              std::size_t count);

// Each leaves `value` as it is where there is no such attribute, or one of another kind.
[[nodiscard]] Id open_attribute(hid_t object, const char* name);
void read_number(hid_t object, const char* name, std::int64_t& value);
void read_number(hid_t object, const char* name, std::uint64_t& value);
void read_text(hid_t object, const char* name, std::string& value);

}  // namespace crossroads::hdf5
