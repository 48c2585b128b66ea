// Mazes from a seed, as level text: connected, with loops, crossings and T junctions, no dead end.
// The same seed and size give the same text on every machine. Many seeds to train on, others to
// test on: small mazes may come twice, so compare the texts where it matters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace crossroads {

struct MazeRequest {
  std::uint64_t seed = 0;
  int rows = 8, cols = 8;  // tiles, 5 to 32 each
};

// "maze:SEED" or "maze:SEED:ROWSxCOLS"; nothing for other names. Error: it begins with maze: and
// is neither.
[[nodiscard]] std::optional<MazeRequest> parse_maze_name(const std::string& name);

// A level without ghosts, with the keys of the level corner.
[[nodiscard]] std::string maze_level_text(const MazeRequest& request);

}  // namespace crossroads
