// A person's games, tick by tick, and their recording. No window and no clock: a test can play.
// Each game becomes an episode when it is won, cut off, restarted or left; the keys of the open one
// are in inputs.log, flushed every second of play.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "recordings/input_log.hpp"
#include "recordings/recording.hpp"
#include "sim/level.hpp"
#include "sim/recorder.hpp"

namespace crossroads {

class PlaySession {
 public:
  enum class Phase { ready, running, paused, ended };

  // Nothing is recorded without a folder. `level` must live on.
  PlaySession(const Level& level, int frame_skip, std::uint64_t seed,
              const std::optional<std::filesystem::path>& recording);
  ~PlaySession();  // loses the open episode; finish() keeps it

  void press(Direction way);  // the wish of the next tick; the first one starts the game
  void toggle_pause();
  void restart();
  void tick();
  void finish();  // keeps what was played of the open game and closes the recording

  [[nodiscard]] Phase phase() const { return phase_; }
  [[nodiscard]] const State& state() const { return game_->state(); }
  [[nodiscard]] bool recording() const { return writer_.has_value(); }
  [[nodiscard]] std::filesystem::path folder() const;
  [[nodiscard]] int games() const { return games_; }  // that are over
  [[nodiscard]] int frames() const;  // played steps, those of the open game included

 private:
  void begin_game();
  void end_game();

  const Level& level_;
  int frame_skip_;
  std::uint64_t seed_;
  std::optional<RecordingWriter> writer_;
  std::optional<InputLogWriter> log_;
  std::optional<GameRecorder> game_;
  Phase phase_ = Phase::ready;
  Action wish_ = Action::none;
  std::uint64_t begun_ = 0;
  int games_ = 0, frames_of_ended_ = 0, ticks_logged_ = 0, ticks_of_ended_ = 0;
};

}  // namespace crossroads
