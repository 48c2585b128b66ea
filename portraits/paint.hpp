// A portrait becomes a picture, on the CPU: 64x64 px, anti-aliased, the same bits on every machine.
#pragma once

#include "portraits/portrait.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

inline constexpr int kPortraitSidePx = 64;

[[nodiscard]] Frame paint(const Portrait& portrait);

}  // namespace crossroads
