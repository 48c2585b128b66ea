// A picture in the making: polygons become coverage, exactly the share of each pixel that they
// cover, and colours are laid over the picture by it. Private to this folder.
#pragma once

#include <array>

#include "portraits/colour.hpp"
#include "portraits/geometry.hpp"
#include "recordings/frame.hpp"

namespace crossroads::portraits {

inline constexpr int kSide = 64;  // of a picture, px

// Pixels from left and top to before right and bottom.
struct Box {
  int left = 0, top = 0, right = 0, bottom = 0;
};

// How much of each pixel a shape covers, 0 to 1; none outside its box.
struct Mask {
  Box box;
  std::array<float, kSide * kSide> cover;  // set within the box alone
};

// A colour that changes from one height of the picture to another; above and below it stays.
struct Paint {
  Colour top, bottom;
  float top_y = 0, bottom_y = 1;
  float opacity = 1;

  Paint(const Colour& colour, float how_opaque = 1)  // NOLINT: a colour is a paint
      : top(colour), bottom(colour), opacity(how_opaque) {}
  Paint(const Colour& above, const Colour& below, float from_y, float to_y, float how_opaque = 1)
      : top(above), bottom(below), top_y(from_y), bottom_y(to_y), opacity(how_opaque) {}
};

class Canvas {
 public:
  Canvas() { edges_.fill(0); }

  // Winds around nothing twice: shapes don't overlap themselves by much.
  void cover(const Polygon& polygon, Mask& mask);
  // Several shapes as one.
  void begin_cover();
  void add_to_cover(const Polygon& polygon);
  void end_cover(Mask& mask);

  void lay(const Mask& mask, const Paint& paint);
  void lay_everywhere(const Paint& paint);
  // Covers `polygon`, only where `within` does if it is given.
  void fill(const Polygon& polygon, const Paint& paint, const Mask* within = nullptr);

  [[nodiscard]] Frame frame() const;  // clamped and rounded

 private:
  static constexpr int kStride = kSide + 4;  // an edge touches up to two pixels behind the last
  void add_edge(Point from, Point to);

  std::array<float, kSide * kSide> red_, green_, blue_;
  std::array<float, kSide * kStride> edges_;  // 0 between two shapes
  Box box_;
  Mask scratch_;
};

}  // namespace crossroads::portraits
