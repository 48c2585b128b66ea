#include "experiments/comparison.hpp"

#include <algorithm>
#include <limits>

#include "experiments/summaries.hpp"
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
    const auto i = at(metric);
    known[i] = tallies[i];
    known[i].perfect = kNan;
  }
  tallies = known;
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
    if (setup_.snapshot_states > 0) ask_snapshots(contender, run);
    return run;
  }

 private:
  void ask_main(const Contender& contender, RunResult& run) {
    for (std::size_t i = 0; i < main_truths_.size(); ++i) {
      const Truth& truth = main_truths_[i];
      const std::uint64_t seed = sampling_seed(setup_.seed, i);
      const auto samples = contender.sample(truth.state(), setup_.samples, seed);
      StateScore score = score_state(truth, samples, setup_.samples);
      if (contender.draw_z) look_at_z(contender, i, score, run);
      if (contender.takes_actions) {
        score.tallies[at(Metric::action_accuracy)] =
            action_accuracy(truth, score.judged, draw_actions(truth.state(), setup_.samples, seed));
      }
      if (states_.one_real_future) keep_what_is_known(score.tallies);
      run.main.push_back(score.tallies);
      run.turns.push_back(score.turns);
      if (static_cast<int>(i) < setup_.rows) run.shown.push_back(shown_answer(samples, score));
      tick(contender);
    }
  }

  void look_at_z(const Contender& contender, std::size_t i, StateScore& score, RunResult& run) {
    const Truth& truth = main_truths_[i];
    if (contender.one_bit) {
      const auto frames = contender.sample_with(truth.state(), {{-1.0F}, {1.0F}});
      score.tallies[at(Metric::z_effect)] = z_effect(truth, frames[0], frames[1]);
    }
    const auto z = contender.draw_z(setup_.samples, sampling_seed(setup_.seed, i));
    score.tallies[at(Metric::z_information)] = z_information(truth, score.judged, z);
    if (!run.z_walk) run.z_walk = walk_z(contender, truth, i, score.judged, z);
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

  // The snapshots in their order, then what became of them in the end.
  void ask_snapshots(const Contender& contender, RunResult& run) {
    if (contender.snapshots.empty() || states_.one_real_future) return;
    for (const auto& load : contender.snapshots) run.quality.push_back(quality_of(load()));
    const QualityPoint end = quality_of(contender);
    if (run.quality.back().step < end.step) run.quality.push_back(end);
  }

  QualityPoint quality_of(const Contender& contender) {
    Tally valid, turn_tv;
    const int samples = std::min(setup_.samples, kSnapshotSamples);
    const auto count =
        std::min(main_truths_.size(), static_cast<std::size_t>(setup_.snapshot_states));
    for (std::size_t i = 0; i < count; ++i) {
      const Truth& truth = main_truths_[i];
      const auto answer = contender.sample(truth.state(), samples, sampling_seed(setup_.seed, i));
      const StateScore score = judge_samples(truth, answer, samples);
      valid.add(score.tallies[at(Metric::valid)]);
      turn_tv.add(score.tallies[at(Metric::turn_tv)]);
      tick(contender);
    }
    return {std::stoll(contender.facts.at("steps")), std::stod(contender.facts.at("seconds")),
            metric_value(Metric::valid, valid), metric_value(Metric::turn_tv, turn_tv)};
  }

  void tick(const Contender& contender) {
    stop_if_interrupted("the comparison", "compare");
    if (report_) report_(++done_, contender.name);
  }

  const Setup& setup_;
  const StateSet& states_;
  const ReportProgress& report_;
  std::vector<Truth> main_truths_, forced_truths_;
  std::int64_t done_ = 0;
};

}  // namespace

Comparison compare(const Setup& setup, StateSet states, const std::vector<Contender>& contenders,
                   const ReportProgress& report) {
  Comparison comparison{setup, std::move(states), {}, {}, {}};
  Examiner examiner(comparison.setup, comparison.states, report);
  for (const Contender& contender : contenders) {
    RunResult run = examiner.examine(contender);
    static_cast<Summary&>(run) = summarise({&run}, comparison.states, setup);
    comparison.runs.push_back(std::move(run));
  }
  comparison.arms = group_by_arm(comparison);
  comparison.differences = differences_of_arms(comparison);
  return comparison;
}

const std::vector<Metric>& headline_metrics() {
  static const std::vector<Metric> kHeadline{Metric::valid,     Metric::blend,
                                             Metric::coverage,  Metric::tv,
                                             Metric::turn_tv,   Metric::calibration_error,
                                             Metric::sharpness, Metric::energy_score};
  return kHeadline;
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
