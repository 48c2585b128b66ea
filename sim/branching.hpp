// What makes this testbed different: the exact distribution of the next recorded frame.
// Every random decision inside the recorded interval is branched, equal frames are merged.
#pragma once

#include <array>
#include <vector>

#include "recordings/frame.hpp"
#include "sim/level.hpp"
#include "sim/policy.hpp"
#include "sim/state.hpp"

namespace crossroads {

struct Branch {
  Frame frame;           // what the recording would hold
  Frame without_actors;  // the same moment with no player and no ghost drawn
  double probability = 0;
  State state;  // one state that shows this frame
  // The probability of this frame together with each action that the recorder would store for these
  // ticks (their last one that isn't none); sums to `probability`.
  std::array<double, std::tuple_size_v<Weights>> by_action{};  // by Action
};

// The legal next frames after `ticks` more ticks, most probable first (ties: by frame bytes).
// The random streams of `state` are not read: the result depends on what is drawn afterwards.
// Error: more ways than anybody wants to wait for (20,000 at once).
[[nodiscard]] std::vector<Branch> branches(const Level& level, const Policy& policy,
                                           const State& state, int ticks);

// The same where a person decides, who asks for any action, or none, at the first of these ticks
// and for nothing at the others. How probable each one is nobody knows: all count alike.
[[nodiscard]] std::vector<Branch> branches_of_a_person(const Level& level, const State& state,
                                                       int ticks);

}  // namespace crossroads
