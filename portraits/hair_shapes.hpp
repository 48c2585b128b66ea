// The outlines of the hair styles, as data: what is behind the head, what frames the face, what
// falls over the shoulders. Private to this folder.
#pragma once

#include <span>

#include "portraits/attributes.hpp"
#include "portraits/geometry.hpp"

namespace crossroads::portraits {

// A round lock.
struct Curl {
  float x = 0, y = 0, radius = 0;
};

struct HairShape {
  std::span<const Knot> behind{};        // a symmetric shape's right half, from the crown down
  std::span<const Knot> tail{};          // one lock more behind, closed
  bool two_tails = false;                // and its mirror image
  std::span<const Knot> fringe{};        // its lower edge from right to left, without the crown;
                                         // a symmetric one's right half if it ends on x = 0
  std::span<const Curl> curls_behind{};  // right halves
  std::span<const Curl> curls_before{};
  std::span<const Curl> braid{};
};

[[nodiscard]] const HairShape& hair_shape(HairStyle style);

// The upper edge of what all styles have before the head, from left to right.
[[nodiscard]] std::span<const Knot> crown();

}  // namespace crossroads::portraits
