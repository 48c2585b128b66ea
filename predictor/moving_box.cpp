#include "predictor/moving_box.hpp"

#include <algorithm>

namespace crossroads {

MovingBox moving_box(const FrameSource& source, std::int64_t before, std::int64_t now) {
  const std::uint8_t* new_pixels = source.frame(now);
  const std::uint8_t* old_pixels = source.frame(before);
  const int height = source.height_px;
  const int width = source.width_px;
  int top = height, left = width, bottom = 0, right = 0;
  for (int row = 0; row < 3 * height; ++row) {
    const std::uint8_t* a = new_pixels + static_cast<std::int64_t>(row) * width;
    const std::uint8_t* b = old_pixels + static_cast<std::int64_t>(row) * width;
    const auto first = std::mismatch(a, a + width, b).first - a;
    if (first == width) continue;
    int end = width;
    while (a[end - 1] == b[end - 1]) --end;
    const int y = row % height;
    top = std::min(top, y);
    bottom = std::max(bottom, y + 1);
    left = std::min(left, static_cast<int>(first));
    right = std::max(right, end);
  }
  return {static_cast<std::int16_t>(top), static_cast<std::int16_t>(left),
          static_cast<std::int16_t>(bottom), static_cast<std::int16_t>(right)};
}

}  // namespace crossroads
