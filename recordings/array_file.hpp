// One big array and small notes beside it, exchanged with other programs. By the file's extension:
// .npy is NumPy's own format, the notes are a JSON file of the same stem (states.npy, states.json);
// anything else is HDF5: a dataset, its notes the file's attributes and 1-D datasets. Rows (the
// first dimension) are read one at a time, so a file may be larger than the memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace crossroads {

struct ArrayNotes {
  std::map<std::string, std::string> texts;
  std::map<std::string, std::uint64_t> numbers;
  std::map<std::string, std::vector<std::uint64_t>> columns;  // one value a row of the array
  std::map<std::string, std::vector<double>> real_columns;
};

// Whole or not there. `rows`: equally long, each of shape `row_shape`. Error: it can't be written.
void write_array(const std::filesystem::path& file, const std::string& name,
                 const std::vector<std::size_t>& row_shape,
                 const std::vector<std::vector<std::uint8_t>>& rows, const ArrayNotes& notes);

class ArrayReader {
 public:
  virtual ~ArrayReader() = default;
  ArrayReader(const ArrayReader&) = delete;
  ArrayReader& operator=(const ArrayReader&) = delete;

  [[nodiscard]] const std::string& where() const { return where_; }
  [[nodiscard]] const std::vector<std::size_t>& shape() const { return shape_; }
  [[nodiscard]] bool is_bytes() const { return is_bytes_; }  // uint8; else float32 or float64
  [[nodiscard]] std::size_t row_size() const;                // values in a row

  // Notes; nothing where there is none of this name and kind.
  [[nodiscard]] virtual std::optional<std::string> text(const std::string& name) const = 0;
  [[nodiscard]] virtual std::optional<std::uint64_t> number(const std::string& name) const = 0;

  // Error: the values can't be read. Bytes are asked of bytes alone; floats also of bytes (0..255).
  [[nodiscard]] virtual std::vector<std::uint8_t> read_bytes(std::size_t row) const = 0;
  [[nodiscard]] virtual std::vector<float> read_floats(std::size_t row) const = 0;

 protected:
  explicit ArrayReader(std::string where) : where_(std::move(where)) {}
  std::string where_;
  std::vector<std::size_t> shape_;
  bool is_bytes_ = false;
};

// `name`: of the dataset; an NPY file has one array and no name. Error: no such file, no such
// dataset, values that are neither uint8 nor floats, a cut file.
[[nodiscard]] std::unique_ptr<ArrayReader> open_array(const std::filesystem::path& file,
                                                      const std::string& name);

[[nodiscard]] std::string shape_text(const std::vector<std::size_t>& shape);  // "(3, 64, 64)"

}  // namespace crossroads
