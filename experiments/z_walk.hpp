// From one z to another in equal steps, at one state: where does one future become the other, and
// what lies between?
#pragma once

#include <optional>
#include <vector>

#include "experiments/contender.hpp"
#include "experiments/metrics.hpp"

namespace crossroads {

inline constexpr int kWalkSteps = 17;  // both ends included

struct ZWalk {
  std::size_t state = 0;      // of StateSet::main
  std::vector<Z> z;           // kWalkSteps
  std::vector<Frame> frames;  // of each z
  std::vector<Truth::Judged> judged;
};

// Between the z of the first valid sample and that of the first valid one that shows another
// future; nothing where there is none. `judged` and `z`: of the samples, one each.
[[nodiscard]] std::optional<ZWalk> walk_z(const Contender& contender, const Truth& truth,
                                          std::size_t state,
                                          const std::vector<Truth::Judged>& judged,
                                          const std::vector<Z>& z);

}  // namespace crossroads
