// Anything that predicts a next frame and can be compared: a trained run, or one of the three that
// need no training. The comparison knows no more of it than this.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiments/states.hpp"
#include "predictor/facts.hpp"

namespace crossroads {

using SampleFn =
    std::function<std::vector<Frame>(const EvaluationState&, int samples, std::uint64_t seed)>;

using Z = std::vector<float>;

struct Contender {
  std::string name;  // of its column
  std::string arm;
  std::string folder;  // of its run; empty where nothing was trained
  Facts facts;
  int past_frames = 1;         // K
  bool deterministic = false;  // gives one frame, however many are asked for
  SampleFn sample;
  // Of a run in which z decides alone, else empty: the z's that `sample` uses, and the frames of
  // given ones.
  std::function<std::vector<Z>(int samples, std::uint64_t seed)> draw_z;
  std::function<std::vector<Frame>(const EvaluationState&, const std::vector<Z>&)> sample_with;
  bool one_bit = false;  // z is one number, -1 or +1
  // What it was while it was trained, in order; each is loaded when it is asked.
  std::vector<std::function<Contender()>> snapshots;
  int ahead = 1;  // recorded frames from the present one to the predicted one
  // It is given the action: then `sample` draws one of draw_actions() for each sample.
  bool takes_actions = false;
  // One sample of each of many states, all in one batch; empty: nothing is gained by a batch.
  std::function<std::vector<Frame>(const std::vector<EvaluationState>&,
                                   const std::vector<std::uint64_t>& seeds)>
      sample_each;
};

// A run that predicts the next frame, asked for the one `times` recorded frames ahead: it goes on
// from its own frames, with a fresh z (where it draws one) for each. Error: the run needs actions,
// or predicts further than the next frame.
[[nodiscard]] Contender fed_back(const Contender& run, int times);

// `count` actions, each as probable as it is at this state. Error: the state knows of none.
[[nodiscard]] std::vector<int> draw_actions(const EvaluationState& state, int count,
                                            std::uint64_t seed);

// One sample of each state, in its own seed: in one batch where the contender can.
[[nodiscard]] std::vector<Frame> one_for_each(const Contender& contender,
                                              const std::vector<EvaluationState>& states,
                                              const std::vector<std::uint64_t>& seeds);

// The K that is enough for all of these runs; 4 where there are none.
[[nodiscard]] int most_past_frames(const std::vector<Contender>& runs);

[[nodiscard]] Contender copy_last();
[[nodiscard]] Contender exact_mean();  // the best that squared error can do
[[nodiscard]] Contender
exact_sampler();  // draws from the branches: the best that any sampler can do

// The name of the policy that a run learnt from; empty where there is none to name: it learnt from
// a person, from several policies, or from no game.
[[nodiscard]] std::string learnt_policy(const Contender& run);
// That policy; uniform where there is none to name.
[[nodiscard]] Policy policy_to_play(const Contender& run, const Level& level);

// Of a path, with or without a slash behind it.
[[nodiscard]] std::string last_part(const std::string& folder);

// By the last part of what they were loaded from, or by the whole path where two would be called
// the same.
void name_by_path(std::vector<Contender>& contenders);

}  // namespace crossroads
