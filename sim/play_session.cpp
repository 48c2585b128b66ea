#include "sim/play_session.hpp"

#include "sim/moves.hpp"

namespace crossroads {
namespace {

constexpr int kFlushTicks = 60;    // about a second
constexpr int kEndedTicks = 90;    // how long a finished board is shown
constexpr int kMostFrames = 1024;  // of one game: bounds the memory, far more than a board takes

}  // namespace

PlaySession::PlaySession(const Level& level, int frame_skip, std::uint64_t seed,
                         const std::optional<std::filesystem::path>& recording)
    : level_(level), frame_skip_(frame_skip), seed_(seed) {
  if (recording) {
    const RecordingInfo info = describe(level, "play", "person", frame_skip, seed);
    writer_.emplace(*recording, info);
    log_.emplace(writer_->folder() / "inputs.log", log_header(info));
  }
  begin_game();
}

PlaySession::~PlaySession() = default;

void PlaySession::press(Direction way) {
  if (phase_ == Phase::ready) {
    phase_ = Phase::running;
    if (log_) log_->begin_game(game_seed(seed_, begun_ - 1, Purpose::play));
  }
  if (phase_ == Phase::running) wish_ = to_action(way);
}

void PlaySession::toggle_pause() {
  if (phase_ == Phase::running) {
    phase_ = Phase::paused;
  } else if (phase_ == Phase::paused) {
    phase_ = Phase::running;
  }
}

void PlaySession::restart() {
  if (phase_ == Phase::running || phase_ == Phase::paused) end_game();
  begin_game();
}

void PlaySession::tick() {
  if (phase_ == Phase::ended && ++ticks_of_ended_ >= kEndedTicks) begin_game();
  if (phase_ != Phase::running) return;
  game_->tick(wish_);
  if (log_) {
    log_->tick(static_cast<std::uint8_t>(wish_));
    if (++ticks_logged_ % kFlushTicks == 0) log_->flush();
  }
  wish_ = Action::none;
  if (!game_->ended()) return;
  end_game();
  phase_ = Phase::ended;
}

void PlaySession::finish() {
  if (phase_ == Phase::running || phase_ == Phase::paused) end_game();
  phase_ = Phase::ended;
  if (log_) log_->flush();
  if (writer_) writer_->close();
}

std::filesystem::path PlaySession::folder() const {
  return writer_ ? writer_->folder() : std::filesystem::path();
}

int PlaySession::frames() const {
  const bool open = phase_ == Phase::running || phase_ == Phase::paused;
  return frames_of_ended_ + (open ? game_->frames() : 0);
}

void PlaySession::begin_game() {
  game_.emplace(level_, frame_skip_, game_seed(seed_, begun_++, Purpose::play), kMostFrames);
  phase_ = Phase::ready;
  wish_ = Action::none;
  ticks_of_ended_ = 0;
}

// A game of less than one recorded frame has no step, so it makes no episode.
void PlaySession::end_game() {
  frames_of_ended_ += game_->frames();
  ++games_;
  if (log_) log_->end_game(hash_state(game_->state()));
  if (writer_ && game_->frames() > 0) writer_->append(game_->take_episode());
}

}  // namespace crossroads
