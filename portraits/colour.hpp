// Colours while they are mixed: red, green and blue as floats from 0 to 255, not yet rounded. In a
// namespace of their own: what draws screens and sheets has colours of bytes.
#pragma once

namespace crossroads::portraits {

struct Colour {
  float red = 0, green = 0, blue = 0;
  [[nodiscard]] constexpr bool operator==(const Colour&) const = default;
};

[[nodiscard]] constexpr Colour operator+(const Colour& a, const Colour& b) {
  return {a.red + b.red, a.green + b.green, a.blue + b.blue};
}

// share 0 is a, 1 is b.
[[nodiscard]] constexpr Colour mix(const Colour& a, const Colour& b, float share) {
  return {a.red + (b.red - a.red) * share, a.green + (b.green - a.green) * share,
          a.blue + (b.blue - a.blue) * share};
}

inline constexpr Colour kWhite{255, 255, 255};
inline constexpr Colour kInk{38, 26, 40};  // of lines: no pure black

// hue, saturation and brightness from 0 to 1; hue 0 is red, 1/3 green, 2/3 blue.
[[nodiscard]] constexpr Colour from_hue(float hue, float saturation, float brightness) {
  const auto channel = [&](float centre) {
    float away = hue - centre;
    away = away < 0 ? -away : away;
    away = away > 0.5F ? 1 - away : away;  // on the circle
    const float share = 2 - 6 * away;      // 1 up to a sixth away, 0 from a third
    const float full = share < 0 ? 0 : share > 1 ? 1 : share;
    return 255 * brightness * (1 - saturation * (1 - full));
  };
  return {channel(0), channel(1.0F / 3), channel(2.0F / 3)};
}

}  // namespace crossroads::portraits
