// Charts of report.html as inline SVG; their colours come from its style sheet.
#pragma once

#include <string>

#include "experiments/comparison.hpp"

namespace crossroads {

// The share drawn against the true probability; empty where all futures are equally likely.
[[nodiscard]] std::string calibration_html(const Comparison& comparison);

// validity and turn TV over the seconds of training; empty where no snapshots were asked.
[[nodiscard]] std::string time_to_quality_html(const Comparison& comparison);

}  // namespace crossroads
