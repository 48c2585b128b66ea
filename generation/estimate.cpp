#include "generation/estimate.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "recordings/random.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kReplicates = 1000;
constexpr std::uint64_t kStream = 0xe571;

}  // namespace

Estimate not_measured() {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  return {nan, nan, nan};
}

Estimate mean_estimate(std::span<const double> values, std::uint64_t seed) {
  if (values.empty()) return not_measured();
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  Random random(seed, kStream);
  std::vector<double> means(kReplicates);
  for (double& one : means) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      sum += values[random.below(static_cast<std::uint32_t>(values.size()))];
    }
    one = sum / count;
  }
  std::sort(means.begin(), means.end());
  return {mean, means[kReplicates * 25 / 1000], means[kReplicates * 975 / 1000 - 1]};
}

}  // namespace crossroads
