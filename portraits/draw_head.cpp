#include "portraits/figure.hpp"

namespace crossroads::portraits {
namespace {

constexpr Knot kFace[] = {{0, 12},     {10, 15},       {15, 24},   {15.7F, 32},
                          {14.6F, 39}, {10.4F, 45.6F}, {4, 50.2F}, {0, 51.2F}};
constexpr Knot kEar[] = {{14.5F, 31}, {17.2F, 31.4F}, {17.8F, 35}, {16, 39}, {13.5F, 39.5F}};

}  // namespace

void draw_head(Figure& figure) {
  Canvas& canvas = figure.canvas;
  const Tones& skin = figure.skin;
  const Placement place = figure.head(0.3F);
  for (const float side : {1.0F, -1.0F}) {
    Placement ear = figure.head(-0.3F);
    ear.xx *= side;
    ear.yx *= side;
    figure.solid(closed(kEar, ear), skin, 30, 44, 0.5F);
  }
  const Polygon face = symmetric(kFace, place);
  canvas.fill(grown(face, 0.6F), skin.line);
  Mask within;
  canvas.cover(face, within);
  canvas.lay(within, {skin.base, mix(skin.base, skin.dark, 0.25F), 40, 54});
  // Below the fringe it is in shade.
  canvas.fill(ellipse({0, 16}, 17, 11.5F, place), {skin.dark, 0.55F}, &within);
  for (const float side : {-1.0F, 1.0F}) {
    canvas.fill(ellipse({side * 10.2F, 41.6F}, 3.4F, 1.9F, figure.head(0.9F)),
                {mix(skin.base, {255, 70, 90}, 0.55F), 0.6F}, &within);
  }
}

}  // namespace crossroads::portraits
