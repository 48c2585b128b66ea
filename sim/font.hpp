// A tiny font drawn for this project, so that text needs no font file: 5x7 pixels a letter.
// Capitals, digits, a little punctuation and four arrows: < > ^ and v (as '\v'); small letters are
// drawn as capitals.
#pragma once

#include <string_view>

#include "sim/canvas.hpp"

namespace crossroads {

inline constexpr int kLetterWidthPx = 6;  // with the gap to the next one
inline constexpr int kLetterHeightPx = 7;

// '#' or '.' at [6 * y + x], with a space behind each row of five. What the font lacks is a box.
[[nodiscard]] std::string_view glyph(char letter);

// From (top, left) to the right.
void draw_text(const PaletteCanvas& canvas, int top, int left, std::string_view text,
               std::uint8_t colour);

[[nodiscard]] inline int text_width_px(std::string_view text) {
  return text.empty() ? 0 : static_cast<int>(text.size()) * kLetterWidthPx - 1;
}

}  // namespace crossroads
