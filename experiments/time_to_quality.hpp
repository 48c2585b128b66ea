// How long a training takes to become good: its snapshots, each asked the same states. Seconds are
// of training alone, on the machine that trained.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace crossroads {

inline constexpr double kQualityValid = 0.85;   // at least
inline constexpr double kQualityTurnTv = 0.10;  // at most

struct QualityPoint {
  std::int64_t step = 0;
  double seconds = 0;
  double valid = 0;
  double turn_tv = 0;  // NaN where no sample is valid
  [[nodiscard]] bool good() const { return valid >= kQualityValid && turn_tv <= kQualityTurnTv; }
};

// Of the first point from which on all are good; nothing where the last one is not. `points` in
// order of time.
[[nodiscard]] std::optional<double> seconds_to_quality(const std::vector<QualityPoint>& points);

}  // namespace crossroads
