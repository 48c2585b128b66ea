// The rules: one tick of the game. Deterministic given the state and what every actor decides.
// A tick: decide at the tile's centre, move, eat the dot on arrival at a tile's centre (1 point).
// The game is over when the last dot is eaten. Touching a ghost has no effect.
#pragma once

#include <array>
#include <cstdint>

#include "sim/level.hpp"
#include "sim/policy.hpp"
#include "sim/state.hpp"

namespace crossroads {

[[nodiscard]] State start_game(const Level& level, std::uint64_t seed);

// Weights of each ghost's directions (up, left, down, right) at this tick; all 0 off tile centres:
// the ghost then walks on. On a tile centre a ghost takes any open way but back.
using GhostWeights = std::array<int, 4>;
[[nodiscard]] GhostWeights ghost_weights(const Level& level, const State& state, int ghost);

// What everybody decided for this tick. A ghost entry is read only where its weights are not all 0.
struct Decisions {
  Action player = Action::none;
  std::array<Direction, kMostGhosts> ghosts{};
};

// The player's action is a wish: it is kept until its way is open, a turn back needs no centre.
// Without a wish the player walks straight on; it stops at a wall. Nothing happens once it is over.
void advance(const Level& level, State& state, const Decisions& decisions);

// Draws the decisions from the state's own streams, then advances. The player's action is given
// (a person, a replay) or drawn from the policy; returns the player's action of this tick.
void tick(const Level& level, State& state, Action player);
Action tick(const Level& level, State& state, const Policy& policy);

}  // namespace crossroads
