// report.html of compare-portraits: one file with everything inside, nothing of it from elsewhere.
#pragma once

#include <string>

#include "experiments/portrait_comparison.hpp"

namespace crossroads {

[[nodiscard]] std::string portrait_report_html(const PortraitComparison& comparison);

// A number in as many digits as it is worth: percent, or three that count. HTML.
[[nodiscard]] std::string portrait_value_html(PortraitNumber number, double value);

}  // namespace crossroads
