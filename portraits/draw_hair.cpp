#include <array>

#include "portraits/figure.hpp"
#include "portraits/hair_shapes.hpp"

namespace crossroads::portraits {
namespace {

Placement flipped(Placement placement) {
  placement.xx = -placement.xx;
  placement.yx = -placement.yx;
  return placement;
}

Tones in_shade(const Tones& tones) {
  return {tones.base, mix(tones.base, tones.dark, 0.55F), mix(tones.dark, tones.line, 0.25F),
          tones.line};
}

// All curls, of both sides, as one shape: `by` pixels larger than they are.
void cover_curls(Canvas& canvas, std::span<const Curl> curls, const Placement& place, float by,
                 Mask& mask) {
  canvas.begin_cover();
  for (const Curl& curl : curls) {
    const float radius = curl.radius + by;
    canvas.add_to_cover(ellipse({curl.x, curl.y}, radius, radius, place));
    if (curl.x > 0) canvas.add_to_cover(ellipse({-curl.x, curl.y}, radius, radius, place));
  }
  canvas.end_cover(mask);
}

// Curls with an edge line, and on each a light spot and a shade.
void draw_curls(Figure& figure, std::span<const Curl> curls, const Placement& place,
                const Tones& tones) {
  Canvas& canvas = figure.canvas;
  Mask mask;
  cover_curls(canvas, curls, place, 0.65F, mask);
  canvas.lay(mask, tones.line);
  cover_curls(canvas, curls, place, 0, mask);
  canvas.lay(mask, {tones.base, tones.dark, 8, 50});
  for (const Curl& curl : curls) {
    if (curl.radius > 12) continue;
    for (const float side : {-1.0F, 1.0F}) {
      const Knot hook[] = {{side * (curl.x - 0.55F * curl.radius), curl.y + 0.1F * curl.radius},
                           {side * (curl.x - 0.1F * curl.radius), curl.y + 0.6F * curl.radius},
                           {side * (curl.x + 0.55F * curl.radius), curl.y + 0.2F * curl.radius}};
      canvas.fill(stroke(hook, {0.2F, 0.9F, 0.2F}, place), {tones.line, 0.55F}, &mask);
      canvas.fill(ellipse({side * curl.x - 0.2F * curl.radius, curl.y - 0.45F * curl.radius},
                          0.42F * curl.radius, 0.2F * curl.radius, place),
                  {tones.light, 0.7F}, &mask);
    }
  }
}

void draw_tail(Figure& figure, const HairShape& shape, const Placement& place) {
  Canvas& canvas = figure.canvas;
  const Tones& tones = figure.hair;
  const Polygon outline = closed(shape.tail, place);
  canvas.fill(grown(outline, 0.65F), tones.line);
  Mask within;
  canvas.cover(outline, within);
  canvas.lay(within, {mix(tones.base, tones.light, 0.15F), tones.dark, 10, 58});
  // Strands along it: between opposite knots.
  const std::size_t count = shape.tail.size();
  for (const float share : {0.32F, 0.66F}) {
    std::array<Knot, 3> strand;
    for (std::size_t i = 0; i < strand.size(); ++i) {
      const Knot &a = shape.tail[2 + i], &b = shape.tail[count - 1 - i];
      strand[i] = {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
    }
    canvas.fill(stroke(strand, {0.2F, 0.8F, 0.3F}, place), {tones.line, 0.5F}, &within);
  }
}

void draw_back(Figure& figure, const HairShape& shape, const Placement& place) {
  Canvas& canvas = figure.canvas;
  const Tones tones = in_shade(figure.hair);
  const Polygon outline = symmetric(shape.behind, place);
  canvas.fill(grown(outline, 0.65F), tones.line);
  Mask within;
  canvas.cover(outline, within);
  canvas.lay(within, {tones.base, tones.dark, 16, 60});
  constexpr Knot kStrands[][3] = {{{16.6F, 30}, {17.4F, 46}, {19.4F, 64}},
                                  {{14, 40}, {14.4F, 52}, {15.6F, 64}},
                                  {{10.5F, 44}, {10.4F, 54}, {11, 64}}};
  for (const auto& strand : kStrands) {
    for (const Placement& side : {place, flipped(place)}) {
      canvas.fill(stroke(strand, {0.2F, 0.9F, 0.6F}, side), {tones.line, 0.45F}, &within);
    }
  }
}

// The crown and the fringe as one closed line.
Polygon outline_before(std::span<const Knot> fringe, const Placement& place) {
  std::array<Knot, 48> knots;
  std::size_t size = 0;
  for (const Knot& knot : crown()) knots[size++] = knot;
  for (const Knot& knot : fringe) knots[size++] = knot;
  if (fringe.back().x == 0) {
    for (std::size_t i = fringe.size() - 1; i-- > 0;) {
      knots[size++] = {-fringe[i].x, fringe[i].y, fringe[i].corner};
    }
  }
  return closed({knots.data(), size}, place);
}

void draw_sheen(Canvas& canvas, const Tones& tones, const Placement& place, const Mask& within) {
  constexpr Knot kBand[] = {{-16, 21}, {-9, 15.2F}, {0, 13.2F}, {9, 15.2F}, {16, 21}};
  constexpr Knot kBelow[] = {{-13, 21.4F}, {-7, 17.8F}, {-1, 16.6F}};
  canvas.fill(stroke(kBand, {0.6F, 3.2F, 0.6F}, place), {tones.light, 0.75F}, &within);
  canvas.fill(stroke(kBelow, {0.2F, 1.3F, 0.2F}, place), {tones.light, 0.55F}, &within);
}

void draw_strands(Canvas& canvas, const Tones& tones, const Placement& place, const Mask& within) {
  constexpr Knot kStrands[][3] = {
      {{1.2F, 7}, {6.6F, 11}, {9, 19.2F}},          {{0.4F, 7}, {2.8F, 11.5F}, {3.6F, 18.4F}},
      {{-0.6F, 7}, {-2.6F, 11.5F}, {-3.2F, 18.4F}}, {{-1.4F, 7}, {-7, 11}, {-9, 19.4F}},
      {{3, 7.4F}, {11.6F, 13}, {14.6F, 24}},        {{-3, 7.4F}, {-11.6F, 13}, {-14.6F, 24}}};
  for (const auto& strand : kStrands) {
    canvas.fill(stroke(strand, {0.1F, 0.75F, 0.5F}, place), {tones.line, 0.5F}, &within);
  }
}

void draw_fringe(Figure& figure, const HairShape& shape) {
  Canvas& canvas = figure.canvas;
  const Tones& tones = figure.hair;
  const Placement place = figure.mirrored_head(0.7F);
  const Polygon outline = outline_before(shape.fringe, place);
  canvas.fill(grown(outline, 0.6F), tones.line);
  Mask within;
  canvas.cover(outline, within);
  canvas.lay(within,
             {mix(tones.base, tones.light, 0.12F), mix(tones.base, tones.dark, 0.6F), 7, 40});
  draw_sheen(canvas, tones, place, within);
  draw_strands(canvas, tones, place, within);
}

}  // namespace

void draw_hair_behind(Figure& figure) {
  const HairShape& shape = hair_shape(figure.attributes.hair_style);
  const Placement place = figure.mirrored_head(-0.8F);
  if (!shape.tail.empty()) {
    draw_tail(figure, shape, place);
    if (shape.two_tails) draw_tail(figure, shape, flipped(place));
  }
  if (!shape.curls_behind.empty()) draw_curls(figure, shape.curls_behind, place, figure.hair);
  if (!shape.behind.empty()) draw_back(figure, shape, place);
}

void draw_hair_before(Figure& figure) {
  const HairShape& shape = hair_shape(figure.attributes.hair_style);
  const Placement place = figure.mirrored_head(0.5F);
  if (!shape.fringe.empty()) draw_fringe(figure, shape);
  if (!shape.curls_before.empty()) draw_curls(figure, shape.curls_before, place, figure.hair);
  if (!shape.braid.empty()) draw_curls(figure, shape.braid, place, figure.hair);
}

}  // namespace crossroads::portraits
