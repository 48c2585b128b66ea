// Keys and the mouse, as a window tells of them.
#pragma once

#include "sim/input.hpp"

namespace crossroads::tests {

inline Input key(char symbol) {
  Input input;
  input.symbol = symbol;
  return input;
}

inline Input key(Key key) {
  Input input;
  input.key = key;
  return input;
}

inline Input mouse(Input::Kind kind, int x, int y) {
  Input input;
  input.kind = kind;
  input.x_px = x;
  input.y_px = y;
  return input;
}

}  // namespace crossroads::tests
