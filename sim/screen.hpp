// What the window of `play` shows: the level's own picture enlarged, a line with the score above it
// and the keys below. Palette pixels on the CPU; knows no window.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/canvas.hpp"
#include "sim/level.hpp"
#include "sim/state.hpp"

namespace crossroads {

// The line above the picture.
struct ScreenText {
  std::string left, middle, right;
  bool recording = false;  // the red dot
};

class Screen {
 public:
  explicit Screen(const Level& level);  // `level` must live on

  void draw(const State& state, const ScreenText& text);
  [[nodiscard]] int height_px() const { return canvas_.height_px; }
  [[nodiscard]] int width_px() const { return canvas_.width_px; }
  [[nodiscard]] const std::vector<std::uint8_t>& pixels() const { return pixels_; }

 private:
  void draw_level(const State& state);
  void draw_head(const ScreenText& text) const;
  void draw_keys() const;

  const Level& level_;
  int scale_;
  std::vector<std::uint8_t> level_pixels_, pixels_;
  Canvas canvas_;
};

}  // namespace crossroads
