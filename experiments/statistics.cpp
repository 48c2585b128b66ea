#include "experiments/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "sim/random.hpp"

namespace crossroads {
namespace {

constexpr int kReplicates = 1000;

double binomial(int n, int k, double p) {
  if (p <= 0) return k == 0 ? 1 : 0;
  if (p >= 1) return k == n ? 1 : 0;
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
                  k * std::log(p) + (n - k) * std::log1p(-p));
}

std::vector<Tally> junction_totals(const RunTallies& run) {
  std::map<int, Tally> totals;
  for (std::size_t i = 0; i < run.states.size(); ++i) {
    totals[run.junctions[i]].add(run.states[i]);
  }
  std::vector<Tally> result;
  for (const auto& [junction, total] : totals) result.push_back(total);
  return result;
}

template <typename T>
const T& draw(const std::vector<T>& from, Random& random) {
  return from[random.below(static_cast<std::uint32_t>(from.size()))];
}

}  // namespace

double expected_share_error(int n, double p) {
  double total = 0;
  for (int k = 0; k <= n; ++k)
    total += binomial(n, k, p) * std::abs(static_cast<double>(k) / n - p);
  return total;
}

double chance_of_at_least(int n, double p, int least) {
  double total = 0;
  for (int k = std::max(0, least); k <= n; ++k) total += binomial(n, k, p);
  return std::min(1.0, total);
}

double tv_floor(const std::vector<double>& probabilities, int n) {
  double total = 0;
  for (const double p : probabilities) total += expected_share_error(n, p);
  return total / 2;
}

Interval bootstrap(Metric metric, const std::vector<RunTallies>& runs, std::uint64_t seed) {
  std::vector<std::vector<Tally>> totals;
  for (const RunTallies& run : runs) {
    if (!run.states.empty()) totals.push_back(junction_totals(run));
  }
  std::vector<double> values;
  Random random(seed, 0xb007);
  for (int replicate = 0; replicate < kReplicates && !totals.empty(); ++replicate) {
    Tally total;
    for (std::size_t run = 0; run < totals.size(); ++run) {
      const auto& junctions = draw(totals, random);
      for (std::size_t i = 0; i < junctions.size(); ++i) total.add(draw(junctions, random));
    }
    const double value = metric_value(metric, total);
    if (std::isfinite(value)) values.push_back(value);
  }
  if (values.empty()) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    return {nan, nan};
  }
  std::sort(values.begin(), values.end());
  const auto last = static_cast<double>(values.size() - 1);
  return {values[static_cast<std::size_t>(std::floor(0.025 * last))],
          values[static_cast<std::size_t>(std::ceil(0.975 * last))]};
}

}  // namespace crossroads
