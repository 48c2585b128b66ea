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

inline constexpr int kReplicates = 1000;  // of every bootstrap

struct Interval {
  double low = 0;
  double high = 0;
};

// 95 % of the values lie in it; NaN where none is a number. Values that are none are left out.
[[nodiscard]] Interval percentile_interval(std::vector<double> values);

// One run's tallies of one metric: a tally a state, and the junction of each state.
struct RunTallies {
  std::vector<Tally> states;
  std::vector<int> junctions;
};

// 95 % percentile interval: runs (seeds) are drawn with replacement, then junctions, with all their
// states. Every run was asked at the same junctions, so each draw of them counts for all runs: what
// is hard about a place doesn't average out over seeds (Owen 2007, the pigeonhole bootstrap).
// NaN where nothing was measured.
[[nodiscard]] Interval bootstrap(Metric metric, const std::vector<RunTallies>& runs,
                                 std::uint64_t seed);

// The same of a's value less b's. Paired: a[i] and b[i] have one seed and are drawn together.
[[nodiscard]] Interval bootstrap_difference(Metric metric, const std::vector<RunTallies>& a,
                                            const std::vector<RunTallies>& b, std::uint64_t seed);

}  // namespace crossroads
