#include "portraits/figure.hpp"

namespace crossroads::portraits {
namespace {

constexpr Colour kMetal{58, 58, 74}, kPearl{250, 250, 252};

Placement flipped(Placement placement) {
  placement.xx = -placement.xx;
  placement.yx = -placement.yx;
  return placement;
}

void draw_glasses(Figure& figure) {
  constexpr Knot kRim[] = {{1.9F, 33},     {3.4F, 29},    {7.8F, 28},    {12.4F, 29}, {14, 33},
                           {13.2F, 38.6F}, {7.9F, 41.4F}, {2.7F, 38.6F}, {1.9F, 33}};
  constexpr Knot kBridge[] = {{-2, 33}, {0, 32.2F}, {2, 33}};
  constexpr Knot kTemple[] = {{14, 32.4F}, {16, 31.8F}, {17.6F, 31.4F}};
  const Colour frame{44, 30, 44};
  const Placement place = figure.head(1.5F);
  for (const Placement& side : {place, flipped(place)}) {
    figure.canvas.fill(closed({kRim, 8}, side), {kWhite, 0.16F});
    figure.canvas.fill(stroke(kRim, {1.1F, 1.1F, 1.1F}, side), frame);
  }
  figure.canvas.fill(stroke(kBridge, {1, 1.1F, 1}, place), frame);
  figure.canvas.fill(stroke(kTemple, {1.1F, 1, 0.6F}, place), frame);
  figure.canvas.fill(stroke(kTemple, {1.1F, 1, 0.6F}, flipped(place)), frame);
}

// A bow with its knot at `at`.
void draw_bow(Figure& figure, Point at, float size, const Placement& place) {
  const Knot wing[] = {{0, 0, kCorner},       {5, -4.6F}, {9, -4.4F, kCorner}, {9.6F, 0},
                       {8.6F, 4.6F, kCorner}, {5, 3.6F}};
  for (const float side : {1.0F, -1.0F}) {
    Placement there = place;
    const Point centre = place(at);
    there.xx *= side * size;
    there.yx *= side * size;
    there.xy *= size;
    there.yy *= size;
    there.x = centre.x;
    there.y = centre.y;
    figure.solid(closed(wing, there), figure.trim, centre.y - 5, centre.y + 6);
    const Knot fold[] = {{1, 0}, {4, -0.8F}, {6.4F, -0.4F}};
    figure.canvas.fill(stroke(fold, {1, 0.9F, 0.2F}, there), {figure.trim.line, 0.6F});
  }
  figure.solid(ellipse(at, 2 * size, 2.3F * size, place), figure.trim, place(at).y - 3,
               place(at).y + 3);
}

void draw_beret(Figure& figure) {
  constexpr Knot kCap[] = {{-13.6F, 12.6F}, {-15.4F, 6.4F}, {-8, 0.4F}, {2, -1}, {12, 1},
                           {18.6F, 6.6F},   {17, 12.4F},    {10, 11},   {0, 10}, {-8, 11}};
  constexpr Knot kBand[] = {{-13.4F, 13.2F}, {-6.4F, 11}, {1, 10.4F}, {10, 11.4F}, {16.4F, 13.6F}};
  constexpr Knot kStem[] = {{2, 0}, {2.6F, -1.4F}, {2.4F, -3}};
  constexpr Knot kShine[] = {{-11, 6.4F}, {-4, 3}, {4, 2.6F}};
  const Placement place = figure.mirrored_head(0.3F);
  figure.canvas.fill(stroke(kStem, {1.8F, 1.6F, 1.6F}, place), figure.trim.line);
  figure.solid(closed(kCap, place), figure.trim, 0, 18);
  figure.canvas.fill(stroke(kShine, {0.3F, 1.6F, 0.3F}, place), {figure.trim.light, 0.8F});
  figure.canvas.fill(stroke(kBand, {2, 2.4F, 2}, place), figure.trim.line);
}

void draw_cat_ears(Figure& figure) {
  constexpr Knot kEar[] = {{5.4F, 8.6F, kCorner},   {9.6F, 1.6F},
                           {15.6F, -3.4F, kCorner}, {17.6F, 5},
                           {17.4F, 14.6F, kCorner}, {11, 9.6F}};
  constexpr Knot kInner[] = {{9, 7.4F, kCorner}, {14.6F, 0.2F, kCorner}, {15.6F, 9.8F, kCorner}};
  const Placement place = figure.head(0.2F);
  for (const Placement& side : {place, flipped(place)}) {
    figure.solid(closed(kEar, side), figure.hair, 0, 24);
    figure.canvas.fill(closed(kInner, side), Colour{255, 176, 190});
  }
}

void draw_hair_clip(Figure& figure) {
  const Placement place = figure.mirrored_head(0.9F);
  for (const float y : {18.2F, 21.6F}) {
    const Knot bar[] = {{8.4F, y + 1.6F, kCorner}, {15.4F, y - 1.4F, kCorner}};
    figure.canvas.fill(stroke(bar, {3.2F, 3.2F, 3.2F}, place), kInk);
    figure.canvas.fill(stroke(bar, {2, 2, 2}, place), Colour{255, 236, 110});
  }
}

void draw_headphones(Figure& figure) {
  constexpr Knot kBand[] = {{-19.6F, 32},  {-20.2F, 20}, {-13.8F, 7.4F}, {0, 2},
                            {13.8F, 7.4F}, {20.2F, 20},  {19.6F, 32}};
  const Placement place = figure.head(0.1F);
  figure.canvas.fill(stroke(kBand, {4.2F, 4.2F, 4.2F}, place), kInk);
  figure.canvas.fill(stroke(kBand, {2.6F, 2.8F, 2.6F}, place), kPearl);
  for (const Placement& side : {place, flipped(place)}) {
    figure.solid(ellipse({19, 34}, 4.4F, 6.4F, side), {kMetal, kMetal, kInk, kInk}, 28, 40);
    figure.solid(ellipse({20.4F, 34}, 2.8F, 4.6F, side), figure.trim, 28, 42, 0.3F);
  }
}

void draw_flower(Figure& figure) {
  constexpr Point kPetals[] = {{0, -4}, {3.8F, -1.2F}, {2.4F, 3.2F}, {-2.4F, 3.2F}, {-3.8F, -1.2F}};
  const Placement place = figure.mirrored_head(0.8F);
  const Point centre{12.6F, 14.4F};
  for (const float radius : {3.8F, 3.1F}) {
    figure.canvas.begin_cover();
    for (const Point& petal : kPetals) {
      figure.canvas.add_to_cover(
          ellipse({centre.x + petal.x, centre.y + petal.y}, radius, radius, place));
    }
    Mask mask;
    figure.canvas.end_cover(mask);
    figure.canvas.lay(mask, radius > 3.5F ? Paint(figure.trim.line) : Paint(figure.trim.light));
  }
  figure.canvas.fill(ellipse(centre, 2.2F, 2.2F, place), Colour{255, 214, 64});
}

}  // namespace

void draw_accessory(Figure& figure) {
  switch (figure.attributes.accessory) {
    case Accessory::none:
      return;
    case Accessory::glasses:
      return draw_glasses(figure);
    case Accessory::ribbon:
      return draw_bow(figure, {0, 6.4F}, 1.05F, figure.head(0.4F));
    case Accessory::beret:
      return draw_beret(figure);
    case Accessory::cat_ears:
      return draw_cat_ears(figure);
    case Accessory::hair_clip:
      return draw_hair_clip(figure);
    case Accessory::headphones:
      return draw_headphones(figure);
    case Accessory::flower:
      return draw_flower(figure);
  }
}

}  // namespace crossroads::portraits
