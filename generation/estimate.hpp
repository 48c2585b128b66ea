// A mean and what chance alone makes of it.
#pragma once

#include <cstdint>
#include <span>

namespace crossroads {

// NaN where it can't be told.
struct Estimate {
  double value = 0, low = 0, high = 0;  // 95 % of the bootstrap's means lie from low to high
};

[[nodiscard]] Estimate not_measured();

// Of the values' mean: they are drawn anew, with replacement, 1,000 times. not_measured() of none.
[[nodiscard]] Estimate mean_estimate(std::span<const double> values, std::uint64_t seed);

}  // namespace crossroads
