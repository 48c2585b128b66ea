// What happened at a window: a key of keyboard or gamepad, or the mouse.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/keys.hpp"

namespace crossroads {

struct Input {
  enum class Kind : std::uint8_t { key, mouse_pressed, mouse_moved, mouse_released };
  Kind kind = Kind::key;

  // Of Kind::key, what it is read as; a program takes the reading that it knows. W is both Key::up
  // and 'w', an arrow only a Key, the space bar only ' '.
  std::optional<Key> key;
  char symbol = 0;  // 'a' to 'z', '0' to '9', ' '; else 0

  // Of the mouse (its left button): pixels of the picture as it was drawn; may lie outside of it.
  int x_px = 0, y_px = 0;
};

}  // namespace crossroads
