#include "sim/screen.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/font.hpp"
#include "sim/palette.hpp"
#include "sim/renderer.hpp"

namespace crossroads {
namespace {

constexpr int kLeastLevelWidthPx = 224;  // the classic level's own
constexpr int kLeastWidthPx = 256;       // room for the keys
constexpr int kHeadPx = 17;
constexpr int kRowPx = 10;
constexpr int kEdgePx = 6;
constexpr int kRecordingDotPx = 7;

struct KeyHint {
  int row, left_px;
  std::string_view key, what;
};
constexpr int kColumn2Px = 112, kColumn3Px = 172;
constexpr std::array<KeyHint, 13> kHelp = {{
    {0, kEdgePx, "arrows/wasd", "move"},
    {0, kColumn2Px, "p", "pause"},
    {0, kColumn3Px, "n", "one tick"},
    {1, kEdgePx, "f5", "save"},
    {1, kEdgePx + 54, "f9", "load"},
    {1, kColumn2Px, "r", "restart"},
    {1, kColumn3Px, "m", "slow motion"},
    {2, kEdgePx, "f11", "full screen"},
    {2, kColumn2Px, "h", "help"},
    {2, kColumn3Px, "esc", "quit"},
    {3, kEdgePx, "gamepad:", "stick"},
    {3, kColumn2Px, "a", "pause"},
    {3, kColumn3Px, "b", "restart"},
}};
constexpr KeyHint kHelpKey = {0, kEdgePx, "h", "help"};
constexpr int kHelpRows = 4;
constexpr int kMessagePx = kRowPx + 2;
constexpr int kFootPx = 6 + kMessagePx + kRowPx * kHelpRows + 2;

// Row 0 is the first one below the message.
void draw_hint(const PaletteCanvas& canvas, const KeyHint& hint) {
  const int top = canvas.height_px - kFootPx + 6 + kMessagePx + kRowPx * hint.row;
  draw_text(canvas, top, hint.left_px, hint.key, kPlayer);
  const int key_px = text_width_px(hint.key) + kLetterWidthPx;
  draw_text(canvas, top, hint.left_px + key_px, hint.what, kTextDim);
}

void draw_recording_dot(const PaletteCanvas& canvas, int top, int left) {
  for (int y = 0; y < kRecordingDotPx; ++y) {
    const int cut = y == 0 || y == kRecordingDotPx - 1 ? 2 : y == 1 || y == kRecordingDotPx - 2;
    canvas.fill(top + y, left + cut, 1, kRecordingDotPx - 2 * cut, kRecording);
  }
}

}  // namespace

Screen::Screen(const Level& level)
    : level_(level),
      scale_((kLeastLevelWidthPx + level.width_px() - 1) / level.width_px()),
      level_pixels_(static_cast<std::size_t>(level.height_px() * level.width_px())) {
  const int width = std::max(kLeastWidthPx, level.width_px() * scale_);
  const int height = level.height_px() * scale_ + kHeadPx + kFootPx;
  pixels_.resize(static_cast<std::size_t>(height) * static_cast<std::size_t>(width), kBackground);
  canvas_ = {pixels_, height, width};
}

int Screen::level_top_px() const {
  return kHeadPx;
}

int Screen::level_left_px() const {
  return (canvas_.width_px - level_.width_px() * scale_) / 2;
}

void Screen::draw(const State& state, const ScreenText& text) {
  std::fill(pixels_.begin(), pixels_.end(), kBackground);
  draw_level(state);
  draw_head(text);
  draw_foot(text);
}

void Screen::draw_level(const State& state) {
  render(level_, state, level_pixels_);
  for (int y = 0; y < level_.height_px() * scale_; ++y) {
    const auto* from = &level_pixels_[static_cast<std::size_t>(y / scale_ * level_.width_px())];
    const int row = (level_top_px() + y) * canvas_.width_px + level_left_px();
    auto* to = &pixels_[static_cast<std::size_t>(row)];
    for (int x = 0; x < level_.width_px(); ++x, to += scale_) std::fill_n(to, scale_, from[x]);
  }
}

void Screen::draw_head(const ScreenText& text) const {
  const int top = (kHeadPx - kLetterHeightPx) / 2;
  draw_text(canvas_, top, kEdgePx, text.left, kText);
  draw_text(canvas_, top, (canvas_.width_px - text_width_px(text.middle)) / 2, text.middle, kText);
  int right = canvas_.width_px - kEdgePx;
  if (text.recording) {
    right -= text_width_px(text.clock);
    draw_text(canvas_, top, right, text.clock, kText);
    right -= kRecordingDotPx + 3;
    draw_recording_dot(canvas_, top, right);
    right -= kLetterWidthPx;
  }
  draw_text(canvas_, top, right - text_width_px(text.right), text.right, kPlayer);
}

void Screen::draw_foot(const ScreenText& text) const {
  draw_text(canvas_, canvas_.height_px - kFootPx + 6, kEdgePx, text.message, kText);
  if (!text.help) {
    draw_hint(canvas_, kHelpKey);
    return;
  }
  for (const KeyHint& hint : kHelp) draw_hint(canvas_, hint);
}

}  // namespace crossroads
