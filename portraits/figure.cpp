#include "portraits/figure.hpp"

#include <cmath>

namespace crossroads::portraits {
namespace {

constexpr float kShiftPx = 1.6F, kMostSize = 0.05F, kMostTiltSine = 0.11F, kTurnPx = 1.5F;
constexpr float kLowerPx = 1.6F;  // so that what is worn on the head has room
constexpr Point kPivot{0, 50};    // of a tilt: where head and neck meet

constexpr Colour kHairColours[] = {{58, 54, 70},   {122, 76, 50},   {248, 214, 112}, {242, 138, 48},
                                   {196, 44, 50},  {252, 156, 190}, {142, 88, 200},  {66, 116, 220},
                                   {72, 172, 104}, {214, 220, 234}};
constexpr Colour kEyeColours[] = {{222, 40, 44},  {52, 118, 240}, {46, 168, 76},   {124, 70, 34},
                                  {140, 64, 214}, {250, 202, 40}, {252, 108, 176}, {128, 134, 146}};
constexpr Colour kSkins[] = {
    {255, 238, 228}, {255, 214, 184}, {228, 172, 126}, {178, 116, 78}, {118, 72, 50}};

template <class Value>
std::size_t index(Value value) {
  return static_cast<std::size_t>(value);
}

Tones tones_of(const Colour& base, float light, float dark, float line) {
  const Colour shade = mix(base, {70, 40, 110}, 0.35F);  // shadows are cool
  return {mix(base, kWhite, light), base, mix(base, shade, dark), mix(shade, kInk, line)};
}

Placement moved(const Placement& placement, float x) {
  Placement result = placement;
  result.x += x;
  return result;
}

// Turned by the angle of this sine around the pivot, scaled, and set on the picture.
Placement posed(const Nuisance& nuisance, float tilt_sine) {
  const float cosine = std::sqrt(1 - tilt_sine * tilt_sine);
  const float size = 1 + kMostSize * nuisance.size;
  Placement placement{size * cosine, -size * tilt_sine, size * tilt_sine, size * cosine, 0, 0};
  const Point pivot = placement(kPivot);
  placement.x = kPivot.x - pivot.x + 32 + kShiftPx * nuisance.shift_x;
  placement.y = kPivot.y - pivot.y + kLowerPx + 0.6F * kShiftPx * nuisance.shift_y;
  return placement;
}

}  // namespace

Figure::Figure(const Portrait& whom)
    : attributes(whom.attributes),
      nuisance(whom.nuisance),
      hair(tones_of(kHairColours[index(attributes.hair_colour)] + nuisance.hair_jitter, 0.32F,
                    0.75F, 0.55F)),
      skin(tones_of(kSkins[index(attributes.skin)] + nuisance.skin_jitter, 0.25F, 0.5F, 0.45F)),
      eye(tones_of(kEyeColours[index(attributes.eye_colour)] + nuisance.eye_jitter, 0.35F, 0.9F,
                   0.6F)),
      cloth(tones_of(nuisance.cloth, 0.3F, 0.8F, 0.6F)),
      trim(tones_of(nuisance.trim, 0.35F, 0.8F, 0.55F)),
      head_(posed(nuisance, kMostTiltSine * nuisance.tilt)),
      body_(posed(nuisance, 0.2F * kMostTiltSine * nuisance.tilt)) {
  // Skin is shaded warm.
  const Colour warm = mix(skin.base, {170, 60, 70}, 0.32F);
  skin.dark = warm;
  skin.line = mix(warm, kInk, 0.5F);
}

Placement Figure::head(float depth) const {
  return moved(head_, kTurnPx * nuisance.turn * depth);
}

Placement Figure::mirrored_head(float depth) const {
  Placement placement = head(depth);
  if (nuisance.mirrored) {
    placement.xx = -placement.xx;
    placement.yx = -placement.yx;
  }
  return placement;
}

void Figure::solid(const Polygon& shape, const Tones& tones, float top_y, float bottom_y,
                   float line_px) {
  canvas.fill(grown(shape, line_px), tones.line);
  canvas.fill(shape, {tones.base, tones.dark, top_y, bottom_y});
}

}  // namespace crossroads::portraits
