// A gamepad's stick, D-pad and buttons as keys. Knows no SFML: a test can move the stick.
// A stick counts as pressed once, when it is pushed more than half way; it must come back, or go
// another way, before it counts again, so a trembling hand gives one key.
#pragma once

#include <optional>

#include "sim/keys.hpp"

namespace crossroads {

class GamepadStick {
 public:
  // Each axis from -100 to 100, down and right positive. A key when a new way is pushed.
  std::optional<Key> move_x(float position) { return move(x_ = position, y_); }
  std::optional<Key> move_y(float position) { return move(x_, y_ = position); }

 private:
  std::optional<Key> move(float x, float y);

  float x_ = 0, y_ = 0;
  std::optional<Key> held_;
};

// Buttons are counted from 0. The first two are A and B on one make, cross and circle on another.
[[nodiscard]] std::optional<Key> key_of_button(unsigned button);

}  // namespace crossroads
