// The arcade's rules, for levels with `rules arcade`; rules.hpp hands over to them.
// A tick: the house lets ghosts out, ghosts move, clocks run, the player moves and eats, and
// whoever stands on the player's tile is caught or catches. Swapping tiles in one tick passes
// unnoticed.
#pragma once

#include "sim/arcade_ghosts.hpp"
#include "sim/rules.hpp"

namespace crossroads {

[[nodiscard]] State start_arcade_game(const Level& level, std::uint64_t seed);
void advance_arcade(const Level& level, State& state, const Decisions& decisions);

// Whether a policy decides in this tick: once a tile, in the tick that comes to its centre.
[[nodiscard]] bool arcade_player_decides(const State& state);

// What the renderer and the reports want to know.
[[nodiscard]] bool is_fright_flash(const State& state);  // frightened ghosts are white now
[[nodiscard]] int points_of_last_ghost(const State& state);

}  // namespace crossroads
