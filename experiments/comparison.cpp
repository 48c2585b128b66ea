#include "experiments/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "recordings/error.hpp"
#include "recordings/frame_source.hpp"
#include "recordings/hash.hpp"
#include "recordings/program.hpp"

namespace crossroads {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::uint64_t sampling_seed(std::uint64_t seed, std::size_t state) {
  return hash_bytes(&state, sizeof state, hash_bytes(&seed, sizeof seed));
}

ShownAnswer shown_answer(const std::vector<Frame>& samples, const StateScore& score) {
  ShownAnswer answer;
  const auto shown =
      static_cast<std::ptrdiff_t>(std::min<std::size_t>(samples.size(), kShownSamples));
  answer.frames.assign(samples.begin(), samples.begin() + shown);
  answer.judged.assign(score.judged.begin(), score.judged.begin() + shown);
  answer.shares = score.shares;
  for (const auto& judged : score.judged) {
    answer.of_verdict[judged.verdict] += 1 / static_cast<double>(score.judged.size());
  }
  return answer;
}

// With one real future there is no telling what else would have been right, nor what is perfect.
void keep_what_is_known(StateTallies& tallies) {
  StateTallies known{};
  for (const Metric metric : one_future_metrics()) {
    const auto i = static_cast<std::size_t>(metric);
    known[i] = tallies[i];
    known[i].perfect = kNan;
  }
  tallies = known;
}

// Futures of equal probability (to 1/1000) are one point.
class Calibration {
 public:
  void add(const Truth& truth, const std::vector<double>& shares) {
    for (std::size_t m = 0; m < truth.modes(); ++m) {
      auto& point = points_[std::lround(truth.p(m) * 1000)];
      point.probability += truth.p(m);
      point.share += shares[m];
      ++point.count;
    }
  }
  [[nodiscard]] std::vector<CalibrationPoint> points() const {
    std::vector<CalibrationPoint> means;
    for (const auto& [key, sum] : points_) {
      means.push_back({sum.probability / sum.count, sum.share / sum.count, sum.count});
    }
    return means;
  }

 private:
  std::map<long, CalibrationPoint> points_;
};

void stop_if_interrupted() {
  if (interrupted()) {
    throw Error("the comparison to run to its end", "an interrupt (ctrl-C)", "compare",
                "nothing was written; start it again");
  }
}

class Examiner {
 public:
  Examiner(const Setup& setup, const StateSet& states, const ReportProgress& report)
      : setup_(setup), states_(states), report_(report) {
    for (const auto& state : states.main) main_truths_.emplace_back(state);
    for (const auto& state : states.forced) forced_truths_.emplace_back(state);
  }

  RunResult examine(const Contender& contender) {
    RunResult run;
    run.name = contender.name;
    run.arm = contender.arm;
    run.folder = contender.folder;
    run.facts = contender.facts;
    run.deterministic = contender.deterministic;
    ask_main(contender, run);
    ask_forced(contender, run);
    return run;
  }

 private:
  void ask_main(const Contender& contender, RunResult& run) {
    Calibration calibration;
    for (std::size_t i = 0; i < main_truths_.size(); ++i) {
      const Truth& truth = main_truths_[i];
      const auto samples =
          contender.sample(truth.state(), setup_.samples, sampling_seed(setup_.seed, i));
      StateScore score = score_state(truth, samples, setup_.samples);
      if (contender.both_bits) {
        const auto frames = contender.both_bits(truth.state());
        score.tallies[static_cast<std::size_t>(Metric::z_effect)] =
            z_effect(truth, frames[0], frames[1]);
      }
      if (states_.one_real_future) keep_what_is_known(score.tallies);
      run.main.push_back(score.tallies);
      calibration.add(truth, score.shares);
      if (static_cast<int>(i) < setup_.rows) run.shown.push_back(shown_answer(samples, score));
      tick(contender);
    }
    if (!states_.one_real_future) run.calibration = calibration.points();
  }

  void ask_forced(const Contender& contender, RunResult& run) {
    for (std::size_t i = 0; i < forced_truths_.size(); ++i) {
      const Truth& truth = forced_truths_[i];
      const auto samples = contender.sample(truth.state(), kForcedSamples,
                                            sampling_seed(setup_.seed, main_truths_.size() + i));
      run.forced.push_back(score_state(truth, samples, kForcedSamples).tallies);
      tick(contender);
    }
  }

  void tick(const Contender& contender) {
    stop_if_interrupted();
    if (report_) report_(++done_, contender.name);
  }

  const Setup& setup_;
  const StateSet& states_;
  const ReportProgress& report_;
  std::vector<Truth> main_truths_, forced_truths_;
  std::int64_t done_ = 0;
};

RunTallies of_metric(const std::vector<StateTallies>& tallies,
                     const std::vector<EvaluationState>& states, Metric metric) {
  RunTallies run;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    run.states.push_back(tallies[i][static_cast<std::size_t>(metric)]);
    run.junctions.push_back(states[i].junction);
  }
  return run;
}

Measured measure(Metric metric, const std::vector<RunTallies>& runs, std::uint64_t seed) {
  Tally total;
  Measured measured;
  for (const RunTallies& run : runs) {
    for (const Tally& tally : run.states) {
      total.add(tally);
      if (tally.weight > 0) ++measured.count;
    }
  }
  const Interval interval = bootstrap(metric, runs, seed);
  measured.value = metric_value(metric, total);
  measured.low = interval.low;
  measured.high = interval.high;
  measured.floor = perfect_value(metric, total);
  return measured;
}

std::map<std::string, Measured> measure_all(const std::vector<const RunResult*>& runs,
                                            const StateSet& states, std::uint64_t seed) {
  std::map<std::string, Measured> metrics;
  const auto collect = [&](Metric metric, bool forced) {
    std::vector<RunTallies> tallies;
    for (const RunResult* run : runs) {
      tallies.push_back(forced ? of_metric(run->forced, states.forced, metric)
                               : of_metric(run->main, states.main, metric));
    }
    return measure(metric, tallies, seed);
  };
  for (int i = 0; i < kMetrics; ++i) {
    const auto metric = static_cast<Metric>(i);
    metrics[metric_text(metric).key] = collect(metric, false);
  }
  if (states.forced.empty()) return metrics;
  for (const Metric metric : forced_metrics()) metrics[forced_key(metric)] = collect(metric, true);
  return metrics;
}

// What makes two runs the same experiment: everything but the seed, what follows from it, and where
// its data lies (seeds may have recorded their own).
std::string experiment_of(const RunResult& run) {
  static const std::set<std::string> kDiffer{"seed",      "seconds",   "adversarial_share",
                                             "recording", "data_hash", "version"};
  std::string text = run.arm;
  for (const auto& [key, value] : run.facts) {
    if (kDiffer.count(key) == 0) text += "|" + key + "=" + value;
  }
  return text;
}

bool different_seeds(const std::vector<const RunResult*>& runs) {
  std::set<std::string> seeds;
  for (const RunResult* run : runs) seeds.insert(run->facts.at("seed"));
  return seeds.size() == runs.size();
}

std::vector<ArmResult> group_by_arm(const Comparison& comparison) {
  std::map<std::string, std::vector<const RunResult*>> groups;
  for (const auto& run : comparison.runs) {
    if (!run.folder.empty()) groups[experiment_of(run)].push_back(&run);
  }
  std::vector<ArmResult> arms;
  for (const auto& [experiment, runs] : groups) {
    if (runs.size() < 2 || !different_seeds(runs)) continue;
    ArmResult arm{runs.front()->arm, {}, {}};
    for (const RunResult* run : runs) arm.runs.push_back(run->name);
    arm.metrics = measure_all(runs, comparison.states, comparison.setup.seed);
    arms.push_back(std::move(arm));
  }
  return arms;
}

}  // namespace

Comparison compare(const Setup& setup, StateSet states, const std::vector<Contender>& contenders,
                   const ReportProgress& report) {
  Comparison comparison{setup, std::move(states), {}, {}};
  Examiner examiner(comparison.setup, comparison.states, report);
  for (const Contender& contender : contenders) {
    RunResult run = examiner.examine(contender);
    run.metrics = measure_all({&run}, comparison.states, setup.seed);
    comparison.runs.push_back(std::move(run));
  }
  comparison.arms = group_by_arm(comparison);
  return comparison;
}

const std::vector<Metric>& forced_metrics() {
  static const std::vector<Metric> kForced{Metric::valid, Metric::vanished, Metric::other,
                                           Metric::sharpness};
  return kForced;
}

const std::vector<Metric>& one_future_metrics() {
  static const std::vector<Metric> kKnown{Metric::energy_score, Metric::sharpness,
                                          Metric::sharp_diff,   Metric::psnr_moving,
                                          Metric::ssim,         Metric::best_of_n};
  return kKnown;
}

std::string forced_key(Metric metric) {
  return std::string("forced_") + metric_text(metric).key;
}

}  // namespace crossroads
