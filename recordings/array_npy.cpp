// NumPy's format: "\x93NUMPY", a version, the length of a header, and the header: a Python dict as
// text with descr, fortran_order and shape (numpy.lib.format). The values follow as they lie in
// memory.
#include <algorithm>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

#include "recordings/array_format.hpp"
#include "recordings/atomic_file.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

constexpr char kMagic[] = "\x93NUMPY";
constexpr std::size_t kMagicBytes = sizeof kMagic - 1;
constexpr std::size_t kLongestHeader = 1U << 16U;  // more is no header of an array of numbers

fs::path notes_file(fs::path file) {
  return file.replace_extension(".json");
}

std::string header_text(std::size_t rows, const std::vector<std::size_t>& row_shape) {
  std::string dict = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + std::to_string(rows);
  for (const std::size_t size : row_shape) dict += ", " + std::to_string(size);
  dict += "), }";
  const std::size_t before = kMagicBytes + 4;
  dict.append(63 - (before + dict.size()) % 64, ' ').append("\n");  // the values start at 64 n
  const auto length = static_cast<std::uint16_t>(dict.size());
  return std::string(kMagic) + std::string("\x01\x00", 2) + static_cast<char>(length & 0xffU) +
         static_cast<char>(length >> 8U) + dict;
}

std::string notes_text(const ArrayNotes& notes) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& [name, value] : notes.texts) json[name] = value;
  for (const auto& [name, value] : notes.numbers) json[name] = value;
  for (const auto& [name, values] : notes.columns) json[name] = values;
  for (const auto& [name, values] : notes.real_columns) json[name] = values;
  return json.dump() + "\n";
}

class NpyArray : public ArrayReader {
 public:
  explicit NpyArray(const fs::path& file)
      : ArrayReader(file.string()), in_(file, std::ios::binary), notes_file_(notes_file(file)) {
    read_header();
    check_size(file);
    if (fs::exists(notes_file_)) {
      notes_ = nlohmann::json::parse(read_text_file(notes_file_), nullptr, false);
      if (!notes_.is_object()) {
        throw Error("a JSON object", "something else", notes_file_.string(),
                    "copy the JSON file that was exported with the states");
      }
    }
  }

  [[nodiscard]] std::optional<std::string> text(const std::string& name) const override {
    const auto found = notes_.find(name);
    if (found == notes_.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
  }
  [[nodiscard]] std::optional<std::uint64_t> number(const std::string& name) const override {
    const auto found = notes_.find(name);
    if (found == notes_.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::uint64_t>();
  }

  [[nodiscard]] std::vector<std::uint8_t> read_bytes(std::size_t row) const override {
    return read<std::uint8_t>(row);
  }
  [[nodiscard]] std::vector<float> read_floats(std::size_t row) const override {
    if (value_bytes_ == sizeof(float)) return read<float>(row);
    if (is_bytes_) return narrowed(read<std::uint8_t>(row));
    return narrowed(read<double>(row));
  }

 private:
  [[nodiscard]] Error damaged(const std::string& found) const {
    return {"an array as numpy.save writes it", found, where_, "write it again"};
  }

  std::string take(std::size_t bytes) {
    std::string text(bytes, '\0');
    if (!in_.read(text.data(), static_cast<std::streamsize>(bytes))) throw damaged("a cut file");
    return text;
  }

  void read_header() {
    const std::string start = take(kMagicBytes + 2);
    if (start.compare(0, kMagicBytes, kMagic) != 0) throw damaged("another kind of file");
    const std::string length_bytes = take(start[kMagicBytes] == 1 ? 2 : 4);
    std::size_t length = 0;
    for (std::size_t i = length_bytes.size(); i-- > 0;) {
      length = length << 8U | static_cast<unsigned char>(length_bytes[i]);
    }
    if (length > kLongestHeader) throw damaged("a header of " + std::to_string(length) + " bytes");
    read_dict(take(length));
    values_at_ = in_.tellg();
  }

  void read_dict(const std::string& dict) {
    static const std::regex kDescr("'descr':\\s*'([^']*)'"), kShape("'shape':\\s*\\(([0-9, ]*)\\)"),
        kOrder("'fortran_order':\\s*(True|False)"), kNumber("[0-9]+");
    std::smatch descr, shape, order;
    if (!std::regex_search(dict, descr, kDescr)) throw wrong_kind("a record", where_);
    if (!std::regex_search(dict, shape, kShape) || !std::regex_search(dict, order, kOrder)) {
      throw damaged("a header without shape or order");
    }
    if (order[1] == "True") {
      throw Error("values in C order", "Fortran order", where_,
                  "save numpy.ascontiguousarray of the array");
    }
    set_kind(descr[1]);
    const std::string sizes = shape[1];
    for (std::sregex_iterator it(sizes.begin(), sizes.end(), kNumber), end; it != end; ++it) {
      shape_.push_back(std::stoull(it->str()));
    }
  }

  void set_kind(const std::string& descr) {
    is_bytes_ = descr == "|u1";
    if (!is_bytes_ && descr != "<f4" && descr != "<f8") throw wrong_kind(descr, where_);
    value_bytes_ = static_cast<std::size_t>(descr[2] - '0');
  }

  void check_size(const fs::path& file) {
    if (shape_.empty()) return;
    const std::uintmax_t wanted =
        static_cast<std::uintmax_t>(values_at_) + shape_[0] * row_size() * value_bytes_;
    const std::uintmax_t found = fs::file_size(file);
    if (found != wanted) {
      throw damaged(std::to_string(found) + " bytes instead of " + std::to_string(wanted));
    }
  }

  template <class Value>
  std::vector<Value> read(std::size_t row) const {
    std::vector<Value> values(row_size());
    const std::size_t bytes = values.size() * sizeof(Value);
    in_.seekg(values_at_ + static_cast<std::streamoff>(row * bytes));
    in_.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(bytes));
    if (!in_) throw damaged("a cut file");
    return values;
  }

  template <class Value>
  static std::vector<float> narrowed(const std::vector<Value>& values) {
    std::vector<float> floats(values.size());
    std::transform(values.begin(), values.end(), floats.begin(),
                   [](Value value) { return static_cast<float>(value); });
    return floats;
  }

  mutable std::ifstream in_;  // reading moves its position and nothing else
  fs::path notes_file_;
  nlohmann::json notes_ = nlohmann::json::object();
  std::streamoff values_at_ = 0;
  std::size_t value_bytes_ = 1;
};

}  // namespace

void write_npy_array(const fs::path& file, const std::vector<std::size_t>& row_shape,
                     const ArrayRows& rows, const ArrayNotes& notes) {
  write_file_atomic(file, [&](const fs::path& temporary) {
    std::ofstream out(temporary, std::ios::binary);
    out << header_text(rows.size(), row_shape);
    for (const auto& row : rows) {
      out.write(reinterpret_cast<const char*>(row.data()),
                static_cast<std::streamsize>(row.size()));
    }
    out.close();
    if (!out) {
      throw Error("to write an array", "a failure", file.string(),
                  "see whether the disk is full, or choose another place");
    }
  });
  write_file_atomic(notes_file(file), notes_text(notes));
}

std::unique_ptr<ArrayReader> open_npy_array(const fs::path& file) {
  return std::make_unique<NpyArray>(file);
}

}  // namespace crossroads
