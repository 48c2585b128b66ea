#include "experiments/rollout_game.hpp"

#include <algorithm>

namespace crossroads {
namespace {

constexpr double kTickMilliseconds = 1000 / 60.606;

}  // namespace

const Frame& RolloutGame::frame(int step) const {
  if (step == 0 || frames->empty()) return start->past.back();
  return (*frames)[std::min<std::size_t>(frames->size(), static_cast<std::size_t>(step)) - 1];
}

int RolloutGame::last_frame() const {
  return rollout ? rollout->legal_frames : static_cast<int>(frames->size());
}

bool RolloutGame::failed_by(int step) const {
  return rollout && rollout->end == Rollout::End::failed && step > rollout->legal_frames;
}

bool RolloutGame::over_by(int step) const {
  return step > last_frame() && (!rollout || rollout->end == Rollout::End::game_over);
}

RolloutGame::Mark RolloutGame::mark(int step) const {
  if (over_by(step)) return Mark::over;
  if (!rollout || step == 0) return Mark::real;
  return failed_by(step) ? Mark::illegal : Mark::legal;
}

std::string RolloutGame::caption(int step) const {
  if (over_by(step)) return "over at " + std::to_string(last_frame());
  if (step == 0) return "start";
  if (!rollout) return "frame " + std::to_string(step);
  if (failed_by(step)) return "wrong at " + std::to_string(rollout->legal_frames + 1);
  return std::to_string(step) + " legal";
}

RolloutGame real_game(const RolloutStudy& study, std::size_t start) {
  return {"Real game", &study.starts[start], &study.starts[start].real, nullptr};
}

std::vector<RolloutGame> run_games(const RolloutStudy& study, std::size_t start, bool trained) {
  std::vector<RolloutGame> games;
  for (const auto& run : study.runs) {
    if (run.folder.empty() == trained) continue;
    games.push_back(
        {run.name, &study.starts[start], &run.rolled.frames[start], &run.rolled.rollouts[start]});
  }
  return games;
}

std::vector<RolloutGame> film_games(const RolloutStudy& study, std::size_t start) {
  std::vector<RolloutGame> games = run_games(study, start, true);
  if (games.empty()) games = run_games(study, start, false);
  games.insert(games.begin(), real_game(study, start));
  return games;
}

double frame_milliseconds(int frame_skip) {
  return frame_skip * kTickMilliseconds;
}

std::size_t shown_starts(const RolloutStudy& study) {
  return study.runs.front().rolled.frames.size();
}

}  // namespace crossroads
