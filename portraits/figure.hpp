// The person being drawn: the canvas, where each part of the body lies in this pose, the colours.
// The draw_ functions paint from behind to in front. Drawn for a head upright in the middle: x from
// -32 to 32, y from 0 (top) to 64, pixels. Private to this folder.
#pragma once

#include "portraits/canvas.hpp"
#include "portraits/portrait.hpp"

namespace crossroads::portraits {

// A material and how it looks in light, in shade and at its edge.
struct Tones {
  Colour light, base, dark, line;
};

struct Figure {
  explicit Figure(const Portrait& whom);

  // Of what lies `depth` in front of the head's middle (face about 1, back of the hair -1): it
  // moves with a turn of the head.
  [[nodiscard]] Placement head(float depth) const;
  // The same, mirrored where the portrait is: for hair and accessories.
  [[nodiscard]] Placement mirrored_head(float depth) const;
  [[nodiscard]] const Placement& body() const { return body_; }

  // A shape with its edge line around it and shading from top_y to bottom_y of the picture.
  void solid(const Polygon& shape, const Tones& tones, float top_y, float bottom_y,
             float line_px = 0.65F);

  const PortraitAttributes& attributes;
  const Nuisance& nuisance;
  Canvas canvas;
  Tones hair, skin, eye, cloth, trim;

 private:
  Placement head_, body_;
};

void draw_background(Figure& figure);
void draw_hair_behind(Figure& figure);  // the head
void draw_body(Figure& figure);         // neck and clothes
void draw_head(Figure& figure);         // ears and face, without features
void draw_hair_before(Figure& figure);  // fringe and sides
void draw_features(Figure& figure);     // eyes, brows, nose, mouth
void draw_accessory(Figure& figure);

}  // namespace crossroads::portraits
