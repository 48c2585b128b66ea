// Draws a level's walls once, when it is parsed, so that rendering a frame starts with a copy.
#pragma once

#include <cstdint>
#include <vector>

namespace crossroads {

struct Level;

// [height_px, width_px] palette pixels: walls on the background, no dots, no actors.
[[nodiscard]] std::vector<std::uint8_t> draw_walls(const Level& level);

}  // namespace crossroads
