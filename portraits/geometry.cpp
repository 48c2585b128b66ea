#include "portraits/geometry.hpp"

#include <algorithm>
#include <cmath>

namespace crossroads::portraits {
namespace {

constexpr std::size_t kMostKnots = 96;

float length(Point p) {
  return std::sqrt(p.x * p.x + p.y * p.y);
}

Point between(const Knot& from, const Knot& to) {
  return {to.x - from.x, to.y - from.y};
}

// 0 where the points are one.
Point direction(Point p) {
  const float size = length(p);
  return size > 0 ? Point{p.x / size, p.y / size} : Point{};
}

// Along the line where it runs through `knot`.
Point tangent(const Knot& before, const Knot& knot, const Knot& after) {
  const Point in = direction(between(before, knot)), out = direction(between(knot, after));
  return direction({in.x + out.x, in.y + out.y});
}

// One curve of a line: from knot to knot, with a direction at each end or none (0, 0) at a corner.
struct Curve {
  Knot from, to;
  Point leaving, arriving;
};

// A cubic Hermite curve whose ends are as steep as its chord is long, which makes circles nearly
// round. A corner's end bends as little as the other one allows.
template <class Add>
void flatten(const Curve& curve, const Add& add) {
  const Point chord = between(curve.from, curve.to);
  const float size = length(chord);
  const auto end = [&](Point own, Point other) -> Point {
    if (own.x != 0 || own.y != 0) return {own.x * size, own.y * size};
    if (other.x == 0 && other.y == 0) return chord;
    return {1.5F * chord.x - 0.5F * other.x * size, 1.5F * chord.y - 0.5F * other.y * size};
  };
  const Point m0 = end(curve.leaving, curve.arriving), m1 = end(curve.arriving, curve.leaving);
  const bool straight = curve.from.corner && curve.to.corner;
  const int steps = straight ? 1 : std::clamp(static_cast<int>(size * 0.6F) + 1, 2, 14);
  for (int i = 0; i < steps; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(steps);
    const float u = 1 - t, a = u * u * (1 + 2 * t), b = t * t * (3 - 2 * t);
    const float c = t * u * u, d = t * t * u;
    add(Point{a * curve.from.x + b * curve.to.x + c * m0.x - d * m1.x,
              a * curve.from.y + b * curve.to.y + c * m0.y - d * m1.y},
        t);
  }
}

Point normal(Point before, Point after) {
  const Point along = direction({after.x - before.x, after.y - before.y});
  return {along.y, -along.x};
}

float twice_area(std::span<const Point> points) {
  float area = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point a = points[i], b = points[(i + 1) % points.size()];
    area += a.x * b.y - b.x * a.y;
  }
  return area;
}

}  // namespace

Polygon closed(std::span<const Knot> knots, const Placement& placement) {
  Polygon polygon;
  const std::size_t count = knots.size();
  const auto at = [&](std::size_t i) -> const Knot& { return knots[i % count]; };
  const auto tangent_at = [&](std::size_t i) {
    return at(i).corner ? Point{} : tangent(at(i + count - 1), at(i), at(i + 1));
  };
  Point leaving = tangent_at(0);
  for (std::size_t i = 0; i < count; ++i) {
    const Point arriving = tangent_at(i + 1);
    flatten({at(i), at(i + 1), leaving, arriving},
            [&](Point point, float) { polygon.add(placement(point)); });
    leaving = arriving;
  }
  return polygon;
}

Polygon symmetric(std::span<const Knot> right_half, const Placement& placement) {
  std::array<Knot, kMostKnots> knots;
  std::size_t size = 0;
  for (const Knot& knot : right_half) knots[size++] = knot;
  for (std::size_t i = right_half.size() - 1; i-- > 1;) {
    knots[size++] = {-right_half[i].x, right_half[i].y, right_half[i].corner};
  }
  return closed({knots.data(), size}, placement);
}

Polygon ellipse(Point centre, float radius_x, float radius_y, const Placement& placement) {
  constexpr float kDiagonal = 0.70710678F;
  const float x = kDiagonal * radius_x, y = kDiagonal * radius_y;
  const std::array<Knot, 8> knots{{{centre.x, centre.y - radius_y},
                                   {centre.x + x, centre.y - y},
                                   {centre.x + radius_x, centre.y},
                                   {centre.x + x, centre.y + y},
                                   {centre.x, centre.y + radius_y},
                                   {centre.x - x, centre.y + y},
                                   {centre.x - radius_x, centre.y},
                                   {centre.x - x, centre.y - y}}};
  return closed(knots, placement);
}

Polygon stroke(std::span<const Knot> knots, const Widths& widths, const Placement& placement) {
  std::array<Point, 128> line;
  std::array<float, 128> half_width;
  std::size_t size = 0;
  const std::size_t curves = knots.size() - 1;
  const auto add = [&](Point point, float along) {
    const float from_middle = 2 * along - 1, away = from_middle * from_middle;
    const float end = from_middle < 0 ? widths.first : widths.last;
    line[size] = point;
    half_width[size++] = 0.5F * (widths.middle + (end - widths.middle) * away);
  };
  const auto tangent_at = [&](std::size_t i) {
    const bool end = i == 0 || i == curves || knots[i].corner;
    return end ? Point{} : tangent(knots[i - 1], knots[i], knots[i + 1]);
  };
  for (std::size_t i = 0; i < curves; ++i) {
    flatten({knots[i], knots[i + 1], tangent_at(i), tangent_at(i + 1)}, [&](Point point, float t) {
      add(point, (static_cast<float>(i) + t) / static_cast<float>(curves));
    });
  }
  add({knots[curves].x, knots[curves].y}, 1);
  const auto side = [&](std::size_t i, float sign) {
    const Point away = normal(line[i == 0 ? 0 : i - 1], line[std::min(i + 1, size - 1)]);
    const float by = sign * half_width[i];
    return placement({line[i].x + by * away.x, line[i].y + by * away.y});
  };
  Polygon polygon;
  for (std::size_t i = 0; i < size; ++i) polygon.add(side(i, 1));
  for (std::size_t i = size; i-- > 0;) polygon.add(side(i, -1));
  return polygon;
}

Polygon grown(const Polygon& polygon, float by) {
  constexpr float kLongestTip = 2.2F;  // how far a sharp corner may reach, in `by`
  const std::span<const Point> points = polygon.points();
  const float out = twice_area(points) > 0 ? by : -by;
  const std::size_t count = points.size();
  Polygon larger;
  for (std::size_t i = 0; i < count; ++i) {
    const Point a = normal(points[(i + count - 1) % count], points[i]);
    const Point b = normal(points[i], points[(i + 1) % count]);
    const Point middle = direction({a.x + b.x, a.y + b.y});
    const float cosine = middle.x * a.x + middle.y * a.y;
    const float reach = cosine * kLongestTip > 1 ? 1 / cosine : kLongestTip;
    larger.add({points[i].x + out * reach * middle.x, points[i].y + out * reach * middle.y});
  }
  return larger;
}

}  // namespace crossroads::portraits
