// Any picture becomes a square one of another size: its middle, each new pixel the mean of the area
// that it covers. Where that enlarges, pixels are repeated, partly.
#pragma once

#include "recordings/frame.hpp"

namespace crossroads {

// `frame` of at least one pixel. The middle min(height, width) pixels of both sides become side_px;
// integers only: the same bits everywhere.
[[nodiscard]] Frame square_middle(const Frame& frame, int side_px);

}  // namespace crossroads
