// From the tallies of single states to the numbers of runs and arms, with their intervals.
#pragma once

#include "experiments/comparison.hpp"

namespace crossroads {

// Of one run, or of several that differ by seed alone, put together.
[[nodiscard]] Summary summarise(const std::vector<const RunResult*>& runs, const StateSet& states,
                                const Setup& setup);

// Both read comparison.runs.
[[nodiscard]] std::vector<ArmResult> group_by_arm(const Comparison& comparison);
[[nodiscard]] std::vector<Difference> differences_of_arms(const Comparison& comparison);

}  // namespace crossroads
