#include "predictor/script_archive.hpp"

#include <cctype>
#include <cstdint>
#include <string_view>

#include "recordings/atomic_file.hpp"

namespace crossroads {
namespace {

// The zip file's fields, by their distance from the start of a record (PKWARE's APPNOTE, 4.3).
constexpr std::string_view kEndMark("PK\x05\x06", 4), kEntryMark("PK\x01\x02", 4),
    kLocalMark("PK\x03\x04", 4);
constexpr std::size_t kEntryBytes = 46, kLocalBytes = 30, kEndBytes = 22;

class Zip {
 public:
  explicit Zip(std::string bytes) : bytes_(std::move(bytes)) {}

  // Calls visit(name, position of the local record, stored bytes) for every file in it.
  template <class Visit>
  void each(const Visit& visit) const {
    const std::size_t end = bytes_.rfind(kEndMark);
    if (end == std::string::npos || end + kEndBytes > bytes_.size()) return;
    std::size_t at = number(end + 16, 4);
    while (at + kEntryBytes <= bytes_.size() && bytes_.compare(at, 4, kEntryMark) == 0) {
      const std::size_t name_bytes = number(at + 28, 2);
      visit(bytes_.substr(at + kEntryBytes, name_bytes), number(at + 42, 4), number(at + 20, 4));
      at += kEntryBytes + name_bytes + number(at + 30, 2) + number(at + 32, 2);
    }
  }

  // Of a file that is stored without compression.
  [[nodiscard]] std::string contents(std::size_t local, std::size_t count) const {
    if (local + kLocalBytes > bytes_.size() || bytes_.compare(local, 4, kLocalMark) != 0) return "";
    const std::size_t start = local + kLocalBytes + number(local + 26, 2) + number(local + 28, 2);
    return start < bytes_.size() ? bytes_.substr(start, count) : "";
  }

 private:
  [[nodiscard]] std::size_t number(std::size_t at, std::size_t count) const {
    std::size_t value = 0;
    for (std::size_t i = count; i-- > 0;) {
      value = value << 8U | static_cast<unsigned char>(bytes_[at + i]);
    }
    return value;
  }

  std::string bytes_;
};

bool is_record(const std::string& name, std::string_view record) {
  const std::size_t slash = name.find('/');
  return slash != std::string::npos && name.compare(slash + 1, std::string::npos, record) == 0;
}

}  // namespace

std::string describe_script_archive(const std::filesystem::path& file) {
  const Zip zip(read_text_file(file));
  std::string format;
  bool code = false, torch_2 = false;
  zip.each([&](const std::string& name, std::size_t local, std::size_t count) {
    if (is_record(name, "version") || is_record(name, ".data/version")) {
      for (const char digit : zip.contents(local, count)) {
        if (std::isdigit(static_cast<unsigned char>(digit))) format += digit;
      }
    }
    code = code || name.find("/code/") != std::string::npos;
    // torch 1 wrote neither of them.
    torch_2 = torch_2 || is_record(name, "byteorder") || is_record(name, ".data/serialization_id");
  });
  if (format.empty() || !code) return "no TorchScript file";
  return "file format " + format + " of torch " + (torch_2 ? "2" : "1");
}

}  // namespace crossroads
