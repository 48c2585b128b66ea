// Bars of shares as inline SVG: how often each of a few named values comes, by several sets, beside
// a line where all of them would be alike. Colours are classes of the style sheet.
#pragma once

#include <string>
#include <vector>

namespace crossroads {

struct ShareBars {
  std::string colour;          // a class, "c-valid"
  std::vector<double> shares;  // one for each name
};

// Bars that are much longer than the line end in their number. description: plain text.
[[nodiscard]] std::string share_bars_svg(const std::vector<std::string>& names,
                                         const std::vector<ShareBars>& sets,
                                         const std::string& description);

}  // namespace crossroads
