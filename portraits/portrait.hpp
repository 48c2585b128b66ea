// One portrait as a value: its attributes, and what varies freely beside them and means nothing
// (background, pose, a little colour). All of it follows from one 64-bit seed, with the same bits
// on every machine. paint.hpp makes the picture.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "portraits/attributes.hpp"
#include "portraits/colour.hpp"

namespace crossroads {

enum class Pattern : std::uint8_t { plain, stripes, dots, rays, disc, blocks };
inline constexpr std::uint32_t kPatterns = 6;

struct Nuisance {
  // Each from -1 to 1: the head's place, size, tilt to a shoulder and turn to a side.
  float shift_x = 0, shift_y = 0, size = 0, tilt = 0, turn = 0;
  bool mirrored = false;  // left and right, of hair and accessory
  Pattern pattern = Pattern::plain;
  portraits::Colour sky, ground,
      motif;                      // the background's: at the top, at the bottom, of the pattern
  float pattern_phase = 0;        // 0 to 1
  portraits::Colour cloth, trim;  // of the clothes and of what is worn on the head
  portraits::Colour hair_jitter, eye_jitter, skin_jitter;  // added to the attribute's own colour
  [[nodiscard]] bool operator==(const Nuisance&) const = default;
};

struct Portrait {
  PortraitAttributes attributes;
  Nuisance nuisance;
  [[nodiscard]] bool operator==(const Portrait&) const = default;
};

// By attribute, in the order of attribute_list(): its value, or nothing where it is to be drawn.
using FixedAttributes = std::array<std::optional<std::uint8_t>, kAttributes>;

// From texts like "eye_colour=red". UsageError: no such attribute or value (what there is, is
// told), or one attribute twice.
[[nodiscard]] FixedAttributes parse_fixed(std::span<const std::string> texts);

[[nodiscard]] Portrait portrait_from_seed(std::uint64_t seed);
// What isn't fixed is what portrait_from_seed draws. Error: a value that its attribute lacks.
[[nodiscard]] Portrait portrait_with(const FixedAttributes& fixed, std::uint64_t seed);

// Of portrait number `index` in the set of this seed: any number of portraits, in any order.
[[nodiscard]] std::uint64_t portrait_seed(std::uint64_t set_seed, std::uint64_t index);

}  // namespace crossroads
