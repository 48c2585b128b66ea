// What the window of `play` shows: the level's own picture enlarged, a line with the score above
// it, below it a message and the keys. Palette pixels on the CPU; knows no window.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/canvas.hpp"
#include "sim/level.hpp"
#include "sim/state.hpp"

namespace crossroads {

struct ScreenText {
  std::string left, middle, right;  // the line above the picture
  bool recording = false;           // the red dot, with the clock behind it
  std::string clock;
  std::string message;  // below the picture
  bool help = false;    // all keys, or how to see them
};

// Letters are as large for every level; a small level is enlarged more than a large one.
class Screen {
 public:
  explicit Screen(const Level& level);  // `level` must live on

  void draw(const State& state, const ScreenText& text);
  [[nodiscard]] int height_px() const { return canvas_.height_px; }
  [[nodiscard]] int width_px() const { return canvas_.width_px; }
  [[nodiscard]] const std::vector<std::uint8_t>& pixels() const { return pixels_; }

  // Where the level's picture is.
  [[nodiscard]] int level_scale() const { return scale_; }
  [[nodiscard]] int level_top_px() const;
  [[nodiscard]] int level_left_px() const;

 private:
  void draw_level(const State& state);
  void draw_head(const ScreenText& text) const;
  void draw_foot(const ScreenText& text) const;

  const Level& level_;
  int scale_;
  std::vector<std::uint8_t> level_pixels_, pixels_;
  PaletteCanvas canvas_;
};

}  // namespace crossroads
