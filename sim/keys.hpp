// What a person can ask for, whatever it was asked with: keyboard or gamepad.
#pragma once

#include <cstdint>

namespace crossroads {

enum class Key : std::uint8_t {
  up,  // in the order of Direction
  left,
  down,
  right,
  pause,
  step,
  slow,
  restart,
  save,
  load,
  help,
  quit
};

}  // namespace crossroads
