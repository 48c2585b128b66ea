// What z decides: the metrics that look at the numbers given to a run besides its samples.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "experiments/metrics.hpp"

namespace crossroads {
namespace {

// In nats, of counts.
double entropy(const std::vector<double>& counts) {
  const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
  double total = 0;
  for (const double count : counts) {
    if (count > 0) total -= count / all * std::log(count / all);
  }
  return total;
}

// Mutual information (plug-in, in nats) of the sign of one number of z and the future of the
// sample `shift` places on, over the valid samples.
double information(const Truth& truth, const std::vector<Truth::Judged>& judged,
                   const std::vector<std::vector<float>>& z, const std::vector<std::size_t>& valid,
                   std::size_t number, std::size_t shift) {
  std::vector<double> of_sign(2, 0.0);
  std::vector<double> of_mode(truth.modes(), 0.0);
  std::vector<double> of_both(2 * truth.modes(), 0.0);
  for (std::size_t i = 0; i < valid.size(); ++i) {
    const std::size_t sign = z[valid[i]][number] > 0 ? 1 : 0;
    const std::size_t mode = judged[valid[(i + shift) % valid.size()]].mode;
    ++of_sign[sign];
    ++of_mode[mode];
    ++of_both[2 * mode + sign];
  }
  return entropy(of_sign) + entropy(of_mode) - entropy(of_both);
}

}  // namespace

Tally z_information(const Truth& truth, const std::vector<Truth::Judged>& judged,
                    const std::vector<std::vector<float>>& z) {
  std::vector<std::size_t> valid;
  std::vector<double> of_mode(truth.modes(), 0.0);
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (judged[i].verdict != Verdict::valid) continue;
    valid.push_back(i);
    ++of_mode[judged[i].mode];
  }
  const double choice = entropy(of_mode);
  if (valid.empty() || choice <= 0) return {};
  double most = 0;
  double by_chance = 0;
  for (std::size_t number = 0; number < z.front().size(); ++number) {
    // Shifted by one sample z and future have nothing to do with each other.
    most = std::max(most, information(truth, judged, z, valid, number, 0));
    by_chance = std::max(by_chance, information(truth, judged, z, valid, number, 1));
  }
  return {most / choice, 1, by_chance / choice};
}

Tally z_effect(const Truth& truth, const Frame& z_low, const Frame& z_high) {
  if (truth.modes() != 2) return {};
  const auto low = truth.judge(z_low);
  const auto high = truth.judge(z_high);
  const bool both_valid = low.verdict == Verdict::valid && high.verdict == Verdict::valid;
  return {both_valid && low.mode != high.mode ? 1.0 : 0.0, 1, 1};
}

}  // namespace crossroads
