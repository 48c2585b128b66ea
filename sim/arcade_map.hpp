// Reads what `rules arcade` adds to a level file; used by parse_level alone.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "sim/level.hpp"

namespace crossroads {

// Throws the Error with the right line: expected, found, column in the value's line, what to do.
using LevelFail =
    std::function<void(const std::string&, const std::string&, std::size_t, const std::string&)>;

// False: not one of the arcade's keys. `column` is where the value begins.
bool parse_arcade_key(ArcadeMap& map, const std::string& key, const std::string& value,
                      std::size_t column, const LevelFail& fail);

// The mark that a maze character of the arcade stands for; dot tells whether it holds one.
struct ArcadeTile {
  std::uint8_t mark = 0;
  bool dot = false;
};
[[nodiscard]] bool is_arcade_tile(char tile);
[[nodiscard]] ArcadeTile arcade_tile(char tile);

// Throw the Error with the line of a key (of the maze's beginning where it was not given), or with
// the line and column of a tile: expected, found, where, what to do.
struct LevelPlaceFail {
  std::function<void(const std::string&, const std::string&, const std::string& key,
                     const std::string&)>
      at_key;
  std::function<void(const std::string&, const std::string&, Position tile, const std::string&)>
      at_tile;
};

// After the maze: ways out of every tile, and whether starts and marks lie where they must.
// `seen` tells whether a key was given.
void finish_arcade_map(Level& level, const std::function<bool(const std::string&)>& seen,
                       const LevelPlaceFail& fail);

}  // namespace crossroads
