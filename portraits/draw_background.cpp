#include <array>

#include "portraits/figure.hpp"

namespace crossroads::portraits {
namespace {

constexpr float kSideF = kSide;

Polygon quad(Point a, Point b, Point c, Point d) {
  Polygon polygon;
  for (const Point& point : {a, b, c, d}) polygon.add(point);
  return polygon;
}

void add_stripes(Canvas& canvas, float phase) {
  constexpr float kApart = 16, kWide = 7, kLean = 40;
  for (float x = (phase - 1) * kApart; x < kSideF + kLean; x += kApart) {
    canvas.add_to_cover(
        quad({x, 0}, {x + kWide, 0}, {x + kWide - kLean, kSideF}, {x - kLean, kSideF}));
  }
}

void add_dots(Canvas& canvas, float phase) {
  constexpr float kApart = 14, kRadius = 2.6F;
  for (int row = 0; row < 6; ++row) {
    const float shift = (phase + (row % 2 == 0 ? 0 : 0.5F)) * kApart;
    for (int column = -1; column < 5; ++column) {
      const Point centre{shift + static_cast<float>(column) * kApart,
                         static_cast<float>(row) * 0.8F * kApart + 3};
      canvas.add_to_cover(ellipse(centre, kRadius, kRadius, {}));
    }
  }
}

// From behind the head to all sides.
void add_rays(Canvas& canvas, float phase) {
  constexpr std::array<Point, 8> kAround{{{0, -1},
                                          {0.71F, -0.71F},
                                          {1, 0},
                                          {0.71F, 0.71F},
                                          {0, 1},
                                          {-0.71F, 0.71F},
                                          {-1, 0},
                                          {-0.71F, -0.71F}}};
  constexpr float kFar = 64;
  const Point centre{kSideF / 2, kSideF / 2};
  for (std::size_t i = 0; i < kAround.size(); ++i) {
    const Point a = kAround[i], b = kAround[(i + 1) % kAround.size()];
    const auto at = [&](float share) {
      return Point{centre.x + kFar * (a.x + (b.x - a.x) * share),
                   centre.y + kFar * (a.y + (b.y - a.y) * share)};
    };
    const float from = 0.5F * phase;
    canvas.add_to_cover(quad(centre, at(from), at(from + 0.5F), centre));
  }
}

void add_disc(Canvas& canvas, float phase) {
  canvas.add_to_cover(ellipse({26 + 12 * phase, 26}, 25, 25, {}));
}

void add_blocks(Canvas& canvas, float phase) {
  constexpr float kBlock = 13;
  for (int row = 0; row < 5; ++row) {
    for (int column = row % 2; column < 7; column += 2) {
      const float x = (static_cast<float>(column) - phase) * kBlock;
      const float y = static_cast<float>(row) * kBlock;
      canvas.add_to_cover(quad({x, y}, {x + kBlock, y}, {x + kBlock, y + kBlock}, {x, y + kBlock}));
    }
  }
}

}  // namespace

void draw_background(Figure& figure) {
  const Nuisance& nuisance = figure.nuisance;
  Canvas& canvas = figure.canvas;
  canvas.lay_everywhere({nuisance.sky, nuisance.ground, 0, kSideF});
  if (nuisance.pattern == Pattern::plain) return;
  canvas.begin_cover();
  switch (nuisance.pattern) {
    case Pattern::plain:
      break;
    case Pattern::stripes:
      add_stripes(canvas, nuisance.pattern_phase);
      break;
    case Pattern::dots:
      add_dots(canvas, nuisance.pattern_phase);
      break;
    case Pattern::rays:
      add_rays(canvas, nuisance.pattern_phase);
      break;
    case Pattern::disc:
      add_disc(canvas, nuisance.pattern_phase);
      break;
    case Pattern::blocks:
      add_blocks(canvas, nuisance.pattern_phase);
      break;
  }
  Mask mask;
  canvas.end_cover(mask);
  canvas.lay(mask, {nuisance.motif, 0.45F});
}

}  // namespace crossroads::portraits
