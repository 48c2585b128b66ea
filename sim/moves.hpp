// Where an actor stands on the tile grid and which ways are open to it.
// Directions turn counterclockwise (up, left, down, right), so a turn is a sum modulo 4.
#pragma once

#include <array>

#include "sim/level.hpp"
#include "sim/state.hpp"

namespace crossroads {

inline constexpr int kTile16thPx = kTilePx * 16;
inline constexpr std::array<Direction, 4> kDirections = {Direction::up, Direction::left,
                                                         Direction::down, Direction::right};

[[nodiscard]] constexpr int row_step(Direction d) {
  return d == Direction::up ? -1 : d == Direction::down ? 1 : 0;
}
[[nodiscard]] constexpr int col_step(Direction d) {
  return d == Direction::left ? -1 : d == Direction::right ? 1 : 0;
}
[[nodiscard]] constexpr Direction turned(Direction d, int quarters_left) {
  return static_cast<Direction>((static_cast<int>(d) + quarters_left) & 3);
}
[[nodiscard]] constexpr Direction opposite(Direction d) {
  return turned(d, 2);
}

[[nodiscard]] constexpr Action to_action(Direction d) {
  return static_cast<Action>(static_cast<int>(d) + 1);
}
// Not for Action::none.
[[nodiscard]] constexpr Direction to_direction(Action a) {
  return static_cast<Direction>(static_cast<int>(a) - 1);
}

[[nodiscard]] constexpr Position tile_of(const Actor& actor) {
  return {actor.y_16th_px / kTile16thPx, actor.x_16th_px / kTile16thPx};
}
[[nodiscard]] constexpr bool at_tile_centre(const Actor& actor) {
  return actor.x_16th_px % kTile16thPx == kTile16thPx / 2 &&
         actor.y_16th_px % kTile16thPx == kTile16thPx / 2;
}
// Only at a tile's centre.
[[nodiscard]] inline bool is_open(const Level& level, const Actor& actor, Direction d) {
  const Position tile = tile_of(actor);
  return level.is_way(tile.row + row_step(d), tile.col + col_step(d));
}

// The ways out of this tile's centre but back, leftmost first as seen in walking direction;
// in a dead end it is back alone.
struct Ways {
  std::array<Direction, 3> way{};
  int count = 0;
};
[[nodiscard]] inline Ways ways_out(const Level& level, const Actor& actor) {
  Ways ways;
  for (const int quarters_left : {1, 0, 3}) {
    const Direction d = turned(actor.facing, quarters_left);
    if (is_open(level, actor, d)) ways.way[static_cast<std::size_t>(ways.count++)] = d;
  }
  const Direction back = opposite(actor.facing);
  if (ways.count == 0 && is_open(level, actor, back)) ways = {{back}, 1};
  return ways;
}

}  // namespace crossroads
