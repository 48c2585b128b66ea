// Draws on a canvas in units: the pixels of a letter, each of which is a square of whole pixels on
// the screen. A layout in units looks the same on every screen, and letters and frames stay sharp.
#pragma once

#include <string>

#include "experiments/picture.hpp"

namespace crossroads {

// What pictures of `live` have beside the colours of picture.hpp.
inline constexpr Colour kAccent{255, 214, 64};
inline constexpr Colour kButtonFill{34, 36, 50}, kButtonOn{92, 78, 24};
inline constexpr Colour kWarning{255, 159, 64};

class Pen {
 public:
  // A layout of width x height units, as large as fits, in the middle of the canvas.
  Pen(int canvas_height_px, int canvas_width_px, int height, int width);

  [[nodiscard]] int unit_px() const { return unit_px_; }
  [[nodiscard]] CloseUp place(int x, int y, int width, int height) const;  // in pixels

  // What would be wider than `most` is cut off.
  void write(const std::string& text, int x, int y, Colour colour, int most = 10000);
  void write_right(const std::string& text, int right, int y, Colour colour);
  void write_centred(const std::string& text, int x, int width, int y, Colour colour);
  void fill(int x, int y, int width, int height, Colour colour);
  void outline(const CloseUp& place_px, Colour colour);  // two pixels, outside

  // In the middle of a square of `side` units, as large as whole pixels allow, with a border around
  // it. Where its upper left pixel is, and how large a pixel of it.
  struct Placed {
    int x_px = 0, y_px = 0, zoom = 1;
  };
  Placed picture(const Frame& frame, int x, int y, int side, Colour border);
  // The same without a border; of what is larger than that, every second, third, ... pixel.
  void tile(const Frame& frame, int x, int y, int side);
  [[nodiscard]] int inside_px(int side) const { return side * unit_px_ - 2 * kBorder; }

  [[nodiscard]] Frame take() { return canvas_.take(); }

 private:
  Canvas canvas_;
  int unit_px_, left_px_, top_px_;
};

}  // namespace crossroads
