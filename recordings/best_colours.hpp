// For a film whose pictures have more colours than a GIF holds: each picture with the 256 that suit
// it best.
#pragma once

#include "recordings/frame.hpp"

namespace crossroads {

// At most 256 colours; unchanged where that is so. Others are sorted into boxes, always the one
// whose colours differ most is cut at its mean, and a box becomes its mean (after Heckbert, "Color
// image quantization for frame buffer display", 1982, with variances as Wu has them). Colours whose
// upper five bits of each value agree stay together.
[[nodiscard]] Frame with_best_colours(const Frame& frame);

}  // namespace crossroads
