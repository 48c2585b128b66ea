// The lines of a drawing: curves through knots become polygons on the picture. Only + - * / and
// square roots of floats, which IEEE 754 rounds alike everywhere. Private to this folder.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace crossroads::portraits {

struct Point {
  float x = 0, y = 0;
};

// A point that a line goes through, round or with a corner.
struct Knot {
  float x = 0, y = 0;
  bool corner = false;
};
inline constexpr bool kCorner = true;

// From the drawing's own place to the picture's: x to the right, y down, in pixels.
struct Placement {
  float xx = 1, xy = 0, yx = 0, yy = 1, x = 0, y = 0;
  [[nodiscard]] Point operator()(Point p) const {
    return {xx * p.x + xy * p.y + x, yx * p.x + yy * p.y + y};
  }
};

// Closed. What doesn't fit is left out: shapes here have up to 200 points.
class Polygon {
 public:
  void add(Point point) {
    if (size_ < points_.size()) points_[size_++] = point;
  }
  [[nodiscard]] std::span<const Point> points() const { return {points_.data(), size_}; }

 private:
  std::array<Point, 512> points_;  // left unset: it is made for every shape of every picture
  std::size_t size_ = 0;
};

[[nodiscard]] Polygon closed(std::span<const Knot> knots, const Placement& placement);

// The right half of a symmetric shape, from its top on x = 0 to its bottom on x = 0.
[[nodiscard]] Polygon symmetric(std::span<const Knot> right_half, const Placement& placement);

[[nodiscard]] Polygon ellipse(Point centre, float radius_x, float radius_y,
                              const Placement& placement);

// A line as wide as `width` in its middle and as its ends at the ends.
struct Widths {
  float first = 0, middle = 1, last = 0;
};
[[nodiscard]] Polygon stroke(std::span<const Knot> knots, const Widths& widths,
                             const Placement& placement);

// The same shape, `by` pixels larger all around.
[[nodiscard]] Polygon grown(const Polygon& polygon, float by);

}  // namespace crossroads::portraits
