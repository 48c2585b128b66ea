// Small pictures with see-through pixels. Each kind of picture is a Look: a value with all that it
// depends on, and the code that paints it pixel by pixel. To be quick every look is painted once,
// on first use, and then stamped by whole words; painting every time gives the same pixels.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "sim/canvas.hpp"

namespace crossroads {

enum class Drawing : std::uint8_t { stamped, painted };

// Pixels of a canvas from a corner on. Wrapping: its left and right sides are one.
struct Brush {
  const PaletteCanvas& canvas;
  int top = 0, left = 0;
  bool wraps = false;

  void set(int y, int x, std::uint8_t colour) const {
    x += left;
    if (wraps && x < 0) x += canvas.width_px;
    if (wraps && x >= canvas.width_px) x -= canvas.width_px;
    canvas.set(top + y, x, colour);
  }
};

// Where the rows, the first at `top`, have a #.
template <std::size_t N>
void paint_rows(const Brush& brush, const std::array<const char*, N>& rows, int top,
                std::uint8_t colour) {
  for (std::size_t y = 0; y < N; ++y) {
    for (int x = 0; rows[y][x] != '\0'; ++x) {
      if (rows[y][x] == '#') brush.set(top + static_cast<int>(y), x, colour);
    }
  }
}

// Of kHeight rows and kWords words of 8 pixels.
template <int kHeight, int kWords>
class Sprite {
 public:
  static constexpr int kWidth = 8 * kWords;

  template <class Look>
  explicit Sprite(const Look& look) {
    colour_.fill(kSeeThrough);
    look.paint(Brush{PaletteCanvas{colour_, kHeight, kWidth}});
    for (std::size_t i = 0; i < kPixels; ++i) {
      keep_[i] = colour_[i] == kSeeThrough ? 0xff : 0;
      if (keep_[i] != 0) colour_[i] = 0;
    }
  }

  [[nodiscard]] static bool fits(const PaletteCanvas& canvas, int top, int left) {
    return top >= 0 && left >= 0 && top + kHeight <= canvas.height_px &&
           left + kWidth <= canvas.width_px;
  }

  // Only where it fits.
  void stamp(const PaletteCanvas& canvas, int top, int left) const {
    std::uint8_t* row = canvas.pixels.data() + top * canvas.width_px + left;
    for (std::size_t at = 0; at < kPixels; at += kWidth, row += canvas.width_px) {
      for (std::size_t x = 0; x < kWidth; x += 8) {
        const std::uint64_t kept = word(row + x) & word(&keep_[at + x]);
        const std::uint64_t made = kept | word(&colour_[at + x]);
        std::memcpy(row + x, &made, sizeof made);
      }
    }
  }

 private:
  static constexpr std::uint8_t kSeeThrough = 255;  // no colour of the palette
  static constexpr std::size_t kPixels = std::size_t{kHeight} * kWidth;

  static std::uint64_t word(const std::uint8_t* bytes) {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
  }

  std::array<std::uint8_t, kPixels> keep_{}, colour_{};
};

// A Look has kCount values; index() numbers them, of(index) is the value, paint(Brush) paints it,
// Picture is the sprite that holds it.
template <class Look>
const std::vector<typename Look::Picture>& sheet() {
  static const std::vector<typename Look::Picture> all = [] {
    std::vector<typename Look::Picture> sprites;
    for (int i = 0; i < Look::kCount; ++i) sprites.emplace_back(Look::of(i));
    return sprites;
  }();
  return all;
}

// What reaches across an edge is always painted.
template <class Look>
void draw(const Brush& brush, const Look& look, Drawing drawing) {
  if (drawing == Drawing::stamped && Look::Picture::fits(brush.canvas, brush.top, brush.left)) {
    const auto index = static_cast<std::size_t>(look.index());
    return sheet<Look>()[index].stamp(brush.canvas, brush.top, brush.left);
  }
  look.paint(brush);
}

}  // namespace crossroads
