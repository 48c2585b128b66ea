#include "recordings/hdf5_attributes.hpp"

namespace crossroads::hdf5 {
namespace {

void read_integer(hid_t object, const char* name, hid_t memory_type, void* value) {
  const Id attribute = open_attribute(object, name);
  if (!attribute.good()) return;
  const Id type(H5Aget_type(attribute.get()), H5Tclose);
  const Id space(H5Aget_space(attribute.get()), H5Sclose);
  if (H5Tget_class(type.get()) != H5T_INTEGER) return;
  if (H5Sget_simple_extent_npoints(space.get()) != 1) return;
  H5Aread(attribute.get(), memory_type, value);
}

}  // namespace

Id text_type() {
  Id type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.get(), H5T_VARIABLE);
  H5Tset_cset(type.get(), H5T_CSET_UTF8);
  return type;
}

bool write_attribute(hid_t object, const char* name, hid_t type, const void* value,
                     const Id& space) {
  const Id attribute(H5Acreate2(object, name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                     H5Aclose);
  return attribute.good() && H5Awrite(attribute.get(), type, value) >= 0;
}

bool write_scalar(hid_t object, const char* name, hid_t type, const void* value) {
  return write_attribute(object, name, type, value, Id(H5Screate(H5S_SCALAR), H5Sclose));
}

bool write_text(hid_t object, const char* name, const std::string& value) {
  const char* bytes = value.c_str();
  return write_scalar(object, name, text_type().get(), &bytes);
}

Id write_column(hid_t object, const std::string& name, hid_t type, const void* values,
                std::size_t count) {
  const hsize_t size = count;
  const Id space(H5Screate_simple(1, &size, nullptr), H5Sclose);
  Id dataset(
      H5Dcreate2(object, name.c_str(), type, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
      H5Dclose);
  const bool written =
      dataset.good() && H5Dwrite(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0;
  return written ? std::move(dataset) : Id();
}

Id open_attribute(hid_t object, const char* name) {
  if (H5Aexists(object, name) <= 0) return {};
  return {H5Aopen(object, name, H5P_DEFAULT), H5Aclose};
}

void read_number(hid_t object, const char* name, std::int64_t& value) {
  read_integer(object, name, H5T_NATIVE_INT64, &value);
}

void read_number(hid_t object, const char* name, std::uint64_t& value) {
  read_integer(object, name, H5T_NATIVE_UINT64, &value);
}

void read_text(hid_t object, const char* name, std::string& value) {
  const Id attribute = open_attribute(object, name);
  if (!attribute.good()) return;
  const Id type(H5Aget_type(attribute.get()), H5Tclose);
  const Id space(H5Aget_space(attribute.get()), H5Sclose);
  if (H5Tis_variable_str(type.get()) <= 0) return;
  if (H5Sget_simple_extent_npoints(space.get()) != 1) return;
  Id memory_type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(memory_type.get(), H5T_VARIABLE);
  H5Tset_cset(memory_type.get(), H5Tget_cset(type.get()));
  char* text = nullptr;
  if (H5Aread(attribute.get(), memory_type.get(), &text) < 0 || text == nullptr) return;
  value = text;
  H5free_memory(text);
}

}  // namespace crossroads::hdf5
