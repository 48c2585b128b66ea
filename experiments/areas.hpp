// Where a click or a key does something on a picture: what `live` and its wall of portraits share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "experiments/picture.hpp"

namespace crossroads {

// What a session can't do by itself.
enum class ScreenWish : std::uint8_t { none, save_picture, film, leave };

// The one whose key it is, or none. Button: has the `symbol` of its key.
template <class Button>
[[nodiscard]] const Button* button_of(const std::vector<Button>& buttons, char symbol) {
  const auto found = std::find_if(buttons.begin(), buttons.end(), [&](const Button& one) {
    return symbol != 0 && one.symbol == symbol;
  });
  return found == buttons.end() ? nullptr : &*found;
}

[[nodiscard]] inline bool holds(const CloseUp& place, int x_px, int y_px) {
  return x_px >= place.x && y_px >= place.y && x_px < place.x + place.width &&
         y_px < place.y + place.height;
}

// The first one there. Area: has a `place`.
template <class Area>
[[nodiscard]] std::optional<Area> area_at(const std::vector<Area>& areas, int x_px, int y_px) {
  const auto found = std::find_if(areas.begin(), areas.end(),
                                  [&](const Area& one) { return holds(one.place, x_px, y_px); });
  if (found == areas.end()) return std::nullopt;
  return *found;
}

// 0 at the slider's left end, 1 at its right one; beyond them less or more.
[[nodiscard]] inline float share_along(const CloseUp& slider, int x_px) {
  return static_cast<float>(x_px - slider.x) / static_cast<float>(slider.width);
}

}  // namespace crossroads
