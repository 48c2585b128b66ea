// The whole state of a game as one plain value: copy it to branch, compare it, hash it.
// Integers only, no pointers, no clock. Positions are of the sprite's centre, in 1/16 px.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>

#include "sim/random.hpp"

namespace crossroads {

enum class Direction : std::uint8_t { up, left, down, right };  // the arcade's order of ties
enum class Action : std::uint8_t { none, up, left, down, right };

inline constexpr int kMostGhosts = 4;
inline constexpr int kMostTiles = 1024;

struct Actor {
  std::int32_t x_16th_px = 0;
  std::int32_t y_16th_px = 0;
  Direction facing = Direction::left;
  bool moving = true;
  bool operator==(const Actor&) const = default;
};

struct State {
  std::int32_t ticks = 0;
  std::int32_t score = 0;
  std::int32_t dots_left = 0;
  bool over = false;
  Action wanted = Action::none;  // a turn asked for early, kept until it is possible
  Actor player;
  std::int32_t ghost_count = 0;
  std::array<Actor, kMostGhosts> ghosts;
  std::bitset<kMostTiles> dots;  // [rows, cols]
  Random player_random;
  Random ghost_random;
  bool operator==(const State&) const = default;
};

// Over everything but player_random: that stream belongs to who decides, not to the game, and a
// replay, where the decisions are given, must come to the same hash.
[[nodiscard]] std::uint64_t hash_state(const State& state);

}  // namespace crossroads
