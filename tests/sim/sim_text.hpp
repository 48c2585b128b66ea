// Levels and states as text, so that a test reads like a picture.
// A state's text is the maze with its dots, the player as ^ < v > and ghosts as G.
#pragma once

#include <string>

#include "sim/level.hpp"
#include "sim/moves.hpp"
#include "sim/state.hpp"

namespace crossroads {

// A level of this maze: its player starts at P, every dot is there, nothing else is random.
inline Level level_of(const std::string& maze, const std::string& header = "start maze\n") {
  return parse_level(header + "maze\n" + maze, "test");
}

// With random starts and 60 % of the dots, as in the level corner, and as many ghosts as wanted.
inline std::string corner_with_ghosts() {
  return "frames_per_game 64\nstart random\ndots_percent 60\nmaze\n"
         "########\n"
         "#G....G#\n"
         "#.#.##.#\n"
         "#......#\n"
         "#.##.#.#\n"
         "#.##.#.#\n"
         "#G.....#\n"
         "########\n";
}

inline std::string to_text(const Level& level, const State& state) {
  std::string text;
  for (int row = 0; row < level.rows; ++row) {
    for (int col = 0; col < level.cols; ++col) {
      char tile = level.is_wall(row, col) ? '#' : '_';
      if (state.dots[static_cast<std::size_t>(row * level.cols + col)]) tile = '.';
      for (int ghost = 0; ghost < state.ghost_count; ++ghost) {
        const Position at = tile_of(state.ghosts[static_cast<std::size_t>(ghost)]);
        if (at.row == row && at.col == col) tile = 'G';
      }
      const Position at = tile_of(state.player);
      if (at.row == row && at.col == col) tile = "^<v>"[static_cast<int>(state.player.facing)];
      text += tile;
    }
    text += '\n';
  }
  return text;
}

// Into the middle of this tile.
inline void put(Actor& actor, int row, int col, Direction facing) {
  actor.x_16th_px = col * kTile16thPx + kTile16thPx / 2;
  actor.y_16th_px = row * kTile16thPx + kTile16thPx / 2;
  actor.facing = facing;
}

}  // namespace crossroads
