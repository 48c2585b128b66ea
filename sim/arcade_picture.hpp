// Draws an arcade game over its walls and dots: energizers, fruit, the ghosts and the player, up to
// 14 px wide on 8 px tiles. All four ghosts are in every picture.
#pragma once

#include "sim/canvas.hpp"
#include "sim/level.hpp"
#include "sim/sprite.hpp"
#include "sim/state.hpp"

namespace crossroads {

void draw_arcade(const Level& level, const State& state, const PaletteCanvas& canvas,
                 bool with_actors, Drawing drawing);

}  // namespace crossroads
