#include "predictor/event_file.hpp"

#include <array>
#include <bit>
#include <chrono>
#include <cstdio>

#include "recordings/error.hpp"

namespace crossroads {

namespace {

// Field numbers of event.proto and summary.proto.
enum EventField { kWallTime = 1, kStep = 2, kFileVersion = 3, kSummary = 5, kSessionLog = 7 };
enum SummaryField { kValue = 1 };
enum ValueField { kTag = 1, kNumber = 2, kImage = 4 };
enum ImageField { kHeight = 1, kWidth = 2, kColours = 3, kEncoded = 4 };
enum SessionField { kStatus = 1 };
constexpr std::uint64_t kRgb = 3;      // Image.colorspace
constexpr std::uint64_t kStarted = 1;  // SessionLog.START

// The protocol buffer wire format: a key (field number and type), then the value.
enum WireType : std::uint32_t { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

std::string varint(std::uint64_t value) {
  std::string out;
  for (; value >= 0x80; value >>= 7U) out += static_cast<char>(value | 0x80U);
  return out + static_cast<char>(value);
}

template <typename Unsigned>
std::string little_endian(Unsigned value) {
  std::string out;
  for (std::size_t i = 0; i < sizeof value; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

std::string key(int field, WireType type) {
  return varint(static_cast<std::uint64_t>(field) << 3U | type);
}
std::string number_field(int field, std::uint64_t value) {
  return key(field, kVarint) + varint(value);
}
std::string bytes_field(int field, std::string_view bytes) {
  return key(field, kBytes) + varint(bytes.size()) + std::string(bytes);
}
std::string double_field(int field, double value) {
  return key(field, kFixed64) + little_endian(std::bit_cast<std::uint64_t>(value));
}
std::string float_field(int field, double value) {
  return key(field, kFixed32) +
         little_endian(std::bit_cast<std::uint32_t>(static_cast<float>(value)));
}

constexpr std::array<std::uint32_t, 256> crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0x82f63b78U : 0U);
    table[byte] = crc;
  }
  return table;
}

// A CRC of data that hold CRCs is a poor check: stored ones are turned and shifted.
std::string masked_crc(std::string_view bytes) {
  return little_endian(std::rotr(crc32c(bytes), 15) + 0xa282ead8U);
}

double seconds_since_1970() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

// tensorboard looks for "tfevents" and reads a folder's files in the order of their names.
std::string file_name(std::int64_t steps_done) {
  char name[80];
  std::snprintf(name, sizeof name, "events.out.tfevents.%010lld.%012lld",
                static_cast<long long>(seconds_since_1970()), static_cast<long long>(steps_done));
  return name;
}

}  // namespace

std::uint32_t crc32c(std::string_view bytes) {
  static constexpr auto kTable = crc_table();
  std::uint32_t crc = 0xffffffffU;
  for (const char byte : bytes) {
    crc = (crc >> 8U) ^ kTable[(crc ^ static_cast<unsigned char>(byte)) & 0xffU];
  }
  return ~crc;
}

std::string framed_record(std::string_view bytes) {
  const std::string length = little_endian(static_cast<std::uint64_t>(bytes.size()));
  return length + masked_crc(length) + std::string(bytes) + masked_crc(bytes);
}

EventFile::EventFile(const std::filesystem::path& folder, std::int64_t steps_done)
    : file_(folder / file_name(steps_done)), out_(file_, std::ios::binary) {
  add(0, bytes_field(kFileVersion, "brain.Event:2"));
  // "Started at this step": readers drop what they have of it and of later ones.
  add(steps_done + 1, bytes_field(kSessionLog, number_field(kStatus, kStarted)));
}

void EventFile::add_numbers(std::int64_t step,
                            const std::vector<std::pair<std::string, double>>& numbers) {
  std::string summary;
  for (const auto& [name, number] : numbers) {
    summary += bytes_field(kValue, bytes_field(kTag, name) + float_field(kNumber, number));
  }
  add(step, bytes_field(kSummary, summary));
}

void EventFile::add_picture(std::int64_t step, const std::string& name, int height_px, int width_px,
                            std::string_view png) {
  const std::string image = number_field(kHeight, static_cast<std::uint64_t>(height_px)) +
                            number_field(kWidth, static_cast<std::uint64_t>(width_px)) +
                            number_field(kColours, kRgb) + bytes_field(kEncoded, png);
  add(step, bytes_field(kSummary,
                        bytes_field(kValue, bytes_field(kTag, name) + bytes_field(kImage, image))));
}

void EventFile::add(std::int64_t step, const std::string& content) {
  out_ << framed_record(double_field(kWallTime, seconds_since_1970()) +
                        number_field(kStep, static_cast<std::uint64_t>(step)) + content);
  if (!out_.flush()) {
    throw Error("room for tensorboard's events", "a failed write", file_.string(),
                "free some space");
  }
}

}  // namespace crossroads
