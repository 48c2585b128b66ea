// Rollouts to look at: a strip of every eighth part and a film, each beside the real game. Borders
// tell what the rules say: legal, not legal since an earlier frame, or no longer counted.
#pragma once

#include <string>

#include "experiments/rollout.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

// The first start: the real game in the top row, each run below, trained ones first.
[[nodiscard]] Frame rollout_strip(const RolloutStudy& study);

// A GIF as fast as the game: the real game and the trained runs side by side (all runs where none
// was trained), the first kShownRollouts starts one after another. Colours are rounded to what a
// GIF can hold.
[[nodiscard]] std::string rollout_film(const RolloutStudy& study);

}  // namespace crossroads
