#include "experiments/contender.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>

#include "experiments/frame_math.hpp"
#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "recordings/random.hpp"

namespace crossroads {
namespace {

std::vector<Frame> mean_of(const EvaluationState& state, int, std::uint64_t) {
  std::vector<const Frame*> frames;
  std::vector<double> weights;
  for (const auto& legal : state.legal) {
    frames.push_back(&legal.frame);
    weights.push_back(legal.probability);
  }
  return {mean_frame(frames, weights)};
}

// Of a distribution that sums to 1.
template <typename Probabilities>
std::size_t draw(const Probabilities& probabilities, Random& random) {
  double left = random.next() / 4294967296.0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    if (probabilities[i] <= 0) continue;
    last = i;
    left -= probabilities[i];
    if (left < 0) break;
  }
  return last;
}

std::vector<Frame> draws_of(const EvaluationState& state, int samples, std::uint64_t seed) {
  Random random(seed, 0xd2a3);
  std::vector<double> probabilities;
  for (const auto& legal : state.legal) probabilities.push_back(legal.probability);
  std::vector<Frame> frames;
  for (int i = 0; i < samples; ++i) {
    frames.push_back(state.legal[draw(probabilities, random)].frame);
  }
  return frames;
}

Contender untrained(const std::string& name, bool deterministic, SampleFn sample) {
  return {name, name, "", {}, 1, deterministic, std::move(sample), {}, {}, false, {}, 1, false, {}};
}

// Of one sample's z's; the frame `time` steps ahead has its own.
std::uint64_t seed_ahead(std::uint64_t seed, int sample, int time) {
  const std::array<std::uint64_t, 3> of{seed, static_cast<std::uint64_t>(sample),
                                        static_cast<std::uint64_t>(time)};
  return hash_bytes(of.data(), sizeof of);
}

void must_predict_next(const Contender& run) {
  if (run.takes_actions) {
    throw Error("a run that can go on from its own frames", "one that needs an action for each",
                run.folder, "take one that was trained without --actions");
  }
  if (run.ahead != 1) {
    throw Error("a run that predicts the next frame, to go on from its own",
                "one that predicts " + std::to_string(run.ahead) + " frames ahead", run.folder,
                "compare it with runs of that distance alone, without --ahead");
  }
}

// `states` know nothing but their past.
std::vector<Frame> go_on(const Contender& run, std::vector<EvaluationState> states, int times,
                         std::uint64_t seed) {
  for (int time = 1;; ++time) {
    std::vector<std::uint64_t> seeds;
    for (std::size_t i = 0; i < states.size(); ++i) {
      seeds.push_back(seed_ahead(seed, static_cast<int>(i), time));
    }
    auto frames = one_for_each(run, states, seeds);
    if (time == times) return frames;
    for (std::size_t i = 0; i < states.size(); ++i) {
      auto& past = states[i].past;
      std::rotate(past.begin(), past.begin() + 1, past.end());
      past.back() = std::move(frames[i]);
    }
  }
}

}  // namespace

Contender fed_back(const Contender& run, int times) {
  must_predict_next(run);
  Contender far = run;
  far.ahead = times;
  far.facts["fed-back"] = std::to_string(times);
  far.sample = [run, times](const EvaluationState& state, int samples, std::uint64_t seed) {
    EvaluationState blank;
    blank.past = state.past;
    const auto count = static_cast<std::size_t>(run.deterministic ? 1 : samples);
    return go_on(run, std::vector<EvaluationState>(count, blank), times, seed);
  };
  // One z no longer decides, and what the run can do at once is one step.
  far.draw_z = nullptr;
  far.sample_with = nullptr;
  far.sample_each = nullptr;
  for (auto& load : far.snapshots) {
    load = [load, times] { return fed_back(load(), times); };
  }
  return far;
}

std::vector<int> draw_actions(const EvaluationState& state, int count, std::uint64_t seed) {
  std::array<double, kActionCount> probabilities{};
  for (const auto& legal : state.legal) {
    for (std::size_t a = 0; a < probabilities.size(); ++a) probabilities[a] += legal.by_action[a];
  }
  if (std::accumulate(probabilities.begin(), probabilities.end(), 0.0) <= 0) {
    throw Error("actions for a run that was trained with --actions", "none",
                "what it is to predict", "take a level, or a recording of a game");
  }
  Random random(seed, 0xac70);
  std::vector<int> actions;
  for (int i = 0; i < count; ++i) actions.push_back(static_cast<int>(draw(probabilities, random)));
  return actions;
}

std::vector<Frame> one_for_each(const Contender& contender,
                                const std::vector<EvaluationState>& states,
                                const std::vector<std::uint64_t>& seeds) {
  if (contender.sample_each) return contender.sample_each(states, seeds);
  std::vector<Frame> frames;
  for (std::size_t i = 0; i < states.size(); ++i) {
    frames.push_back(contender.sample(states[i], 1, seeds[i]).front());
  }
  return frames;
}

int most_past_frames(const std::vector<Contender>& runs) {
  int most = runs.empty() ? 4 : 1;
  for (const auto& run : runs) most = std::max(most, run.past_frames);
  return most;
}

Contender copy_last() {
  return untrained("copy_last", true, [](const EvaluationState& state, int, std::uint64_t) {
    return std::vector<Frame>{state.past.back()};
  });
}

Contender exact_mean() {
  return untrained("exact_mean", true, mean_of);
}
Contender exact_sampler() {
  return untrained("exact_sampler", false, draws_of);
}

std::string learnt_policy(const Contender& run) {
  const std::string policy = fact(run.facts, "policy");
  return policy == "person" || policy == "several" ? "" : policy;
}

Policy policy_to_play(const Contender& run, const Level& level) {
  const std::string learnt = learnt_policy(run);
  return parse_policy(learnt.empty() ? "uniform" : learnt, level);
}

std::string last_part(const std::string& folder) {
  const auto path = std::filesystem::path(folder).lexically_normal();
  return path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
}

void name_by_path(std::vector<Contender>& contenders) {
  for (auto& one : contenders) {
    const auto same = std::count_if(
        contenders.begin(), contenders.end(),
        [&](const Contender& other) { return last_part(other.folder) == last_part(one.folder); });
    one.name = same > 1 ? one.folder : last_part(one.folder);
  }
}

}  // namespace crossroads
