// What makes this testbed different: the exact distribution of the next recorded frame.
// Every random decision inside the recorded interval is branched, equal frames are merged.
#pragma once

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
};

// The legal next frames after `ticks` more ticks, most probable first (ties: by frame bytes).
// The random streams of `state` are not read: the result depends on what is drawn afterwards.
[[nodiscard]] std::vector<Branch> branches(const Level& level, const Policy& policy,
                                           const State& state, int ticks);

}  // namespace crossroads
