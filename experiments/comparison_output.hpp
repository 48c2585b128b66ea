// What every program that compares has in common around the comparison itself: who is beside the
// runs, the table on the screen, the files in the folder.
#pragma once

#include <string>
#include <vector>

#include "experiments/comparison.hpp"
#include "experiments/report.hpp"

namespace crossroads {

// `runs` beside copy_last and, where all futures are known, exact_mean and exact_sampler, under a
// progress bar. In the result the runs are the last ones, in their order.
[[nodiscard]] Comparison compare_beside_untrained(const Setup& setup, StateSet states,
                                                  const std::vector<Contender>& runs);

// Prints the table, then writes metrics.json, side_by_side.png, z_walk.png and report.html.
void give_out(const Comparison& comparison, const ReportExtras& extras, const std::string& folder);

}  // namespace crossroads
