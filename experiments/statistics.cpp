#include "experiments/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "recordings/random.hpp"

namespace crossroads {
namespace {

double binomial(int n, int k, double p) {
  if (p <= 0) return k == 0 ? 1 : 0;
  if (p >= 1) return k == n ? 1 : 0;
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
                  k * std::log(p) + (n - k) * std::log1p(-p));
}

// For each run its total at each junction; the junctions are in one order for all runs.
using JunctionTotals = std::vector<std::vector<Tally>>;

std::map<int, std::size_t> number_junctions(const std::vector<RunTallies>& runs) {
  std::map<int, std::size_t> numbers;
  for (const RunTallies& run : runs) {
    for (const int junction : run.junctions) numbers.emplace(junction, numbers.size());
  }
  return numbers;
}

JunctionTotals junction_totals(const std::vector<RunTallies>& runs,
                               const std::map<int, std::size_t>& numbers) {
  JunctionTotals totals(runs.size(), std::vector<Tally>(numbers.size()));
  for (std::size_t run = 0; run < runs.size(); ++run) {
    for (std::size_t i = 0; i < runs[run].states.size(); ++i) {
      totals[run][numbers.at(runs[run].junctions[i])].add(runs[run].states[i]);
    }
  }
  return totals;
}

using Draws = std::vector<std::size_t>;

void draw(Draws& draws, Random& random) {
  const auto count = static_cast<std::uint32_t>(draws.size());
  for (auto& one : draws) one = random.below(count);
}

double value_of(Metric metric, const JunctionTotals& totals, const Draws& runs,
                const Draws& junctions) {
  Tally total;
  for (const std::size_t run : runs) {
    for (const std::size_t junction : junctions) total.add(totals[run][junction]);
  }
  return metric_value(metric, total);
}

// value(runs, junctions) over kReplicates draws of them.
template <typename Value>
Interval resample(std::size_t runs, std::size_t junctions, std::uint64_t seed, const Value& value) {
  Random random(seed, 0xb007);
  Draws of_runs(runs);
  Draws of_junctions(junctions);
  std::vector<double> values;
  for (int replicate = 0; replicate < kReplicates; ++replicate) {
    draw(of_runs, random);
    draw(of_junctions, random);
    values.push_back(value(of_runs, of_junctions));
  }
  return percentile_interval(std::move(values));
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

Interval percentile_interval(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  if (values.empty()) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    return {nan, nan};
  }
  std::sort(values.begin(), values.end());
  const auto last = static_cast<double>(values.size() - 1);
  return {values[static_cast<std::size_t>(std::floor(0.025 * last))],
          values[static_cast<std::size_t>(std::ceil(0.975 * last))]};
}

Interval bootstrap(Metric metric, const std::vector<RunTallies>& runs, std::uint64_t seed) {
  const auto numbers = number_junctions(runs);
  const auto totals = junction_totals(runs, numbers);
  return resample(runs.size(), numbers.size(), seed, [&](const Draws& of_runs, const Draws& at) {
    return value_of(metric, totals, of_runs, at);
  });
}

Interval bootstrap_difference(Metric metric, const std::vector<RunTallies>& a,
                              const std::vector<RunTallies>& b, std::uint64_t seed) {
  auto numbers = number_junctions(a);
  for (const auto& [junction, number] : number_junctions(b)) {
    numbers.emplace(junction, numbers.size());
  }
  const auto totals_a = junction_totals(a, numbers);
  const auto totals_b = junction_totals(b, numbers);
  return resample(a.size(), numbers.size(), seed, [&](const Draws& of_runs, const Draws& at) {
    return value_of(metric, totals_a, of_runs, at) - value_of(metric, totals_b, of_runs, at);
  });
}

}  // namespace crossroads
