#include "experiments/share_bars.hpp"

#include <algorithm>

#include "experiments/decimals.hpp"
#include "experiments/html.hpp"

namespace crossroads {
namespace {

constexpr int kWidth = 360, kLeft = 104, kRight = 44;
constexpr int kBar = 6, kGap = 8, kTop = 4;
constexpr double kMostOfLine = 2.5;  // a bar's length over the line's

std::string px(double value) {
  return with_decimals(value, 1);
}

// One bar, and its number where it is cut off.
std::string bar_svg(double share, double scale, double y, const std::string& colour) {
  const double length = std::min(share * scale, double{kWidth - kLeft - kRight});
  const bool cut = share * scale > length;
  std::string svg = "<rect class='" + colour + "' fill='currentColor' x='" + px(kLeft) + "' y='" +
                    px(y) + "' width='" + px(std::max(length, 0.5)) + "' height='" + px(kBar - 1) +
                    "'/>";
  if (cut) {
    svg += "<text x='" + px(kLeft + length + 4) + "' y='" + px(y + kBar) + "' font-size='10'>" +
           percent_text(share) + "</text>";
  }
  return svg;
}

}  // namespace

std::string share_bars_svg(const std::vector<std::string>& names,
                           const std::vector<ShareBars>& sets, const std::string& description) {
  const double even = 1 / static_cast<double>(names.size());
  const double scale = (kWidth - kLeft - kRight) / (kMostOfLine * even);
  const int group = static_cast<int>(sets.size()) * kBar + kGap;
  const int height = kTop + static_cast<int>(names.size()) * group;
  std::string body;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const int top = kTop + static_cast<int>(i) * group;
    const double middle = top + (group - kGap) / 2.0 + 4;
    body += "<text x='" + px(kLeft - 8) + "' y='" + px(middle) + "' text-anchor='end'>" +
            escape_html(names[i]) + "</text>";
    for (std::size_t set = 0; set < sets.size(); ++set) {
      body += bar_svg(sets[set].shares[i], scale, top + static_cast<double>(set) * kBar,
                      sets[set].colour);
    }
  }
  return "<svg class='plot' viewBox='0 0 " + std::to_string(kWidth) + " " + std::to_string(height) +
         "' role='img' aria-label='" + escape_html(description) + "'>" + body +
         "<path class='axis' d='M" + px(kLeft + even * scale) + " 0V" + px(height - 2) +
         "' stroke-dasharray='3 3'/></svg>";
}

}  // namespace crossroads
