// Palette pixels that somebody else owns, with their size. What falls outside isn't drawn.
#pragma once

#include <cstdint>
#include <span>

namespace crossroads {

struct PaletteCanvas {
  std::span<std::uint8_t> pixels;  // [height_px, width_px]
  int height_px = 0, width_px = 0;

  void set(int y, int x, std::uint8_t colour) const {
    if (y < 0 || x < 0 || y >= height_px || x >= width_px) return;
    pixels[static_cast<std::size_t>(y * width_px + x)] = colour;
  }
  void fill(int top, int left, int height, int width, std::uint8_t colour) const {
    for (int y = top; y < top + height; ++y) {
      for (int x = left; x < left + width; ++x) set(y, x, colour);
    }
  }
};

}  // namespace crossroads
