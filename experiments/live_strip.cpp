#include "experiments/live_strip.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/decimals.hpp"

namespace crossroads {
namespace {

constexpr int kLane = 9, kLaneHeight = 7;
constexpr int kPointsX = 56, kNumbersX = kPointsX + static_cast<int>(kStripLength) + 6;
constexpr int kNumber = 66;
constexpr double kMostSharpness = 1.25;  // what is above is drawn there
constexpr Colour kUnjudged{34, 36, 50};
constexpr std::array<Colour, 2> kCurves{{{150, 153, 172}, {236, 236, 242}}};

void draw_totals(Pen& pen, const StripTotals& totals, std::size_t side, int x, int y) {
  if (!std::isnan(totals.valid)) {
    pen.write("valid " + percent(totals.valid), x, y, verdict_colour(Verdict::valid));
    pen.write("blend " + percent(totals.blend), x + kNumber, y, verdict_colour(Verdict::blend));
  }
  if (!std::isnan(totals.sharpness)) {
    pen.write("sharp " + with_decimals(totals.sharpness, 2), x + 2 * kNumber, y, kCurves[side]);
  }
}

void draw_curves(Pen& pen, const std::deque<StripPoint>& points, int x, int y) {
  const auto row_of = [y](double sharpness) {
    const double part = std::clamp(sharpness, 0.0, kMostSharpness) / kMostSharpness;
    return y + kLane - 1 - static_cast<int>(std::lround(part * (kLane - 1)));
  };
  pen.fill(x, row_of(1), static_cast<int>(kStripLength), 1, kPlainFrame);
  for (std::size_t side = 0; side < kCurves.size(); ++side) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double sharpness = points[i].sharpness[side];
      if (std::isnan(sharpness)) continue;
      pen.fill(x + static_cast<int>(i), row_of(sharpness), 1, 1, kCurves[side]);
    }
  }
}

}  // namespace

StripTotals strip_totals(const std::deque<StripPoint>& points, std::size_t side) {
  double judged = 0, moving = 0;
  StripTotals totals;
  for (const StripPoint& point : points) {
    if (point.verdict[side]) {
      ++judged;
      totals.valid += *point.verdict[side] == Verdict::valid;
      totals.blend += *point.verdict[side] == Verdict::blend;
    }
    if (!std::isnan(point.sharpness[side])) {
      ++moving;
      totals.sharpness += point.sharpness[side];
    }
  }
  totals.valid /= judged;  // 0 / 0 is NaN
  totals.blend /= judged;
  totals.sharpness /= moving;
  return totals;
}

void draw_strip(Pen& pen, const std::deque<StripPoint>& points,
                const std::array<std::string, 2>& names, int x, int y) {
  for (std::size_t side = 0; side < names.size(); ++side, y += kLane) {
    pen.write(names[side], x, y, kInk);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto& verdict = points[i].verdict[side];
      pen.fill(x + kPointsX + static_cast<int>(i), y, 1, kLaneHeight,
               verdict ? verdict_colour(*verdict) : kUnjudged);
    }
    draw_totals(pen, strip_totals(points, side), side, x + kNumbersX, y);
  }
  pen.write("sharp", x, y + 1, kQuiet);
  draw_curves(pen, points, x + kPointsX, y);
  pen.write("1 is real, a blend of two is 0.5", x + kNumbersX, y + 1, kQuiet);
}

}  // namespace crossroads
