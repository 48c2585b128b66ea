#include "sim/recorder.hpp"

#include <string>
#include <utility>

#include "sim/arcade_ghosts.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"

namespace crossroads {
namespace {

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

}  // namespace

std::uint64_t game_seed(std::uint64_t seed, std::uint64_t index, Purpose purpose) {
  constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15ULL;
  const std::uint64_t mixed = mix(mix(seed + kGolden) + (index + 1) * kGolden);
  return ((mixed >> 1U) & ~std::uint64_t{3}) | static_cast<std::uint64_t>(purpose);
}

GameRecorder::GameRecorder(const Level& level, int frame_skip, std::uint64_t seed, int most_frames)
    : level_(level),
      frame_skip_(frame_skip),
      most_frames_(most_frames),
      state_(start_game(level, seed)) {
  episode_.seed = seed;
  add_row();
}

Action GameRecorder::tick(const Policy& policy) {
  if (ended()) return Action::none;
  const Action action = crossroads::tick(level_, state_, policy);
  after_tick(action);
  return action;
}

void GameRecorder::tick(Action player) {
  if (ended()) return;
  crossroads::tick(level_, state_, player);
  after_tick(player);
}

bool GameRecorder::ended() const {
  return state_.over || frames() >= most_frames_;
}

void GameRecorder::after_tick(Action action) {
  if (action != Action::none) last_action_ = static_cast<std::int64_t>(action);
  if (++ticks_in_frame_ < frame_skip_ && !state_.over) return;
  episode_.actions.push_back(last_action_);
  episode_.rewards.push_back(state_.score - score_before_);
  episode_.terminations.push_back(state_.over ? 1 : 0);
  episode_.truncations.push_back(0);
  add_row();
  ticks_in_frame_ = 0;
  last_action_ = 0;
  score_before_ = state_.score;
}

// From the frame before, from which it hardly differs.
void GameRecorder::add_frame() {
  std::vector<std::uint8_t> pixels(level_.walls_picture.size());
  render(level_, state_, pixels);
  auto& frames = episode_.frames;
  if (frames.empty()) {
    frames.push_back(to_frame(pixels, level_.height_px(), level_.width_px()));
  } else {
    frames.push_back(Frame(frames.back()));
    update_frame(frames.back(), pixels_, pixels);
  }
  pixels_.swap(pixels);
}

// The state hash is split into two halves, which a double holds exactly.
void GameRecorder::add_row() {
  add_frame();
  const std::uint64_t hash = hash_state(state_);
  auto& infos = episode_.infos;
  infos["score"].push_back(state_.score);
  infos["ticks"].push_back(state_.ticks);
  if (state_.arcade.level > 0) {
    infos["lives"].push_back(state_.arcade.lives);
    infos["level"].push_back(state_.arcade.level);
  }
  infos["player_x"].push_back(state_.player.x_16th_px / 16.0);
  infos["player_y"].push_back(state_.player.y_16th_px / 16.0);
  add_ghosts();
  infos["state_hash_high"].push_back(static_cast<double>(hash >> 32U));
  infos["state_hash_low"].push_back(static_cast<double>(hash & 0xffffffffU));
}

void GameRecorder::add_ghosts() {
  for (std::size_t ghost = 0; ghost < static_cast<std::size_t>(state_.ghost_count); ++ghost) {
    const std::string name = "ghost_" + std::to_string(ghost);
    episode_.infos[name + "_x"].push_back(state_.ghosts[ghost].x_16th_px / 16.0);
    episode_.infos[name + "_y"].push_back(state_.ghosts[ghost].y_16th_px / 16.0);
    if (state_.arcade.level == 0) continue;
    episode_.infos[name + "_mode"].push_back(ghost_mode_code(state_, ghost));
  }
}

Episode GameRecorder::take_episode() {
  if (!episode_.truncations.empty() && episode_.terminations.back() == 0) {
    episode_.truncations.back() = 1;
  }
  return std::move(episode_);
}

Episode record_game(const Level& level, const Policy& policy, int frame_skip, std::uint64_t seed,
                    int most_frames, InputLogWriter& log) {
  GameRecorder game(level, frame_skip, seed, most_frames);
  log.begin_game(seed);
  while (!game.ended()) log.tick(static_cast<std::uint8_t>(game.tick(policy)));
  log.end_game(hash_state(game.state()));
  return game.take_episode();
}

RecordingInfo describe(const Level& level, const std::string& source, const std::string& policy,
                       int frame_skip, std::uint64_t seed) {
  RecordingInfo info;
  info.source = source;
  info.level_name = level.name;
  info.level_text = level.text;
  info.level_hash = level.hash;
  info.policy = policy;
  info.frame_skip = frame_skip;
  info.seed = seed;
  for (std::size_t i = 0; i < kColourCount; ++i) {
    const Rgb colour = palette()[i];
    info.palette.insert(info.palette.end(), {colour.r, colour.g, colour.b});
  }
  info.action_codes = "0 none, 1 up, 2 left, 3 down, 4 right";
  if (level.arcade.used) info.ghost_mode_codes = kGhostModeCodes;
  info.height_px = level.height_px();
  info.width_px = level.width_px();
  return info;
}

RecordingInfo describe(const LevelSet& set, const std::string& source, const std::string& policy,
                       int frame_skip, std::uint64_t seed) {
  RecordingInfo info = describe(set.levels.front(), source, policy, frame_skip, seed);
  info.level_name = set.name;
  info.level_text = set.text;
  info.level_hash = set.hash;
  return info;
}

InputLog log_header(const RecordingInfo& info) {
  InputLog log;
  log.level_name = info.level_name;
  log.level_text = info.level_text;
  log.seed = info.seed;
  log.frame_skip = info.frame_skip;
  log.policy = info.policy;
  return log;
}

}  // namespace crossroads
