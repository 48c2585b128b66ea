// What a recording holds, independent of how it lies on disk: episodes of frames with what was
// done.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "recordings/frame.hpp"

namespace crossroads {

// One game of T recorded steps. The rows of actions etc. belong to the step from frame t to t+1.
struct Episode {
  std::uint64_t seed = 0;
  std::vector<Frame> frames;                         // T+1, the reset frame first
  std::vector<std::int64_t> actions;                 // T: 0 none, 1 up, 2 left, 3 down, 4 right
  std::vector<double> rewards;                       // T
  std::vector<std::uint8_t> terminations;            // T, 0 or 1: the game itself ended
  std::vector<std::uint8_t> truncations;             // T, 0 or 1: cut off from outside
  std::map<std::string, std::vector<double>> infos;  // each T+1 rows: score, lives, ...
};

// An episode is in memory until it is written: longer ones, of more than 512 MiB, are cut.
[[nodiscard]] constexpr std::size_t most_frames_an_episode(int height_px, int width_px) {
  constexpr std::size_t kMostBytes = std::size_t{512} * 1024 * 1024;
  const std::size_t frame_bytes =
      std::size_t{3} * static_cast<std::size_t>(height_px) * static_cast<std::size_t>(width_px);
  return std::max<std::size_t>(kMostBytes / frame_bytes, 2);
}

// What is true of the whole recording. Empty strings and 0 where it doesn't apply (an import).
struct RecordingInfo {
  std::string source;      // "simulator", "play", "replay", "png", ...
  std::string level_name;  // "corner"
  std::string level_text;
  std::string level_hash;  // hash_text of level_text
  std::string policy;      // "uniform", "biased:0.7", "person"
  int frame_skip = 0;      // ticks a recorded frame
  std::uint64_t seed = 0;
  std::vector<std::uint8_t> palette;  // 3 bytes a colour
  std::string action_codes;           // "0 none, 1 up, ...": what the numbers in actions mean
  std::string ghost_mode_codes;       // the same of infos/ghost_N_mode
  int height_px = 0;
  int width_px = 0;
};

}  // namespace crossroads
