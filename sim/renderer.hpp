// One renderer for the window and for the recordings: one palette byte a pixel, on the CPU.
#pragma once

#include <cstdint>
#include <span>

#include "recordings/frame.hpp"
#include "sim/level.hpp"
#include "sim/palette.hpp"
#include "sim/state.hpp"

namespace crossroads {

// Writes level.height_px() * level.width_px() palette indices, every one of them.
void render(const Level& level, const State& state, std::span<std::uint8_t> pixels,
            bool with_actors = true);

// The same picture painted on the walls pixel by pixel: to hold render() against.
void render_slowly(const Level& level, const State& state, std::span<std::uint8_t> pixels);

[[nodiscard]] Frame render_frame(const Level& level, const State& state, bool with_actors = true);

// Palette pixels to the colours that a recording holds.
[[nodiscard]] Frame to_frame(std::span<const std::uint8_t> pixels, int height_px, int width_px);
// The same for `pixels` where `frame` already shows `before`: only what differs is written.
void update_frame(Frame& frame, std::span<const std::uint8_t> before,
                  std::span<const std::uint8_t> pixels);

}  // namespace crossroads
