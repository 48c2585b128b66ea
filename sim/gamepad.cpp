#include "sim/gamepad.hpp"

#include <cmath>

namespace crossroads {
namespace {

constexpr float kPushed = 50, kReleased = 30;

}  // namespace

std::optional<Key> GamepadStick::move(float x, float y) {
  const bool across = std::abs(x) > std::abs(y);
  const float far = across ? std::abs(x) : std::abs(y);
  if (far < kReleased) held_.reset();
  if (far < kPushed) return std::nullopt;
  const Key way = across ? (x < 0 ? Key::left : Key::right) : (y < 0 ? Key::up : Key::down);
  if (held_ == way) return std::nullopt;
  return held_ = way;
}

std::optional<Key> key_of_button(unsigned button) {
  if (button == 0) return Key::pause;
  if (button == 1) return Key::restart;
  return std::nullopt;
}

}  // namespace crossroads
