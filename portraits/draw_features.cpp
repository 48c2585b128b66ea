#include <algorithm>

#include "portraits/figure.hpp"

namespace crossroads::portraits {
namespace {

constexpr float kEyeX = 7.9F, kEyeY = 35.4F;
constexpr float kFeatureDepth = 1.25F;

// Half an eye's width and height, how far its outer corner is raised, px, and half its iris.
struct EyeForm {
  float half_width, half_height, raised, iris_x, iris_y;
};
constexpr EyeForm kEyeForms[] = {{4.9F, 5.1F, 0.3F, 3.6F, 4.6F},
                                 {3.8F, 6.6F, 0.2F, 3.2F, 5.8F},
                                 {5.2F, 3.0F, 0.2F, 3.3F, 3.6F},
                                 {5.2F, 4.2F, 2.8F, 3.3F, 4.2F}};

// x runs from the inner corner (-1) to the outer one (1) of an eye, y down.
struct Eye {
  Placement place;
  EyeForm form;
  [[nodiscard]] Knot at(float x, float y, bool corner = false) const {
    const float raised = form.raised * 0.5F * (x + 1);
    return {x * form.half_width, y * form.half_height - raised, corner};
  }
};

Eye eye_of(const Figure& figure, float side) {
  Placement place = figure.head(kFeatureDepth);
  const Point centre = place({side * kEyeX, kEyeY});
  // The eye that a turn moves away becomes narrower.
  const float width = side * (1 - 0.08F * std::max(0.0F, side * figure.nuisance.turn));
  place.xx *= width;
  place.yx *= width;
  place.x = centre.x;
  place.y = centre.y;
  return {place, kEyeForms[static_cast<std::size_t>(figure.attributes.eye_shape)]};
}

void draw_iris(Figure& figure, const Eye& eye, const Mask& within) {
  Canvas& canvas = figure.canvas;
  const Tones& tones = figure.eye;
  const EyeForm& form = eye.form;
  const float y = -0.35F * form.raised;
  const auto spot = [&](float x, float from_middle, float radius_x, float radius_y) {
    return ellipse({x, y + from_middle}, radius_x, radius_y, eye.place);
  };
  const float middle = eye.place({0, y}).y;
  canvas.fill(spot(0, 0, form.iris_x, form.iris_y), tones.line, &within);
  canvas.fill(spot(0, 0.1F, form.iris_x - 0.55F, form.iris_y - 0.5F),
              {mix(tones.base, tones.line, 0.3F), tones.base, middle - form.iris_y,
               middle + 0.1F * form.iris_y},
              &within);
  canvas.fill(spot(0, 0.55F * form.iris_y, 0.62F * form.iris_x, 0.34F * form.iris_y),
              {tones.light, 0.85F}, &within);
  canvas.fill(spot(0, -0.1F * form.iris_y, 0.34F * form.iris_x, 0.36F * form.iris_y),
              {mix(tones.line, kInk, 0.6F), 0.9F}, &within);
}

// Both eyes' highlights lie to the same side: where the light is.
void draw_highlights(Canvas& canvas, const Eye& eye, float side) {
  const float y = -0.35F * eye.form.raised;
  canvas.fill(ellipse({-side * 1.2F, y - 0.42F * eye.form.iris_y}, 1.25F,
                      std::min(1.5F, 0.42F * eye.form.iris_y), eye.place),
              kWhite);
  canvas.fill(ellipse({side * 1.25F, y + 0.42F * eye.form.iris_y}, 0.75F,
                      std::min(0.8F, 0.22F * eye.form.iris_y), eye.place),
              {kWhite, 0.9F});
}

void draw_eye(Figure& figure, float side) {
  Canvas& canvas = figure.canvas;
  const Eye eye = eye_of(figure, side);
  const Colour lash = mix(figure.hair.line, kInk, 0.75F);
  const Knot white[] = {eye.at(-1, 0.15F),    eye.at(-0.7F, -0.62F), eye.at(0, -1),
                        eye.at(0.72F, -0.7F), eye.at(1, 0.0F),       eye.at(0.72F, 0.72F),
                        eye.at(0, 1),         eye.at(-0.7F, 0.74F)};
  Mask within;
  canvas.cover(closed(white, eye.place), within);
  const float top = eye.place({0, -eye.form.half_height}).y;
  canvas.lay(within, {{206, 204, 224}, kWhite, top, top + 0.9F * eye.form.half_height});
  draw_iris(figure, eye, within);
  const Knot lower[] = {eye.at(-0.62F, 0.86F), eye.at(0.1F, 1.04F), eye.at(0.8F, 0.72F)};
  canvas.fill(stroke(lower, {0.2F, 0.7F, 0.5F}, eye.place), {lash, 0.75F});
  const Knot upper[] = {eye.at(-1.06F, -0.05F), eye.at(-0.66F, -0.7F), eye.at(0.02F, -1.06F),
                        eye.at(0.74F, -0.78F), eye.at(1.2F, -0.02F)};
  canvas.fill(stroke(upper, {0.5F, 1.75F, 1.1F}, eye.place), lash);
  const Knot wing[] = {eye.at(0.8F, -0.7F), eye.at(1.12F, -0.5F), eye.at(1.36F, -0.62F)};
  canvas.fill(stroke(wing, {1.2F, 1.1F, 0.2F}, eye.place), lash);
  const float above = -1 - 1.5F / eye.form.half_height;
  const Knot crease[] = {eye.at(-0.5F, above + 0.12F), eye.at(0.15F, above),
                         eye.at(0.8F, above + 0.16F)};
  canvas.fill(stroke(crease, {0.1F, 0.5F, 0.1F}, eye.place), {figure.skin.line, 0.55F});
  draw_highlights(canvas, eye, side);
}

// From the inner end to the outer one, for the right side.
constexpr Knot kBrowForms[][3] = {{{3.4F, 26.4F}, {8.2F, 23.6F}, {12.8F, 26.8F}},
                                  {{2.8F, 25.5F}, {7.8F, 25.3F}, {12.6F, 25.6F}},
                                  {{2.6F, 27.8F}, {7.6F, 25.0F}, {12.4F, 22.8F}},
                                  {{3.0F, 23.0F}, {7.8F, 24.6F}, {12.8F, 27.6F}}};

void draw_brow(Figure& figure, float side) {
  Placement place = figure.head(kFeatureDepth);
  place.xx *= side;
  place.yx *= side;
  const auto& knots = kBrowForms[static_cast<std::size_t>(figure.attributes.brows)];
  const Colour colour = mix(figure.hair.line, kInk, 0.5F);
  // Brows are seen through the fringe, as is usual in such drawings.
  figure.canvas.fill(stroke(knots, {2.2F, 3.2F, 1.6F}, place), {figure.skin.base, 0.5F});
  figure.canvas.fill(stroke(knots, {1, 1.7F, 0.4F}, place), colour);
}

void draw_nose(Figure& figure) {
  const Placement place = figure.head(1.6F);
  const Knot shade[] = {{-0.2F, 40.2F}, {0.9F, 41.4F}, {-0.3F, 42}};
  figure.canvas.fill(stroke(shade, {0.2F, 0.8F, 0.2F}, place), {figure.skin.line, 0.5F});
  figure.canvas.fill(ellipse({-0.9F, 39.9F}, 0.6F, 0.9F, place), {kWhite, 0.4F});
}

void draw_open_mouth(Figure& figure, const Placement& place, const Colour& line) {
  constexpr Knot kOpen[] = {{-3.6F, 44.0F, kCorner}, {0, 44.5F}, {3.6F, 44.0F, kCorner},
                            {2.6F, 46.8F},           {0, 48.4F}, {-2.6F, 46.8F}};
  Canvas& canvas = figure.canvas;
  const Polygon shape = closed(kOpen, place);
  canvas.fill(grown(shape, 0.4F), line);
  Mask within;
  canvas.cover(shape, within);
  canvas.lay(within, Colour{150, 36, 48});
  canvas.fill(ellipse({0, 48}, 2.2F, 1.6F, place), Colour{244, 120, 124}, &within);
  canvas.fill(ellipse({0, 43.9F}, 2.6F, 0.9F, place), kWhite, &within);
}

void draw_mouth(Figure& figure) {
  const Placement place = figure.head(1.3F);
  const Colour line = mix(figure.skin.line, {70, 8, 26}, 0.75F);
  const auto draw = [&](std::span<const Knot> knots, float width) {
    figure.canvas.fill(stroke(knots, {0.5F, width, 0.5F}, place), line);
  };
  switch (figure.attributes.mouth) {
    case Mouth::smile: {
      const Knot knots[] = {
          {-4.8F, 44.0F}, {-2.4F, 46.4F}, {0, 47.1F}, {2.4F, 46.4F}, {4.8F, 44.0F}};
      return draw(knots, 1.3F);
    }
    case Mouth::open:
      return draw_open_mouth(figure, place, line);
    case Mouth::neutral: {
      const Knot knots[] = {{-2.8F, 45.8F}, {0, 45.8F}, {2.8F, 45.8F}};
      return draw(knots, 1.4F);
    }
    case Mouth::frown: {
      const Knot knots[] = {
          {-4.2F, 48.2F}, {-2.4F, 45.6F}, {0, 44.7F}, {2.4F, 45.6F}, {4.2F, 48.2F}};
      return draw(knots, 1.3F);
    }
    case Mouth::cat: {
      const Knot knots[] = {{-5, 44.2F},   {-3.8F, 46.8F}, {-1.6F, 46.8F}, {0, 44.0F, kCorner},
                            {1.6F, 46.8F}, {3.8F, 46.8F},  {5, 44.2F}};
      return draw(knots, 1.2F);
    }
  }
}

}  // namespace

void draw_features(Figure& figure) {
  draw_nose(figure);
  draw_mouth(figure);
  for (const float side : {-1.0F, 1.0F}) {
    draw_eye(figure, side);
    draw_brow(figure, side);
  }
}

}  // namespace crossroads::portraits
