// The ways of players that look around before they go: nothing random, a function of the state.
// Distances are counted in tiles of floor; a way back counts like any other.
#pragma once

#include "sim/level.hpp"
#include "sim/state.hpp"

namespace crossroads {

// The first step of a shortest way to a nearest dot; none where no dot is left. Among ways as
// short: up before left before down before right.
[[nodiscard]] Action greedy_way(const Level& level, const State& state);

// The same, on tiles alone that the player reaches well before any ghost that isn't frightened.
// Where no dot lies on such a way it goes to the tile which it reaches the longest time before
// a ghost, and where there is no such tile, away from the nearest ghost.
[[nodiscard]] Action avoiding_way(const Level& level, const State& state);

}  // namespace crossroads
