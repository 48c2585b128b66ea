// The event file that `tensorboard` shows: numbers and pictures by step, written as a training
// goes. TFRecord framing (length and data, each with a masked CRC-32C) around the few protocol
// buffer fields of tensorboard's event.proto and summary.proto that are needed; no torch, no
// protobuf.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crossroads {

class EventFile {
 public:
  // A new file in `folder`, for the steps after `steps_done`. Of a training that is gone on with,
  // what older files there say about these steps no longer counts.
  EventFile(const std::filesystem::path& folder, std::int64_t steps_done);

  void add_numbers(std::int64_t step, const std::vector<std::pair<std::string, double>>& numbers);
  void add_picture(std::int64_t step, const std::string& name, int height_px, int width_px,
                   std::string_view png);

 private:
  // Flushed each time: a reader sees it at once. Error: no room.
  void add(std::int64_t step, const std::string& content);

  std::filesystem::path file_;
  std::ofstream out_;
};

// Castagnoli's polynomial, as in RFC 3720.
[[nodiscard]] std::uint32_t crc32c(std::string_view bytes);
// One TFRecord: uint64 length, its masked CRC, the bytes, their masked CRC; little-endian.
[[nodiscard]] std::string framed_record(std::string_view bytes);

}  // namespace crossroads
