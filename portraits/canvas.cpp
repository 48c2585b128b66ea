#include "portraits/canvas.hpp"

#include <algorithm>
#include <cmath>

namespace crossroads::portraits {
namespace {

constexpr Box kNothing{kSide, kSide, 0, 0};

Colour colour_at(const Paint& paint, int y) {
  const float share = (static_cast<float>(y) + 0.5F - paint.top_y) / (paint.bottom_y - paint.top_y);
  return mix(paint.top, paint.bottom, std::clamp(share, 0.0F, 1.0F));
}

Box overlap(const Box& a, const Box& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
          std::min(a.bottom, b.bottom)};
}

std::uint8_t rounded(float value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F) + 0.5F);
}

}  // namespace

// Each edge leaves in every row how its right side's coverage changes, as area: summing along the
// row gives the coverage (the method of R. Levien's font-rs).
void Canvas::add_edge(Point from, Point to) {
  if (from.y == to.y) return;
  const float sign = from.y < to.y ? 1.0F : -1.0F;
  if (from.y > to.y) std::swap(from, to);
  if (to.y <= 0 || from.y >= kSide) return;
  const float slope = (to.x - from.x) / (to.y - from.y);
  const float first_y = std::max(from.y, 0.0F), last_y = std::min(to.y, float{kSide});
  float x = from.x + (first_y - from.y) * slope;
  for (int row = static_cast<int>(first_y); static_cast<float>(row) < last_y; ++row) {
    const float top = std::max(first_y, static_cast<float>(row));
    const float height = std::min(last_y, static_cast<float>(row + 1)) - top;
    const float next_x = x + slope * height, area = sign * height;
    const float left = std::clamp(std::min(x, next_x), 0.0F, float{kSide});
    const float right = std::clamp(std::max(x, next_x), 0.0F, float{kSide});
    const int first = static_cast<int>(left), last = static_cast<int>(right);
    float* edge = edges_.data() + row * kStride + first;
    if (right <= static_cast<float>(first + 1)) {
      const float rest = area * (0.5F * (left + right) - static_cast<float>(first));
      edge[0] += area - rest;
      edge[1] += rest;
    } else {
      const float per_px = area / (right - left), before = static_cast<float>(first + 1) - left;
      const float behind = right - static_cast<float>(last);
      // Covered up to the end of pixel i, as if the edge went on: growing with the square, then
      // evenly, then to the whole.
      float done = 0.5F * per_px * before * before, change = done;
      edge[0] += change;
      for (int i = 1; i < last - first; ++i) {
        const float upto = per_px * (before + static_cast<float>(i) - 0.5F);
        edge[i] += upto - done;
        done = upto;
      }
      const float whole = area - 0.5F * per_px * behind * behind;
      edge[last - first] += whole - done;
      edge[last - first + 1] += area - whole;
    }
    x = next_x;
  }
}

void Canvas::begin_cover() {
  box_ = kNothing;
}

void Canvas::add_to_cover(const Polygon& polygon) {
  const std::span<const Point> points = polygon.points();
  Point least{kSide, kSide}, most{0, 0}, before = points.back();
  for (const Point& point : points) {
    add_edge(before, point);
    least = {std::min(least.x, point.x), std::min(least.y, point.y)};
    most = {std::max(most.x, point.x), std::max(most.y, point.y)};
    before = point;
  }
  const auto pixel = [](float place) {
    return static_cast<int>(std::clamp(place, 0.0F, float{kSide}));
  };
  box_ = {std::min(box_.left, pixel(least.x)), std::min(box_.top, pixel(least.y)),
          std::max(box_.right, std::min(pixel(most.x) + 1, kSide)),
          std::max(box_.bottom, std::min(pixel(most.y) + 1, kSide))};
}

void Canvas::end_cover(Mask& mask) {
  mask.box = box_;
  for (int y = box_.top; y < box_.bottom; ++y) {
    float* edge = edges_.data() + y * kStride;
    float* cover = mask.cover.data() + y * kSide;
    float sum = 0;
    for (int x = box_.left; x < box_.right; ++x) {
      sum += edge[x];
      cover[x] = std::min(std::fabs(sum), 1.0F);
    }
    std::fill(edge + box_.left, edge + std::max(box_.right, box_.left) + 2, 0.0F);
  }
}

void Canvas::cover(const Polygon& polygon, Mask& mask) {
  begin_cover();
  add_to_cover(polygon);
  end_cover(mask);
}

void Canvas::lay(const Mask& mask, const Paint& paint) {
  for (int y = mask.box.top; y < mask.box.bottom; ++y) {
    const Colour colour = colour_at(paint, y);
    const int row = y * kSide;
    const float* cover = mask.cover.data() + row;
    float *red = red_.data() + row, *green = green_.data() + row, *blue = blue_.data() + row;
    for (int x = mask.box.left; x < mask.box.right; ++x) {
      const float share = cover[x] * paint.opacity;
      red[x] += (colour.red - red[x]) * share;
      green[x] += (colour.green - green[x]) * share;
      blue[x] += (colour.blue - blue[x]) * share;
    }
  }
}

void Canvas::lay_everywhere(const Paint& paint) {
  for (int y = 0; y < kSide; ++y) {
    const Colour colour = colour_at(paint, y);
    std::fill_n(red_.data() + y * kSide, kSide, colour.red);
    std::fill_n(green_.data() + y * kSide, kSide, colour.green);
    std::fill_n(blue_.data() + y * kSide, kSide, colour.blue);
  }
}

void Canvas::fill(const Polygon& polygon, const Paint& paint, const Mask* within) {
  cover(polygon, scratch_);
  if (within != nullptr) {
    scratch_.box = overlap(scratch_.box, within->box);
    for (int y = scratch_.box.top; y < scratch_.box.bottom; ++y) {
      for (int i = y * kSide + scratch_.box.left; i < y * kSide + scratch_.box.right; ++i) {
        scratch_.cover[i] *= within->cover[i];
      }
    }
  }
  lay(scratch_, paint);
}

Frame Canvas::frame() const {
  Frame frame(kSide, kSide);
  std::uint8_t* out = frame.pixels.data();
  for (const auto* plane : {&red_, &green_, &blue_}) {
    out = std::transform(plane->begin(), plane->end(), out, rounded);
  }
  return frame;
}

}  // namespace crossroads::portraits
