#include <catch2/catch.hpp>
#include <numeric>

#include "portraits/canvas.hpp"

using namespace crossroads;
using namespace crossroads::portraits;

namespace {

double area_of(const Mask& mask) {
  double area = 0;
  for (int y = mask.box.top; y < mask.box.bottom; ++y) {
    for (int x = mask.box.left; x < mask.box.right; ++x) area += mask.cover[y * kSide + x];
  }
  return area;
}

double area_of(const Polygon& polygon) {
  Canvas canvas;
  Mask mask;
  canvas.cover(polygon, mask);
  return area_of(mask);
}

Polygon polygon_of(std::initializer_list<Point> points) {
  Polygon polygon;
  for (const Point& point : points) polygon.add(point);
  return polygon;
}

}  // namespace

TEST_CASE("a pixel is covered by the share of it that lies within the shape") {
  Canvas canvas;
  Mask mask;
  canvas.cover(polygon_of({{1.5F, 1}, {3.25F, 1}, {3.25F, 2.5F}, {1.5F, 2.5F}}), mask);
  const auto at = [&](int y, int x) { return mask.cover[y * kSide + x]; };
  CHECK(at(1, 1) == Approx(0.5));
  CHECK(at(1, 2) == Approx(1));
  CHECK(at(1, 3) == Approx(0.25));
  CHECK(at(2, 1) == Approx(0.25));
  CHECK(at(2, 3) == Approx(0.125));
}

TEST_CASE("slanting edges cover exact areas, also across many pixels in one row") {
  CHECK(area_of(polygon_of({{0, 0}, {10, 0}, {0, 1}})) == Approx(5));
  CHECK(area_of(polygon_of({{3, 7}, {40.5F, 9.25F}, {12, 50}})) ==
        Approx(0.5 * (37.5 * 43 - 9 * 2.25)));
  CHECK(area_of(polygon_of({{2.5F, 2.5F}, {2.75F, 2.5F}, {2.5F, 2.75F}})) == Approx(0.03125));
}

TEST_CASE("what lies outside the picture is cut off") {
  CHECK(area_of(polygon_of({{-20, -20}, {84, -20}, {84, 84}, {-20, 84}})) == Approx(64 * 64));
  CHECK(area_of(polygon_of({{-20, 10}, {4, 10}, {4, 20}, {-20, 20}})) == Approx(40));
  CHECK(area_of(polygon_of({{60, 10}, {90, 10}, {90, 20}, {60, 20}})) == Approx(40));
  CHECK(area_of(polygon_of({{70, 10}, {90, 10}, {90, 20}, {70, 20}})) == Approx(0).margin(1e-6));
}

TEST_CASE("an ellipse is round within a hundredth, and grows evenly") {
  const Polygon circle = ellipse({0, 0}, 10, 10, {1, 0, 0, 1, 32, 32});
  CHECK(area_of(circle) == Approx(314.159).epsilon(0.01));
  CHECK(area_of(grown(circle, 1)) == Approx(380.13).epsilon(0.01));
}

TEST_CASE("a stroke is as long and as wide as it says") {
  const Knot line[] = {{10, 20}, {20, 20}, {30, 20}};
  CHECK(area_of(stroke(line, {2, 2, 2}, {})) == Approx(40));
}

TEST_CASE("shapes that overlap cover once") {
  Canvas canvas;
  Mask mask;
  canvas.begin_cover();
  canvas.add_to_cover(polygon_of({{10, 10}, {20, 10}, {20, 20}, {10, 20}}));
  canvas.add_to_cover(polygon_of({{15, 10}, {25, 10}, {25, 20}, {15, 20}}));
  canvas.end_cover(mask);
  CHECK(area_of(mask) == Approx(150));
}

TEST_CASE("a shape leaves nothing behind for the next one") {
  Canvas canvas;
  Mask first, second;
  canvas.cover(ellipse({31, 33}, 40, 29, {}), first);
  canvas.cover(polygon_of({{5, 5}, {6, 5}, {6, 60}, {5, 60}}), second);
  CHECK(area_of(second) == Approx(55));
}
