#include "portraits/figure.hpp"

namespace crossroads::portraits {
namespace {

constexpr Knot kNeck[] = {{0, 44}, {4.6F, 45}, {4.8F, 52}, {6.4F, 57}, {6.4F, 66}, {0, 66}};
constexpr Knot kShoulders[] = {{0, 58},        {5, 55.4F},  {9, 56.4F}, {18.5F, 58.2F},
                               {24.4F, 62.5F}, {26.5F, 70}, {0, 70}};
constexpr Colour kLinen{244, 244, 250}, kNavy{44, 56, 112};

void draw_both(Figure& figure, std::span<const Knot> right, const Paint& paint,
               const Colour& line) {
  for (const float side : {1.0F, -1.0F}) {
    Placement place = figure.body();
    place.xx *= side;
    place.yx *= side;
    const Polygon shape = closed(right, place);
    figure.canvas.fill(grown(shape, 0.5F), line);
    figure.canvas.fill(shape, paint);
  }
}

void draw_neck(Figure& figure) {
  const Tones& skin = figure.skin;
  const Polygon neck = symmetric(kNeck, figure.body());
  figure.canvas.fill(grown(neck, 0.5F), skin.line);
  figure.canvas.fill(neck, {skin.dark, skin.base, 51, 60});
}

void draw_shoulders(Figure& figure, const Tones& cloth) {
  figure.solid(symmetric(kShoulders, figure.body()), cloth, 57, 70);
}

// The skin that an open collar shows.
void draw_opening(Figure& figure, float depth_y) {
  const Knot opening[] = {{0, 54}, {5.2F, 54.8F, kCorner}, {0, depth_y, kCorner}};
  figure.canvas.fill(symmetric(opening, figure.body()),
                     {figure.skin.dark, figure.skin.base, 53, 61});
}

void draw_sailor(Figure& figure) {
  constexpr Knot kCollar[] = {
      {5, 54.6F, kCorner}, {10, 56, kCorner}, {15, 61.6F, kCorner}, {1.2F, 63.6F, kCorner}};
  constexpr Knot kStripe[] = {{9.4F, 57.4F}, {12.6F, 60.6F}, {2.4F, 62.2F}};
  constexpr Knot kBow[] = {{0, 62.2F, kCorner}, {5, 60.2F, kCorner}, {5.2F, 66, kCorner}};
  draw_shoulders(figure, {kWhite, kLinen, {206, 208, 226}, {96, 98, 130}});
  draw_opening(figure, 62);
  draw_both(figure, kCollar, kNavy, {24, 28, 60});
  for (const float side : {1.0F, -1.0F}) {
    Placement place = figure.body();
    place.xx *= side;
    place.yx *= side;
    figure.canvas.fill(stroke(kStripe, {0.7F, 0.8F, 0.7F}, place), {kWhite, 0.9F});
  }
  draw_both(figure, kBow, Colour{226, 48, 62}, {120, 16, 32});
}

void draw_shirt(Figure& figure) {
  constexpr Knot kCollar[] = {
      {4.4F, 53.6F, kCorner}, {8.6F, 56.2F, kCorner}, {6.6F, 61, kCorner}, {0.2F, 58.4F, kCorner}};
  constexpr Knot kTie[] = {
      {0, 58}, {2.2F, 58.6F, kCorner}, {1.4F, 61, kCorner}, {3.2F, 70, kCorner}, {0, 70}};
  draw_shoulders(figure, {{80, 84, 104}, {58, 62, 84}, {34, 36, 54}, {20, 20, 34}});
  constexpr Knot kFront[] = {{0, 55}, {6.5F, 56.4F, kCorner}, {5, 70, kCorner}, {0, 70}};
  figure.canvas.fill(symmetric(kFront, figure.body()), kLinen);
  draw_both(figure, kCollar, kWhite, {120, 122, 150});
  figure.solid(symmetric(kTie, figure.body()), figure.trim, 58, 66, 0.5F);
}

void draw_hoodie(Figure& figure) {
  constexpr Knot kHood[] = {{0, 57.6F},  {4.6F, 55.6F}, {6.2F, 51.6F}, {10.4F, 51},
                            {14.6F, 55}, {12, 60},      {5, 62.4F},    {0, 63}};
  constexpr Knot kString[] = {{3.4F, 61}, {3.8F, 64}, {3.4F, 68}};
  draw_shoulders(figure, figure.cloth);
  figure.solid(symmetric(kHood, figure.body()), figure.cloth, 50, 64);
  for (const float side : {1.0F, -1.0F}) {
    Placement place = figure.body();
    place.xx *= side;
    place.yx *= side;
    figure.canvas.fill(stroke(kString, {1.1F, 1.1F, 1.1F}, place), kLinen);
  }
}

void draw_turtleneck(Figure& figure) {
  constexpr Knot kCollar[] = {{0, 50}, {5.6F, 50.4F, kCorner}, {6.6F, 57.6F}, {0, 59}};
  draw_shoulders(figure, figure.cloth);
  const Polygon collar = symmetric(kCollar, figure.body());
  figure.solid(collar, figure.cloth, 49, 62);
  for (const float x : {-3.6F, -1.2F, 1.2F, 3.6F}) {
    const Knot rib[] = {{x, 51.2F}, {1.1F * x, 54.5F}, {1.2F * x, 57.6F}};
    figure.canvas.fill(stroke(rib, {0.4F, 0.6F, 0.4F}, figure.body()), {figure.cloth.line, 0.6F});
  }
}

void draw_kimono(Figure& figure) {
  constexpr Knot kUnder[] = {
      {-5.6F, 53.4F, kCorner}, {-8, 55, kCorner}, {4.4F, 70, kCorner}, {8, 70, kCorner}};
  constexpr Knot kOver[] = {
      {5.6F, 53.4F, kCorner}, {8, 55, kCorner}, {-4.4F, 70, kCorner}, {-8, 70, kCorner}};
  draw_shoulders(figure, figure.trim);
  draw_opening(figure, 61);
  for (const Point& spot : {Point{16, 63}, Point{-17, 61.4F}, Point{21, 60.6F}, Point{-12, 64}}) {
    figure.canvas.fill(ellipse({spot.x, spot.y}, 1.5F, 1.5F, figure.body()), {kWhite, 0.85F});
  }
  for (const std::span<const Knot> collar :
       {std::span<const Knot>(kUnder), std::span<const Knot>(kOver)}) {
    const Polygon shape = closed(collar, figure.body());
    figure.canvas.fill(grown(shape, 1.1F), figure.trim.line);
    figure.canvas.fill(grown(shape, 0.5F), kWhite);
  }
}

}  // namespace

void draw_body(Figure& figure) {
  draw_neck(figure);
  switch (figure.attributes.clothes) {
    case Clothes::sailor:
      return draw_sailor(figure);
    case Clothes::shirt:
      return draw_shirt(figure);
    case Clothes::hoodie:
      return draw_hoodie(figure);
    case Clothes::turtleneck:
      return draw_turtleneck(figure);
    case Clothes::kimono:
      return draw_kimono(figure);
  }
}

}  // namespace crossroads::portraits
