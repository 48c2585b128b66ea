#include "generation/attribute_metrics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace crossroads {
namespace {

constexpr float kSure = 0.9F;

double total(const Counts& counts) {
  return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
}

bool shows(const Reading& reading, const FixedAttributes& request) {
  for (std::size_t i = 0; i < kAttributes; ++i) {
    if (request[i] && *request[i] != reading.values[i]) return false;
  }
  return true;
}

// The pictures that were asked for this value.
std::vector<Reading> asked_for(std::span<const Reading> readings,
                               std::span<const FixedAttributes> requests, std::size_t attribute,
                               std::size_t value) {
  std::vector<Reading> chosen;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (requests[i][attribute] == value) chosen.push_back(readings[i]);
  }
  return chosen;
}

}  // namespace

Counts count_values(std::span<const Reading> readings, std::size_t attribute) {
  Counts counts(attribute_list()[attribute].values.size());
  for (const Reading& reading : readings) ++counts[reading.values[attribute]];
  return counts;
}

double uniform_tv(const Counts& counts) {
  const double all = total(counts);
  double sum = 0;
  for (const auto count : counts) {
    sum += std::abs(static_cast<double>(count) / all - 1 / static_cast<double>(counts.size()));
  }
  return sum / 2;
}

int missing_values(const Counts& counts) {
  return static_cast<int>(std::count(counts.begin(), counts.end(), 0));
}

double evenness(const Counts& counts) {
  const double all = total(counts);
  double entropy = 0;
  for (const auto count : counts) {
    const double share = static_cast<double>(count) / all;
    if (count > 0) entropy -= share * std::log(share);
  }
  return std::exp(entropy) / static_cast<double>(counts.size());
}

Estimate legibility(std::span<const Reading> readings, std::uint64_t seed) {
  std::vector<double> sure;
  for (const Reading& reading : readings) sure.push_back(reading.least_probability() > kSure);
  return mean_estimate(sure, seed);
}

Estimate requests_met(std::span<const Reading> readings, std::span<const FixedAttributes> requests,
                      std::uint64_t seed) {
  std::vector<double> met;
  for (std::size_t i = 0; i < readings.size(); ++i) met.push_back(shows(readings[i], requests[i]));
  return mean_estimate(met, seed);
}

double variety_beside(std::span<const Reading> readings, std::span<const FixedAttributes> requests,
                      std::size_t attribute) {
  double sum = 0;
  int count = 0;
  for (std::size_t value = 0; value < attribute_list()[attribute].values.size(); ++value) {
    const auto chosen = asked_for(readings, requests, attribute, value);
    if (chosen.empty()) continue;
    for (std::size_t other = 0; other < kAttributes; ++other) {
      if (other == attribute) continue;
      sum += evenness(count_values(chosen, other));
      ++count;
    }
  }
  return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace crossroads
