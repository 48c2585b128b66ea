// What chance alone does to the numbers: exact binomial expectations, and bootstrap intervals.
#pragma once

#include <cstdint>
#include <vector>

#include "experiments/metrics.hpp"

namespace crossroads {

// For B ~ binomial(n, p):
[[nodiscard]] double expected_share_error(int n, double p);           // E |B / n - p|
[[nodiscard]] double chance_of_at_least(int n, double p, int least);  // P(B >= least)

// Expected tv of n perfect draws: half the sum of the shares' expected errors; exact.
[[nodiscard]] double tv_floor(const std::vector<double>& probabilities, int n);

struct Interval {
  double low = 0;
  double high = 0;
};

// One run's tallies of one metric: a tally a state, and the junction of each state.
struct RunTallies {
  std::vector<Tally> states;
  std::vector<int> junctions;
};

// 95 % percentile interval: runs (seeds) are drawn with replacement, then the junctions of each,
// with all their states. NaN where nothing was measured.
[[nodiscard]] Interval bootstrap(Metric metric, const std::vector<RunTallies>& runs,
                                 std::uint64_t seed);

}  // namespace crossroads
