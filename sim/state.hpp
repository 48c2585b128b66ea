// The whole state of a game as one plain value: copy it to branch, compare it, hash it.
// Integers only, no pointers, no clock. Positions are of the sprite's centre, in 1/16 px.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>

#include "recordings/random.hpp"

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

// A ghost of the arcade's rules, beside its Actor.
enum class GhostMode : std::uint8_t { inside, leaving, outside, eyes, entering };
struct ArcadeGhost {
  GhostMode mode = GhostMode::inside;
  bool frightened = false;
  bool reverse = false;               // forced: obeyed on entering a tile, or on leaving the house
  Direction turn = Direction::left;   // the way to take at this tile's centre
  Direction ahead = Direction::left;  // and at the next one's, decided on entering this tile
  std::int32_t carry_16th_px = 0;     // moved, but not yet a pixel: 0 to 15
  bool operator==(const ArcadeGhost&) const = default;
};

enum class ArcadePhase : std::uint8_t { ready, playing, ghost_eaten, dying, cleared };

// What the arcade's rules remember. Here all actors stand on whole pixels; carries hold the rest.
struct ArcadeState {
  std::int32_t level = 0;  // from 1; 0: the game has other rules and nothing here is used
  std::int32_t lives = 0;  // with the one being played
  bool extra_life_given = false;
  ArcadePhase phase = ArcadePhase::ready;
  std::int32_t phase_ticks = 0;  // left of any phase but playing
  std::int32_t player_carry_16th_px = 0;
  std::int32_t player_pause = 0;  // ticks that the player still stands after eating
  std::int32_t clock_period = 0, clock_ticks = 0;
  std::int32_t fright_ticks = 0;                       // left
  std::int32_t ghosts_caught = 0;                      // since the last energizer
  std::int32_t dots_eaten = 0;                         // on this board, energizers included
  std::int32_t fruit_ticks = 0;                        // left
  std::array<std::int32_t, kMostGhosts> house_dots{};  // personal counters
  std::int32_t global_dots = 0;
  bool global_counter = false;
  bool elroy_suspended = false;
  std::int32_t idle_ticks = 0;  // since the last dot
  std::uint64_t seed = 0;       // of ghost_random, which starts anew with every board and life
  std::array<ArcadeGhost, kMostGhosts> ghosts;
  bool operator==(const ArcadeState&) const = default;
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
  std::bitset<kMostTiles> dots;                  // [rows, cols]
  std::array<std::uint8_t, kMostTiles> marks{};  // [rows, cols] percent: 10, 20, ... 90; 0: none
  Random player_random;
  Random ghost_random;
  ArcadeState arcade;
  bool operator==(const State&) const = default;
};

// Over everything but player_random: that stream belongs to who decides, not to the game, and a
// replay, where the decisions are given, must come to the same hash.
[[nodiscard]] std::uint64_t hash_state(const State& state);

}  // namespace crossroads
