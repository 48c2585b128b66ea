#include "recordings/array_file.hpp"

#include <functional>
#include <numeric>

#include "recordings/array_format.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

bool is_npy(const fs::path& file) {
  return file.extension() == ".npy";
}

}  // namespace

void write_array(const fs::path& file, const std::string& name,
                 const std::vector<std::size_t>& row_shape, const ArrayRows& rows,
                 const ArrayNotes& notes) {
  if (is_npy(file))
    write_npy_array(file, row_shape, rows, notes);
  else
    write_hdf5_array(file, name, row_shape, rows, notes);
}

std::size_t ArrayReader::row_size() const {
  return std::accumulate(shape_.begin() + 1, shape_.end(), std::size_t{1}, std::multiplies<>());
}

std::unique_ptr<ArrayReader> open_array(const fs::path& file, const std::string& name) {
  if (!fs::is_regular_file(file)) {
    throw Error("a file", fs::exists(file) ? "a folder" : "none", file.string(),
                "name an HDF5 or NPY file");
  }
  auto array = is_npy(file) ? open_npy_array(file) : open_hdf5_array(file, name);
  if (array->shape().empty()) {
    throw Error("an array", "a single value", array->where(), "write one row for each state");
  }
  return array;
}

std::string shape_text(const std::vector<std::size_t>& shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    text.append(i == 0 ? "" : ", ").append(std::to_string(shape[i]));
  }
  return text + ")";
}

}  // namespace crossroads
