#include "experiments/rollout.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/frame_math.hpp"
#include "experiments/metrics.hpp"
#include "experiments/seed_groups.hpp"
#include "experiments/statistics.hpp"
#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "recordings/random.hpp"
#include "sim/branching.hpp"
#include "sim/recorder.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"

namespace crossroads {
namespace {

// Games over within K frames are passed by; a level on which nearly all are is refused.
constexpr int kMostGamesAStart = 100;

void play_frame(const Level& level, const Policy& policy, int frame_skip, State& state,
                std::vector<Frame>& frames) {
  for (int i = 0; i < frame_skip && !state.over; ++i) tick(level, state, policy);
  frames.push_back(render_frame(level, state));
}

// One rollout on its way.
struct Walk {
  std::vector<Frame> past;  // what the contender sees
  State decoded;            // where the rules say that this is
  Frame present;            // and how that looks
  Rollout rollout;
};

class Roller {
 public:
  Roller(const Level& level, const Policy& policy, const RolloutSetup& setup,
         const Contender& contender)
      : level_(level), policy_(policy), setup_(setup), contender_(contender) {}

  Rolled roll(const std::vector<RolloutStart>& starts, const std::function<void()>& report) {
    for (const auto& start : starts) {
      walks_.push_back({start.past, start.state, start.past.back(), {}});
    }
    rolled_.frames.resize(std::min<std::size_t>(starts.size(), kShownRollouts));
    for (int step = 0; step < setup_.frames; ++step) {
      go_on(step);
      if (report) report();
    }
    for (const auto& walk : walks_) rolled_.rollouts.push_back(walk.rollout);
    return std::move(rolled_);
  }

 private:
  struct Question {
    std::size_t walk = 0;
    std::vector<State> next;    // of each legal frame
    std::optional<int> action;  // that the contender is given
  };

  // Of the shown ones everything is drawn, also what no longer counts.
  [[nodiscard]] bool is_wanted(std::size_t walk) const {
    return walk < kShownRollouts || walks_[walk].rollout.end == Rollout::End::lasted;
  }

  [[nodiscard]] std::uint64_t sampling_seed(std::size_t walk, int step) const {
    const std::uint64_t place[] = {setup_.seed, walk, static_cast<std::uint64_t>(step)};
    return hash_bytes(place, sizeof place);
  }

  void go_on(int step) {
    std::vector<Question> asked;
    std::vector<EvaluationState> states;
    std::vector<std::uint64_t> seeds;
    for (std::size_t i = 0; i < walks_.size(); ++i) {
      if (!is_wanted(i)) continue;
      auto from = branches(level_, policy_, walks_[i].decoded, setup_.frame_skip);
      asked.push_back({i, {}, {}});
      for (const auto& branch : from) asked.back().next.push_back(branch.state);
      states.push_back({walks_[i].past, legal_frames(std::move(from)), 0, step, 0, {}, 0});
      seeds.push_back(sampling_seed(i, step));
      if (contender_.takes_actions) {
        asked.back().action = draw_actions(states.back(), 1, seeds.back()).front();
      }
    }
    if (asked.empty()) return;
    auto predicted = one_for_each(contender_, states, seeds);
    for (std::size_t q = 0; q < asked.size(); ++q) {
      follow(asked[q], states[q].legal, std::move(predicted[q]));
    }
  }

  void follow(const Question& question, const std::vector<LegalFrame>& legal, Frame predicted) {
    Walk& walk = walks_[question.walk];
    const auto [nearest, is_legal] = decode(predicted, legal, walk.present, question.action);
    judge(walk.rollout, is_legal, question.next[nearest].over);
    walk.decoded = question.next[nearest];
    walk.present = legal[nearest].frame;
    walk.past.erase(walk.past.begin());
    if (question.walk < kShownRollouts) rolled_.frames[question.walk].push_back(predicted);
    walk.past.push_back(std::move(predicted));
  }

  const Level& level_;
  const Policy& policy_;
  const RolloutSetup& setup_;
  const Contender& contender_;
  std::vector<Walk> walks_;
  Rolled rolled_;
};

// At each step, of the rollouts still counted there: how many, and how many fail at it.
struct StepCounts {
  std::vector<int> counted, failed;

  explicit StepCounts(int frames)
      : counted(static_cast<std::size_t>(frames)), failed(static_cast<std::size_t>(frames)) {}

  void add(const Rollout& rollout) {
    const auto legal = static_cast<std::size_t>(rollout.legal_frames);
    for (std::size_t step = 0; step < legal; ++step) ++counted[step];
    if (rollout.end != Rollout::End::failed) return;
    ++counted[legal];
    ++failed[legal];
  }

  [[nodiscard]] std::vector<double> shares() const {
    std::vector<double> result;
    double share = 1;
    for (std::size_t step = 0; step < counted.size(); ++step) {
      if (counted[step] > 0) {
        share *= 1 - static_cast<double>(failed[step]) / counted[step];
      } else if (share > 0) {
        share = std::numeric_limits<double>::quiet_NaN();
      }
      result.push_back(share);
    }
    return result;
  }
};

// All runs began at the same starts, so the starts are drawn once for all of them.
std::vector<double> resampled_shares(const std::vector<std::vector<Rollout>>& runs, int frames,
                                     Random& random) {
  const auto draw = [&](std::size_t size) {
    return random.below(static_cast<std::uint32_t>(size));
  };
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < runs[0].size(); ++i) starts.push_back(draw(runs[0].size()));
  StepCounts counts(frames);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto& rollouts = runs[draw(runs.size())];
    for (const std::size_t start : starts) counts.add(rollouts[start]);
  }
  return counts.shares();
}

std::vector<RolloutArm> group_by_arm(const RolloutStudy& study) {
  std::vector<RolloutArm> arms;
  for (const auto& group : seed_groups(study.runs)) {
    if (group.runs.size() < 2) continue;
    const RolloutRun& first = *group.runs.front();
    RolloutArm arm{first.arm, group.label, first.deterministic, {}, {}};
    std::vector<std::vector<Rollout>> rollouts;
    for (const RolloutRun* run : group.runs) {
      arm.runs.push_back(run->name);
      rollouts.push_back(run->rolled.rollouts);
    }
    arm.curve = legal_curve(rollouts, study.setup.frames, study.setup.seed);
    arms.push_back(std::move(arm));
  }
  return arms;
}

}  // namespace

std::vector<RolloutStart> collect_starts(const Level& level, const Policy& policy,
                                         const RolloutSetup& setup) {
  std::vector<RolloutStart> starts;
  const auto wanted = static_cast<std::size_t>(setup.starts);
  for (std::size_t game = 0; starts.size() < wanted && game < kMostGamesAStart * wanted; ++game) {
    RolloutStart start;
    start.state = start_game(level, game_seed(setup.seed, game, Purpose::compare));
    start.past.push_back(render_frame(level, start.state));
    while (static_cast<int>(start.past.size()) < setup.past_frames && !start.state.over) {
      play_frame(level, policy, setup.frame_skip, start.state, start.past);
    }
    if (start.state.over) continue;
    State state = start.state;
    while (static_cast<int>(start.real.size()) < setup.frames && !state.over) {
      play_frame(level, policy, setup.frame_skip, state, start.real);
    }
    starts.push_back(std::move(start));
  }
  if (starts.size() < wanted) {
    throw Error(std::to_string(setup.starts) + " games longer than " +
                    std::to_string(setup.past_frames) + " frames",
                std::to_string(starts.size()), "level " + level.name, "take another level");
  }
  return starts;
}

Decoded decode(const Frame& predicted, const std::vector<LegalFrame>& legal, const Frame& present,
               std::optional<int> action) {
  std::vector<double> distances;
  for (const auto& one : legal) {
    distances.push_back(std::sqrt(squared_distance(predicted, one.frame)));
  }
  const auto nearest = static_cast<std::size_t>(
      std::min_element(distances.begin(), distances.end()) - distances.begin());
  // Frames too alike to be told apart (a main state never has them) would leave no room at all.
  const double least = std::sqrt(kLeastSquaredDistance) / 4;
  const double radius = std::max(least, valid_radii(legal, present)[nearest]);
  const bool obeys = !action || legal[nearest].by_action[static_cast<std::size_t>(*action)] > 0;
  return {nearest, obeys && distances[nearest] <= radius};
}

void judge(Rollout& rollout, bool legal, bool over) {
  if (rollout.end != Rollout::End::lasted) return;
  if (!legal) {
    rollout.end = Rollout::End::failed;
    return;
  }
  ++rollout.legal_frames;
  if (over) rollout.end = Rollout::End::game_over;
}

Rolled roll_out(const Level& level, const Policy& policy, const RolloutSetup& setup,
                const Contender& contender, const std::vector<RolloutStart>& starts,
                const std::function<void()>& report) {
  return Roller(level, policy, setup, contender).roll(starts, report);
}

std::vector<LegalShare> legal_curve(const std::vector<std::vector<Rollout>>& runs, int frames,
                                    std::uint64_t seed) {
  StepCounts counts(frames);
  for (const auto& rollouts : runs) {
    for (const auto& rollout : rollouts) counts.add(rollout);
  }
  std::vector<std::vector<double>> replicates(static_cast<std::size_t>(frames));
  Random random(seed, 0x5011);
  for (int replicate = 0; replicate < kReplicates; ++replicate) {
    const auto shares = resampled_shares(runs, frames, random);
    for (std::size_t step = 0; step < shares.size(); ++step) {
      replicates[step].push_back(shares[step]);
    }
  }
  std::vector<LegalShare> curve;
  const auto shares = counts.shares();
  for (std::size_t step = 0; step < shares.size(); ++step) {
    const Interval interval = percentile_interval(std::move(replicates[step]));
    curve.push_back({shares[step], interval.low, interval.high, counts.counted[step]});
  }
  return curve;
}

MedianFrames median_legal_frames(const std::vector<LegalShare>& curve) {
  MedianFrames median;
  for (const auto& point : curve) {
    if (point.share < 0.5) return median;
    if (std::isnan(point.share)) break;
    ++median.frames;
  }
  median.or_more = true;
  return median;
}

RolloutStudy study_rollouts(const Level& level, const Policy& policy, const RolloutSetup& setup,
                            const std::vector<Contender>& contenders,
                            const std::function<void()>& report) {
  RolloutStudy study{setup, collect_starts(level, policy, setup), {}, {}};
  for (const auto& contender : contenders) {
    RolloutRun run{contender.name,
                   contender.arm,
                   contender.folder,
                   contender.facts,
                   contender.deterministic,
                   {},
                   {}};
    run.rolled = roll_out(level, policy, setup, contender, study.starts, report);
    run.curve = legal_curve({run.rolled.rollouts}, setup.frames, setup.seed);
    study.runs.push_back(std::move(run));
  }
  study.arms = group_by_arm(study);
  return study;
}

}  // namespace crossroads
