// Anything that predicts a next frame and can be compared: a trained run, or one of the three that
// need no training. The comparison knows no more of it than this.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "experiments/states.hpp"

namespace crossroads {

using SampleFn =
    std::function<std::vector<Frame>(const EvaluationState&, int samples, std::uint64_t seed)>;

struct Contender {
  std::string name;  // of its column
  std::string arm;
  std::string folder;                        // of its run; empty where nothing was trained
  std::map<std::string, std::string> facts;  // "seed", "steps", "seconds", "parameters", ...
  int past_frames = 1;                       // K
  bool deterministic = false;                // gives one frame, however many are asked for
  SampleFn sample;
  // The frames of z = -1 and z = +1; empty unless z is one Bernoulli bit.
  std::function<std::vector<Frame>(const EvaluationState&)> both_bits;
};

[[nodiscard]] Contender copy_last();
[[nodiscard]] Contender exact_mean();  // the best that squared error can do
[[nodiscard]] Contender
exact_sampler();  // draws from the branches: the best that any sampler can do

}  // namespace crossroads
