#include "experiments/contender.hpp"

#include "experiments/frame_math.hpp"
#include "sim/random.hpp"

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

const Frame& draw(const EvaluationState& state, Random& random) {
  double left = random.next() / 4294967296.0;
  for (const auto& legal : state.legal) {
    left -= legal.probability;
    if (left < 0) return legal.frame;
  }
  return state.legal.back().frame;
}

std::vector<Frame> draws_of(const EvaluationState& state, int samples, std::uint64_t seed) {
  Random random(seed, 0xd2a3);
  std::vector<Frame> frames;
  for (int i = 0; i < samples; ++i) frames.push_back(draw(state, random));
  return frames;
}

Contender untrained(const std::string& name, bool deterministic, SampleFn sample) {
  return {name, name, "", {}, 1, deterministic, std::move(sample), {}, {}, false, {}};
}

}  // namespace

std::string fact(const Contender& run, const std::string& key) {
  const auto found = run.facts.find(key);
  return found == run.facts.end() ? "" : found->second;
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

}  // namespace crossroads
