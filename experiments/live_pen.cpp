#include "experiments/live_pen.hpp"

#include <algorithm>

#include "sim/font.hpp"

namespace crossroads {
namespace {

Frame every_nth_pixel(const Frame& frame, int n) {
  Frame smaller((frame.height_px + n - 1) / n, (frame.width_px + n - 1) / n);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < smaller.height_px; ++y) {
      for (int x = 0; x < smaller.width_px; ++x) {
        smaller.at(channel, y, x) = frame.at(channel, y * n, x * n);
      }
    }
  }
  return smaller;
}

}  // namespace

Pen::Pen(int canvas_height_px, int canvas_width_px, int height, int width)
    : canvas_(canvas_height_px, canvas_width_px, kPaper),
      unit_px_(std::max(1, std::min(canvas_height_px / height, canvas_width_px / width))),
      left_px_((canvas_width_px - width * unit_px_) / 2),
      top_px_((canvas_height_px - height * unit_px_) / 2) {}

CloseUp Pen::place(int x, int y, int width, int height) const {
  return {left_px_ + x * unit_px_, top_px_ + y * unit_px_, width * unit_px_, height * unit_px_};
}

void Pen::write(const std::string& text, int x, int y, Colour colour, int most) {
  const CloseUp at = place(x, y, 0, 0);
  const auto letters = static_cast<std::size_t>(std::max(0, most / kLetterWidthPx));
  canvas_.write(text.substr(0, letters), at.x, at.y, unit_px_, colour);
}

void Pen::write_right(const std::string& text, int right, int y, Colour colour) {
  write(text, right - text_width_px(text), y, colour);
}

void Pen::write_centred(const std::string& text, int x, int width, int y, Colour colour) {
  write(text, x + (width - text_width_px(text)) / 2, y, colour);
}

void Pen::fill(int x, int y, int width, int height, Colour colour) {
  const CloseUp at = place(x, y, width, height);
  canvas_.fill(at.x, at.y, at.width, at.height, colour);
}

void Pen::outline(const CloseUp& place_px, Colour colour) {
  constexpr int kThick = 2;
  const auto& [x, y, width, height] = place_px;
  canvas_.fill(x - kThick, y - kThick, width + 2 * kThick, kThick, colour);
  canvas_.fill(x - kThick, y + height, width + 2 * kThick, kThick, colour);
  canvas_.fill(x - kThick, y, kThick, height, colour);
  canvas_.fill(x + width, y, kThick, height, colour);
}

Pen::Placed Pen::picture(const Frame& frame, int x, int y, int side, Colour border) {
  const int inside = inside_px(side);
  const int zoom = std::max(1, std::min(inside / frame.width_px, inside / frame.height_px));
  const int width = frame.width_px * zoom, height = frame.height_px * zoom;
  const CloseUp square = place(x, y, side, side);
  const Placed placed{square.x + (square.width - width) / 2,
                      square.y + (square.height - height) / 2, zoom};
  canvas_.fill(placed.x_px - kBorder, placed.y_px - kBorder, width + 2 * kBorder,
               height + 2 * kBorder, border);
  canvas_.draw(frame, placed.x_px, placed.y_px, zoom);
  return placed;
}

void Pen::tile(const Frame& frame, int x, int y, int side) {
  const CloseUp square = place(x, y, side, side);
  const int longest = std::max(frame.height_px, frame.width_px);
  if (longest > square.width) {
    tile(every_nth_pixel(frame, (longest + square.width - 1) / square.width), x, y, side);
    return;
  }
  const int zoom = square.width / longest;
  canvas_.draw(frame, square.x + (square.width - frame.width_px * zoom) / 2,
               square.y + (square.height - frame.height_px * zoom) / 2, zoom);
}

}  // namespace crossroads
