// Rollouts: predictions fed back, frame after frame, with the rules running beside them.
// A frame is legal if it lies within the valid radius of a next frame that can be reached from the
// state decoded before it; the state of the nearest such frame is what is decoded next. The
// predicted pixels are fed back, never the legal frame. After its first illegal frame a rollout is
// illegal for ever. One whose game is over (the last dot eaten) leaves the count: no rule says what
// comes then. A run that takes actions is given one of the policy's at the decoded state; legal is
// then only where that action leads.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiments/contender.hpp"
#include "sim/level.hpp"
#include "sim/policy.hpp"
#include "sim/state.hpp"

namespace crossroads {

struct RolloutSetup {
  std::string level, level_hash, policy, command;
  std::uint64_t seed = 1;
  int frame_skip = 1;   // ticks a recorded frame
  int past_frames = 4;  // K
  int starts = 50;
  int frames = 64;
};

inline constexpr int kShownRollouts = 3;  // of the first starts all frames are kept

// The first K frames of a game that no recording holds, where it then stood, and how it went on:
// up to setup.frames frames, fewer where it was over before.
struct RolloutStart {
  std::vector<Frame> past;
  State state;
  std::vector<Frame> real;
};
// One start a game, in seed order. Error: the level's games are over within K frames.
[[nodiscard]] std::vector<RolloutStart> collect_starts(const Level& level, const Policy& policy,
                                                       const RolloutSetup& setup);

struct Rollout {
  enum class End { lasted, failed, game_over };
  int legal_frames = 0;  // before the first illegal one, the end of the game, or of the rollout
  End end = End::lasted;
};

// A predicted frame as the rules see it.
struct Decoded {
  std::size_t nearest = 0;  // of the legal frames
  bool legal = false;       // within its valid radius, and where the action, if given, leads
};
// `present`: the legal frame that was decoded before.
[[nodiscard]] Decoded decode(const Frame& predicted, const std::vector<LegalFrame>& legal,
                             const Frame& present, std::optional<int> action);
// Counts it, unless the rollout has ended. `over`: with the decoded frame the game is.
void judge(Rollout& rollout, bool legal, bool over);

struct Rolled {
  std::vector<Rollout> rollouts;           // one a start
  std::vector<std::vector<Frame>> frames;  // of the first kShownRollouts starts, all of them
};
// `report` is called after every step.
[[nodiscard]] Rolled roll_out(const Level& level, const Policy& policy, const RolloutSetup& setup,
                              const Contender& contender, const std::vector<RolloutStart>& starts,
                              const std::function<void()>& report);

// After so many frames: the share of rollouts that are legal so far. It is the product of each
// step's legal frames over those still counted there (Kaplan and Meier 1958); where no game was
// over that is the plain share. NaN once nobody is counted, 0 for ever once all have failed.
struct LegalShare {
  double share = 0, low = 0, high = 0;  // low to high: 95 %, by bootstrap over runs, then starts
  int counted = 0;
};
// [step - 1]; one run's rollouts, or those of several runs of one arm, all from the same starts.
[[nodiscard]] std::vector<LegalShare> legal_curve(const std::vector<std::vector<Rollout>>& runs,
                                                  int frames, std::uint64_t seed);

// The most frames that at least half of the rollouts reach legally; "or more" where the curve ends
// before it falls below a half.
struct MedianFrames {
  int frames = 0;
  bool or_more = false;
};
[[nodiscard]] MedianFrames median_legal_frames(const std::vector<LegalShare>& curve);

struct RolloutRun {
  std::string name, arm, folder;
  Facts facts;
  bool deterministic = false;
  Rolled rolled;
  std::vector<LegalShare> curve;
};

// Runs that differ by seed alone, together.
struct RolloutArm {
  std::string arm;
  std::string label;  // the arm, and what tells it from others of this arm
  bool deterministic = false;
  std::vector<std::string> runs;
  std::vector<LegalShare> curve;
};

struct RolloutStudy {
  RolloutSetup setup;
  std::vector<RolloutStart> starts;
  std::vector<RolloutRun> runs;
  std::vector<RolloutArm> arms;
};

[[nodiscard]] RolloutStudy study_rollouts(const Level& level, const Policy& policy,
                                          const RolloutSetup& setup,
                                          const std::vector<Contender>& contenders,
                                          const std::function<void()>& report);

// rollout.json, as text.
[[nodiscard]] std::string rollout_json(const RolloutStudy& study);

}  // namespace crossroads
