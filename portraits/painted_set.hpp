// Many portraits of one seed into a folder: portraits.h5 (recordings/picture_file.hpp) and
// sheet.png, its first 100 side by side. Portrait number i depends on seed and i alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "portraits/portrait.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

inline constexpr const char* kPortraitsFile = "portraits.h5";
inline constexpr const char* kSheetFile = "sheet.png";

// What the seeds are drawn as: it counts up when any picture changes.
inline constexpr std::uint64_t kPainterVersion = 1;

struct PaintedSet {
  std::filesystem::path folder;  // made if need be
  std::int64_t count = 0;        // 1 or more
  std::uint64_t seed = 0;
  FixedAttributes fixed;
};

// Whole or not there. `go_on` is told after each picture how many there are; where it says false,
// the set ends with those. Returns their number. Error: one of the two files is there already, or
// can't be written.
[[nodiscard]] std::int64_t write_portraits(const PaintedSet& wanted,
                                           const std::function<bool(std::int64_t)>& go_on);

// Pictures of one size in rows, each pixel `enlarged` times as wide and high. At least one.
[[nodiscard]] Frame contact_sheet(const std::vector<Frame>& pictures, int enlarged,
                                  int columns = 10);

}  // namespace crossroads
