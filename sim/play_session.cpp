#include "sim/play_session.hpp"

#include <utility>

#include "sim/moves.hpp"
#include "sim/rules.hpp"

namespace crossroads {
namespace {

constexpr int kFlushTicks = 60;         // about a second
constexpr int kEndedTicks = 90;         // how long a finished board is shown
constexpr std::size_t kMostWishes = 8;  // after a hitch; more is nobody's wish any longer

}  // namespace

PlaySession::PlaySession(const Level& level, int frame_skip, std::uint64_t seed,
                         const std::optional<std::filesystem::path>& recording,
                         const std::optional<Policy>& policy)
    : level_(level), frame_skip_(frame_skip), seed_(seed), policy_(policy) {
  if (recording) {
    const std::string who = policy ? policy_text(*policy) : "person";
    const RecordingInfo info = describe(level, "play", who, frame_skip, seed);
    writer_.emplace(*recording, info);
    log_.emplace(writer_->folder() / "inputs.log", log_header(info));
  }
  begin_game();
}

PlaySession::~PlaySession() = default;

void PlaySession::press(Direction way) {
  if (phase_ == Phase::ended || wishes_.size() >= kMostWishes) return;
  if (phase_ == Phase::ready) start();
  if (!policy_) wishes_.push_back(to_action(way));
}

void PlaySession::toggle_pause() {
  if (phase_ == Phase::running) {
    phase_ = Phase::paused;
  } else if (phase_ == Phase::paused) {
    phase_ = Phase::running;
    wishes_.clear();
  }
}

void PlaySession::step() {
  if (phase_ == Phase::ready) {
    start();
    phase_ = Phase::paused;
  }
  if (phase_ == Phase::paused) {
    play_tick();
  } else {
    toggle_pause();
  }
}

void PlaySession::restart() {
  if (open()) end_game();
  begin_game();
}

void PlaySession::hand_over(const std::optional<Policy>& policy) {
  policy_ = policy;
  wishes_.clear();
  if (policy_ && phase_ == Phase::ready) start();
}

void PlaySession::tick() {
  if (phase_ == Phase::ended && ++ticks_of_ended_ >= kEndedTicks) begin_game();
  if (phase_ == Phase::running) play_tick();
}

void PlaySession::finish() {
  if (open()) end_game();
  phase_ = Phase::ended;
  if (log_) log_->flush();
  if (writer_) writer_->close();
}

bool PlaySession::save() {
  if (phase_ == Phase::ended) return false;
  saved_ = {state(), game_seed_, actions_};
  return true;
}

bool PlaySession::load() {
  if (!saved_) return false;
  if (open()) end_game();
  await(*saved_);
  return true;
}

std::filesystem::path PlaySession::folder() const {
  return writer_ ? writer_->folder() : std::filesystem::path();
}

int PlaySession::frames() const {
  return frames_of_ended_ + (open() ? frames_of_game() : 0);
}

// As the recorder counts: whole intervals, and the one that ends the game.
int PlaySession::frames_of_game() const {
  const int ticks = static_cast<int>(actions_.size());
  return ticks / frame_skip_ + (state().over && ticks % frame_skip_ != 0 ? 1 : 0);
}

void PlaySession::begin_game() {
  const std::uint64_t seed = game_seed(seed_, begun_++, Purpose::play);
  await({start_game(level_, seed), seed, {}});
  if (policy_) start();
}

void PlaySession::await(Saved place) {
  recorder_.reset();
  state_ = place.state;
  game_seed_ = place.seed;
  actions_ = std::move(place.actions);
  phase_ = Phase::ready;
  wishes_.clear();
  ticks_of_ended_ = 0;
}

void PlaySession::start() {
  phase_ = Phase::running;
  if (!writer_) return;
  log_->begin_game(game_seed_);
  const std::size_t most_frames = most_frames_an_episode(level_.height_px(), level_.width_px());
  recorder_.emplace(level_, frame_skip_, game_seed_, static_cast<int>(most_frames));
  for (const Action action : actions_) {
    log_->tick(static_cast<std::uint8_t>(action));
    recorder_->tick(action);
  }
}

Action PlaySession::advance_game() {
  if (policy_) {
    return recorder_ ? recorder_->tick(*policy_) : crossroads::tick(level_, state_, *policy_);
  }
  Action wish = Action::none;
  if (!wishes_.empty()) {
    wish = wishes_.front();
    wishes_.pop_front();
  }
  if (recorder_) {
    recorder_->tick(wish);
  } else {
    crossroads::tick(level_, state_, wish);
  }
  return wish;
}

void PlaySession::play_tick() {
  actions_.push_back(advance_game());
  ++ticks_played_;
  if (recorder_) {
    log_->tick(static_cast<std::uint8_t>(actions_.back()));
    if (ticks_played_ % kFlushTicks == 0) log_->flush();
  }
  if (!state().over && !(recorder_ && recorder_->ended())) return;
  end_game();
  phase_ = Phase::ended;
}

// A game of less than one recorded frame has no step, so it makes no episode.
void PlaySession::end_game() {
  frames_of_ended_ += frames_of_game();
  ++games_;
  if (!recorder_) return;
  log_->end_game(hash_state(recorder_->state()));
  if (recorder_->frames() > 0) writer_->append(recorder_->take_episode());
}

}  // namespace crossroads
