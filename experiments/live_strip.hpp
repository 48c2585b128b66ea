// The strip of `live`: over the last predictions, each run's verdicts as a coloured lane and its
// sharpness as a curve, and what they come to.
#pragma once

#include <array>
#include <deque>
#include <string>

#include "experiments/live_pen.hpp"
#include "experiments/live_session.hpp"

namespace crossroads {

struct StripTotals {
  double valid = 0, blend = 0, sharpness = 0;  // means; NaN where nothing was judged, or moved
};
[[nodiscard]] StripTotals strip_totals(const std::deque<StripPoint>& points, std::size_t side);

// 27 units high, 506 wide.
void draw_strip(Pen& pen, const std::deque<StripPoint>& points,
                const std::array<std::string, 2>& names, int x, int y);

}  // namespace crossroads
