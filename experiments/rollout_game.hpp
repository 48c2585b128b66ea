// One game as it went on from a start: the real one, or what a run made of it; with what the rules
// say of each frame. What films, strips and players show. Points into a study that outlives it.
#pragma once

#include <string>
#include <vector>

#include "experiments/rollout.hpp"

namespace crossroads {

struct RolloutGame {
  enum class Mark { real, legal, illegal, over };  // over: no longer counted

  std::string title;
  const RolloutStart* start = nullptr;
  const std::vector<Frame>* frames = nullptr;
  const Rollout* rollout = nullptr;  // null: the real game

  // After `step` frames; at 0 the start itself, after its end the last one that there is.
  [[nodiscard]] const Frame& frame(int step) const;
  [[nodiscard]] Mark mark(int step) const;
  [[nodiscard]] std::string caption(int step) const;

 private:
  [[nodiscard]] int last_frame() const;  // of the game: what comes behind it is not counted
  [[nodiscard]] bool failed_by(int step) const;
  [[nodiscard]] bool over_by(int step) const;
};

[[nodiscard]] RolloutGame real_game(const RolloutStudy& study, std::size_t start);

// What the runs made of it that were trained, or those that were not.
[[nodiscard]] std::vector<RolloutGame> run_games(const RolloutStudy& study, std::size_t start,
                                                 bool trained);

// The real game and the trained runs; all runs where none was trained.
[[nodiscard]] std::vector<RolloutGame> film_games(const RolloutStudy& study, std::size_t start);

// How long a recorded frame lasts in the game.
[[nodiscard]] double frame_milliseconds(int frame_skip);

// How many starts have all their frames.
[[nodiscard]] std::size_t shown_starts(const RolloutStudy& study);

}  // namespace crossroads
