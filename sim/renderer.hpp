// One renderer for the window and for the recordings: one palette byte a pixel, on the CPU.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "recordings/frame.hpp"
#include "sim/level.hpp"
#include "sim/state.hpp"

namespace crossroads {

struct Rgb {
  std::uint8_t r = 0, g = 0, b = 0;
};
using Palette = std::array<Rgb, 16>;
[[nodiscard]] const Palette& palette();

// Writes level.height_px() * level.width_px() palette indices, every one of them.
void render(const Level& level, const State& state, std::span<std::uint8_t> pixels,
            bool with_actors = true);
[[nodiscard]] Frame render_frame(const Level& level, const State& state, bool with_actors = true);

}  // namespace crossroads
