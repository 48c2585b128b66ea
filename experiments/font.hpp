// A 5x7 bitmap font of our own: capitals, digits, a few signs and four arrows.
#pragma once

#include <array>
#include <cstdint>

namespace crossroads {

// Rows from the top; bit 4 is the leftmost pixel. A character without a glyph is a space.
using Glyph = std::array<std::uint8_t, 7>;
[[nodiscard]] const Glyph& glyph(char character);

}  // namespace crossroads
