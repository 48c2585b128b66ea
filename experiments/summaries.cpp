#include "experiments/summaries.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "experiments/seed_groups.hpp"

namespace crossroads {
namespace {

using Keep = std::function<bool(const EvaluationState&)>;

RunTallies of_metric(const std::vector<StateTallies>& tallies,
                     const std::vector<EvaluationState>& states, Metric metric, const Keep& keep) {
  RunTallies run;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    if (keep && !keep(states[i])) continue;
    run.states.push_back(tallies[i][at(metric)]);
    run.junctions.push_back(states[i].junction);
  }
  return run;
}

// The value without its interval.
Measured total_of(Metric metric, const std::vector<RunTallies>& runs) {
  Tally total;
  int count = 0;
  for (const RunTallies& run : runs) {
    for (const Tally& tally : run.states) {
      total.add(tally);
      if (tally.weight > 0) ++count;
    }
  }
  return {metric_value(metric, total), 0, 0, perfect_value(metric, total), count};
}

Measured measure(Metric metric, const std::vector<RunTallies>& runs, std::uint64_t seed) {
  Measured measured = total_of(metric, runs);
  const Interval interval = bootstrap(metric, runs, seed);
  measured.low = interval.low;
  measured.high = interval.high;
  return measured;
}

using Runs = std::vector<const RunResult*>;

std::vector<RunTallies> main_tallies(Metric metric, const Runs& runs, const StateSet& states,
                                     const Keep& keep = {}) {
  std::vector<RunTallies> tallies;
  for (const RunResult* run : runs) {
    tallies.push_back(of_metric(run->main, states.main, metric, keep));
  }
  return tallies;
}

Measured measure_forced(Metric metric, const Runs& runs, const StateSet& states,
                        std::uint64_t seed) {
  std::vector<RunTallies> tallies;
  for (const RunResult* run : runs) {
    tallies.push_back(of_metric(run->forced, states.forced, metric, {}));
  }
  return measure(metric, tallies, seed);
}

Metrics measure_all(const Runs& runs, const StateSet& states, std::uint64_t seed) {
  Metrics metrics;
  for (int i = 0; i < kMetrics; ++i) {
    const auto metric = static_cast<Metric>(i);
    metrics[metric_text(metric).key] = measure(metric, main_tallies(metric, runs, states), seed);
  }
  if (states.forced.empty()) return metrics;
  for (const Metric metric : forced_metrics()) {
    metrics[forced_key(metric)] = measure_forced(metric, runs, states, seed);
  }
  return metrics;
}

std::string ways_of(const EvaluationState& state) {
  return state.legal.size() < 4 ? std::to_string(state.legal.size()) : "4+";
}

std::map<std::string, Metrics> measure_by_ways(const Runs& runs, const StateSet& states,
                                               std::uint64_t seed) {
  std::map<std::string, Metrics> by_ways;
  for (const auto& state : states.main) by_ways[ways_of(state)];
  for (auto& [ways, metrics] : by_ways) {
    const Keep keep = [&ways = ways](const auto& state) { return ways_of(state) == ways; };
    for (const Metric metric : headline_metrics()) {
      metrics[metric_text(metric).key] =
          measure(metric, main_tallies(metric, runs, states, keep), seed);
    }
  }
  return by_ways;
}

// Of the futures of about one probability: their shares, and how far these are off.
struct AtProbability {
  std::vector<RunTallies> shares, errors;  // one a run
};

// Futures of equal probability (to 1/1000) are one point.
std::map<long, AtProbability> sort_by_probability(const Runs& runs, const StateSet& states,
                                                  int samples) {
  std::map<long, AtProbability> points;
  for (std::size_t run = 0; run < runs.size(); ++run) {
    for (std::size_t i = 0; i < states.main.size(); ++i) {
      const auto& turns = runs[run]->turns[i];
      for (std::size_t m = 0; m < turns.size(); ++m) {
        const double p = states.main[i].legal[m].probability;
        AtProbability& point = points[std::lround(p * 1000)];
        point.shares.resize(runs.size());
        point.errors.resize(runs.size());
        point.shares[run].states.push_back({turns[m], 1, p});
        point.errors[run].states.push_back(
            {std::abs(turns[m] - p), 1, expected_share_error(samples, p)});
        point.shares[run].junctions.push_back(states.main[i].junction);
        point.errors[run].junctions.push_back(states.main[i].junction);
      }
    }
  }
  return points;
}

std::vector<CalibrationPoint> calibrate(const Runs& runs, const StateSet& states,
                                        const Setup& setup) {
  std::vector<CalibrationPoint> calibration;
  if (states.one_real_future) return calibration;
  for (const auto& [key, point] : sort_by_probability(runs, states, setup.samples)) {
    // Metric::valid: these are plain means.
    CalibrationPoint one{0, measure(Metric::valid, point.shares, setup.seed),
                         measure(Metric::valid, point.errors, setup.seed), 0};
    one.probability = one.share.floor;  // the mean of p
    const double draws = static_cast<double>(setup.samples) * one.share.count;
    one.noise = 1.96 * std::sqrt(one.probability * (1 - one.probability) / draws);
    calibration.push_back(one);
  }
  return calibration;
}

using Group = SeedGroup<RunResult>;

// The runs of both groups that have a seed in common, in one order.
std::pair<Runs, Runs> pair_by_seed(const Group& a, const Group& b) {
  std::pair<Runs, Runs> pairs;
  for (const RunResult* of_a : a.runs) {
    for (const RunResult* of_b : b.runs) {
      if (of_a->facts.at("seed") != of_b->facts.at("seed")) continue;
      pairs.first.push_back(of_a);
      pairs.second.push_back(of_b);
    }
  }
  return pairs;
}

Measured measure_difference(Metric metric, const std::pair<Runs, Runs>& pairs,
                            const StateSet& states, std::uint64_t seed) {
  const auto of_a = main_tallies(metric, pairs.first, states);
  const auto of_b = main_tallies(metric, pairs.second, states);
  const Measured a = total_of(metric, of_a);
  const Measured b = total_of(metric, of_b);
  const Interval interval = bootstrap_difference(metric, of_a, of_b, seed);
  return {a.value - b.value, interval.low, interval.high, std::nan(""), std::min(a.count, b.count)};
}

Difference difference(const Group& a, const Group& b, const Comparison& comparison) {
  const auto pairs = pair_by_seed(a, b);
  Difference result{a.label, b.label, static_cast<int>(pairs.first.size()), {}};
  if (result.pairs == 0) return result;
  for (const Metric metric : headline_metrics()) {
    result.metrics[metric_text(metric).key] =
        measure_difference(metric, pairs, comparison.states, comparison.setup.seed);
  }
  return result;
}

}  // namespace

Summary summarise(const std::vector<const RunResult*>& runs, const StateSet& states,
                  const Setup& setup) {
  return {measure_all(runs, states, setup.seed), measure_by_ways(runs, states, setup.seed),
          calibrate(runs, states, setup)};
}

std::vector<ArmResult> group_by_arm(const Comparison& comparison) {
  std::vector<ArmResult> arms;
  for (const Group& group : seed_groups(comparison.runs)) {
    if (group.runs.size() < 2) continue;
    ArmResult arm{summarise(group.runs, comparison.states, comparison.setup),
                  group.runs.front()->arm,
                  group.label,
                  {},
                  {}};
    for (const RunResult* run : group.runs) {
      arm.runs.push_back(run->name);
      if (!run->quality.empty()) arm.seconds_to_quality.push_back(seconds_to_quality(run->quality));
    }
    arms.push_back(std::move(arm));
  }
  return arms;
}

std::vector<Difference> differences_of_arms(const Comparison& comparison) {
  std::vector<Difference> differences;
  const auto groups = seed_groups(comparison.runs);
  for (std::size_t a = 0; a < groups.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      auto one = difference(groups[a], groups[b], comparison);
      if (one.pairs > 0) differences.push_back(std::move(one));
    }
  }
  return differences;
}

}  // namespace crossroads
