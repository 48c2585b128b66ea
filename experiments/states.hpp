// The questions that a run is asked: K past frames and every legal next frame with its probability.
// The next frame is the one `ahead` recorded frames after the present one.
// They come from games that no recording holds, or, for a recording without rules behind it, from
// the recording itself: then the one real next frame is all that is known.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "experiments/actors.hpp"
#include "recordings/frame.hpp"
#include "recordings/frame_source.hpp"
#include "sim/branching.hpp"
#include "sim/level.hpp"
#include "sim/policy.hpp"

namespace crossroads {

struct LegalFrame {
  Frame frame;
  Frame without_actors;  // empty where there is no simulator to ask
  double probability = 0;
  std::string label;  // where the player goes (looks, in the end): "up", ...; else "A", "B", ...
  // Its probability together with each recorded action of the interval; zeros where unknown.
  std::array<double, kActionCount> by_action{};
};

// The branches of a state as the legal next frames of a question, in the same order, with labels.
[[nodiscard]] std::vector<LegalFrame> legal_frames(std::vector<Branch> from);

struct EvaluationState {
  std::vector<Frame> past;        // K, oldest first; the last one is the present
  std::vector<LegalFrame> legal;  // most probable first; probabilities sum to 1
  std::uint64_t game_seed = 0;
  int step = 0;      // recorded frames since the game's start
  int junction = 0;  // the player's tile (row * cols + col + level * kMostTiles); of a recording:
                     // the episode
  std::vector<ActorRegion> actors;  // those that can be judged on their own
  int level = 0;                    // which of the levels that were asked about
};

// Two frames are told apart when they differ by at least a quarter of one sprite at full contrast:
// a tile's area in yellow on black (two channels of 255), a quarter of 64 px * 2 * 255^2.
inline constexpr double kLeastSquaredDistance = kTilePx * kTilePx * 2 * 255.0 * 255.0 / 4;

[[nodiscard]] bool told_apart(const std::vector<LegalFrame>& legal);

struct StateSet {
  std::vector<EvaluationState>
      main;  // at least 2 legal frames, all told apart; of a recording: all
  std::vector<EvaluationState> forced;  // one legal frame, which differs from the last frame
  std::map<std::string, int> excluded;  // reason -> states left out
  int games = 0;
  int distinct_pasts = 0;        // among the main states
  bool one_real_future = false;  // no simulator was asked: the recording is all there is
};

// Ticks a recorded frame: what was asked for, or the level's own where that is 0.
[[nodiscard]] inline int frame_skip_of(const Level& level, int asked_for) {
  return asked_for > 0 ? asked_for : level.ticks_per_frame;
}

// The first `request.states` ambiguous states in seed order, and the first forced ones of
// the same games. Game i is played on level i, and from the first again behind the last; of several
// levels each game gives the same share of the states, spread over the whole game. States from
// which the game may be over before the last interval begins are left out: no recording holds the
// frame that would follow. Error: the level has too few states, its games are shorter than K
// frames, or more than 256 frames are legal.
struct StateRequest {
  std::uint64_t seed = 1;
  int frame_skip = 1;   // ticks a recorded frame
  int past_frames = 4;  // K
  int states = 200;
  int forced = 100;
  int ahead = 1;  // recorded frames from the present one to the predicted one
};
[[nodiscard]] StateSet collect_states(const std::vector<Level>& levels, const Policy& policy,
                                      const StateRequest& request);
[[nodiscard]] StateSet collect_states(const Level& level, const Policy& policy,
                                      const StateRequest& request);

// `states` places of a recording, evenly spread over those where something moves; one legal frame.
[[nodiscard]] StateSet states_of_recording(const FrameSource& source, int past_frames, int states,
                                           int ahead = 1);

[[nodiscard]] std::uint64_t hash_past(const std::vector<Frame>& past, int past_frames);

// The hashes of every K frames in a row.
[[nodiscard]] std::set<std::uint64_t> past_hashes(const FrameSource& source, int past_frames);

}  // namespace crossroads
