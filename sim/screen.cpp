#include "sim/screen.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/font.hpp"
#include "sim/palette.hpp"
#include "sim/renderer.hpp"

namespace crossroads {
namespace {

constexpr int kLeastWidthPx = 256;  // room for the keys in one letter size
constexpr int kHeadPx = 20;
constexpr int kRowPx = 11;
constexpr int kEdgePx = 8;
constexpr int kRecordingDotPx = 7;

struct KeyHint {
  std::string_view key, what;
};
constexpr std::array<std::array<KeyHint, 2>, 2> kKeys = {{
    {{{"arrows / wasd", "move"}, {"p", "pause"}}},
    {{{"r", "restart"}, {"esc", "save and quit"}}},
}};
constexpr int kFootPx = kRowPx * 2 + 12;

}  // namespace

Screen::Screen(const Level& level)
    : level_(level),
      scale_(std::max(1, (kLeastWidthPx + level.width_px() - 1) / level.width_px())),
      level_pixels_(level.walls_picture.size()) {
  const int width = level.width_px() * scale_;
  const int height = level.height_px() * scale_ + kHeadPx + kFootPx;
  pixels_.resize(static_cast<std::size_t>(height) * static_cast<std::size_t>(width), kBackground);
  canvas_ = {pixels_, height, width};
}

void Screen::draw(const State& state, const ScreenText& text) {
  std::fill(pixels_.begin(), pixels_.end(), kBackground);
  draw_level(state);
  draw_head(text);
  draw_keys();
}

void Screen::draw_level(const State& state) {
  render(level_, state, level_pixels_);
  for (int y = 0; y < level_.height_px() * scale_; ++y) {
    const auto* from = &level_pixels_[static_cast<std::size_t>(y / scale_ * level_.width_px())];
    auto* to = &pixels_[static_cast<std::size_t>((kHeadPx + y) * canvas_.width_px)];
    for (int x = 0; x < level_.width_px(); ++x, to += scale_) std::fill_n(to, scale_, from[x]);
  }
}

void Screen::draw_head(const ScreenText& text) const {
  const int top = (kHeadPx - kLetterHeightPx) / 2;
  draw_text(canvas_, top, kEdgePx, text.left, kText);
  draw_text(canvas_, top, (canvas_.width_px - text_width_px(text.middle)) / 2, text.middle,
            kPlayer);
  int right = canvas_.width_px - kEdgePx;
  if (text.recording) {
    right -= kRecordingDotPx;
    for (int y = 0; y < kRecordingDotPx; ++y) {
      const int cut = y == 0 || y == kRecordingDotPx - 1 ? 2 : y == 1 || y == kRecordingDotPx - 2;
      canvas_.fill(top + y, right + cut, 1, kRecordingDotPx - 2 * cut, kRecording);
    }
    right -= kLetterWidthPx;
  }
  draw_text(canvas_, top, right - text_width_px(text.right), text.right, kText);
}

void Screen::draw_keys() const {
  int top = canvas_.height_px - kFootPx + 7;
  for (const auto& row : kKeys) {
    int left = kEdgePx;
    for (const KeyHint& hint : row) {
      draw_text(canvas_, top, left, hint.key, kPlayer);
      left += text_width_px(hint.key) + kLetterWidthPx + 1;
      draw_text(canvas_, top, left, hint.what, kTextDim);
      left = canvas_.width_px / 2 + 8;
    }
    top += kRowPx;
  }
}

}  // namespace crossroads
