// Where two recorded frames differ: the box around it.
#pragma once

#include <compare>
#include <cstdint>

#include "recordings/frame_source.hpp"

namespace crossroads {

struct MovingBox {
  std::int16_t top = 0, left = 0, bottom = 0, right = 0;  // bottom and right lie outside
  [[nodiscard]] bool empty() const { return bottom <= top; }
  [[nodiscard]] auto operator<=>(const MovingBox&) const = default;
};

// Of the frames with these indices. Equal ones have an empty box.
[[nodiscard]] MovingBox moving_box(const FrameSource& source, std::int64_t before,
                                   std::int64_t now);

}  // namespace crossroads
