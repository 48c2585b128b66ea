// What else could have come: for each frame of a recorded game another draw of it from the same
// past, by branching. With the recording they are pairs of real futures of one past, as a GAN on
// packed pairs needs them (PacGAN, Lin et al. 2018); no recording alone has them.
#pragma once

#include "recordings/episode.hpp"
#include "recordings/input_log.hpp"
#include "sim/level.hpp"
#include "sim/policy.hpp"

namespace crossroads {

// As many rows as the recorded game. Row t+1: a frame drawn from those that could follow frame t of
// the recorded game, independent of the one that did, with its action and reward; row 0 is frame 0.
// Among the infos `legal_frames`: how many frames could have come in this row.
// Error: the log's game ends in another state than it says.
[[nodiscard]] Episode redraw_game(const Level& level, const Policy& policy, int frame_skip,
                                  const InputLog::Game& game);

}  // namespace crossroads
