// Situations of the level classic for the tests of the arcade's rules.
#pragma once

#include "sim/arcade_rules.hpp"
#include "sim/arcade_tables.hpp"
#include "tests/sim/sim_text.hpp"

namespace crossroads {

inline const Level& classic() {
  static const Level level = load_level("classic");
  return level;
}

// The first tick of play on board `number`, with no dot to stop for: each test lays its own.
inline State playing(int number = 1) {
  State state = start_game(classic(), 1);
  state.arcade.level = number;
  state.arcade.phase = ArcadePhase::playing;
  state.arcade.phase_ticks = 0;
  state.dots.reset();
  return state;
}

inline void ticks(State& state, int count, Action action = Action::none) {
  for (; count > 0; --count) tick(classic(), state, action);
}

// A ghost on the maze that goes straight on for two tiles.
inline void walking(State& state, std::size_t ghost, int row, int col, Direction facing) {
  put(state.ghosts[ghost], row, col, facing);
  state.arcade.ghosts[ghost] = {GhostMode::outside, false, false, facing, facing, 0};
}

inline int x_px(const Actor& actor) {
  return actor.x_16th_px / 16;
}
inline int y_px(const Actor& actor) {
  return actor.y_16th_px / 16;
}
inline std::size_t tile_number(int row, int col) {
  return static_cast<std::size_t>(row * 28 + col);
}

// The player one pixel before the tile (1, 3), on which it finds a dot.
inline void before_a_dot(State& state) {
  state.dots.set(tile_number(1, 3));
  put(state.player, 1, 2, Direction::right);
  state.player.x_16th_px = 24 * 16;
}

}  // namespace crossroads
