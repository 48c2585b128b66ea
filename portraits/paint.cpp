#include "portraits/paint.hpp"

#include "portraits/figure.hpp"

namespace crossroads {

static_assert(kPortraitSidePx == portraits::kSide);

Frame paint(const Portrait& portrait) {
  portraits::Figure figure(portrait);
  draw_background(figure);
  draw_hair_behind(figure);
  draw_body(figure);
  draw_head(figure);
  draw_hair_before(figure);
  draw_features(figure);
  draw_accessory(figure);
  return figure.canvas.frame();
}

}  // namespace crossroads
