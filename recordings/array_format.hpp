// The two formats behind array_file.hpp. Private to this folder.
#pragma once

#include "recordings/array_file.hpp"
#include "recordings/error.hpp"
#include "recordings/hdf5_id.hpp"

namespace crossroads {

using ArrayRows = std::vector<std::vector<std::uint8_t>>;

void write_hdf5_array(const std::filesystem::path& file, const std::string& name,
                      const std::vector<std::size_t>& row_shape, const ArrayRows& rows,
                      const ArrayNotes& notes);
void write_npy_array(const std::filesystem::path& file, const std::vector<std::size_t>& row_shape,
                     const ArrayRows& rows, const ArrayNotes& notes);

[[nodiscard]] std::unique_ptr<ArrayReader> open_hdf5_array(const std::filesystem::path& file,
                                                           const std::string& name);
[[nodiscard]] std::unique_ptr<ArrayReader> open_npy_array(const std::filesystem::path& file);

// Attributes and columns of an HDF5 file. False where HDF5 refused.
[[nodiscard]] bool write_hdf5_notes(hid_t file_id, const ArrayNotes& notes);

[[nodiscard]] inline Error wrong_kind(const std::string& found, const std::string& where) {
  return {"values of type uint8, float32 or float64", found, where,
          "convert them, as by NumPy's astype, and write the file again"};
}

}  // namespace crossroads
