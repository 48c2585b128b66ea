// How the arcade's four ghosts think and walk. Each decides one tile ahead, on entering a tile, and
// turns at tile centres only. What starts and ends their modes is arcade_rules.hpp.
#pragma once

#include <array>

#include "sim/level.hpp"
#include "sim/moves.hpp"
#include "sim/state.hpp"

namespace crossroads {

// The tile of the centre pixel. As in the arcade a tile reaches from 3 px left of its centre to 4
// px right of it, and from 4 px above to 3 px below.
[[nodiscard]] constexpr Position arcade_tile_of(const Actor& actor) {
  return {actor.y_16th_px / kTile16thPx, (actor.x_16th_px - 16) / kTile16thPx};
}
// One whole pixel; what leaves at one side of the maze comes in at the other. x is in (0, width].
inline void step_px(const Level& level, Actor& actor, Direction d) {
  actor.y_16th_px += row_step(d) * 16;
  actor.x_16th_px += col_step(d) * 16;
  if (actor.x_16th_px <= 0) actor.x_16th_px += level.cols * kTile16thPx;
  if (actor.x_16th_px > level.cols * kTile16thPx) actor.x_16th_px -= level.cols * kTile16thPx;
}
[[nodiscard]] inline unsigned exits_of(const Level& level, Position tile) {
  return level.arcade.exits[static_cast<std::size_t>(tile.row * level.cols + tile.col)];
}
[[nodiscard]] inline bool has_exit(const Level& level, Position tile, Direction d) {
  return ((exits_of(level, tile) >> static_cast<unsigned>(d)) & 1U) != 0;
}

[[nodiscard]] int ghost_speed_16th_px(const Level& level, const State& state, std::size_t ghost);
// Where a ghost that isn't frightened wants to go: a tile, maybe outside the maze.
[[nodiscard]] Position ghost_target(const Level& level, const State& state, std::size_t ghost);

// What a ghost is up to, as recordings note it: see kGhostModeCodes. A frightened ghost in the
// house counts as frightened, as it looks.
inline constexpr const char* kGhostModeCodes = "0 house, 1 scatter, 2 chase, 3 frightened, 4 eyes";
[[nodiscard]] int ghost_mode_code(const State& state, std::size_t ghost);

// Of a ghost that has just entered a tile and isn't frightened: where to turn on the next one.
void decide_ahead(const Level& level, State& state, std::size_t ghost);

// One tick of one ghost. `random_way` is read only where frightened_weights isn't all 0.
void move_ghost(const Level& level, State& state, std::size_t ghost, Direction random_way);

// Weights (up, left, down, right) of what a frightened ghost decides in this tick; all 0: nothing.
// The sum is 4: one of four ways is drawn; from one that is closed or back it goes on clockwise.
[[nodiscard]] std::array<int, 4> frightened_weights(const Level& level, const State& state,
                                                    std::size_t ghost);

}  // namespace crossroads
