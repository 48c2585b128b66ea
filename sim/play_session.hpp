// A person's games, or a policy's to watch, tick by tick, and their recording. No window and no
// clock: a test can play. Each game becomes an episode when it is over, restarted or left, or
// another place is loaded; the keys of the open one are in inputs.log, flushed every second of
// play.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <vector>

#include "recordings/input_log.hpp"
#include "recordings/recording.hpp"
#include "sim/level.hpp"
#include "sim/policy.hpp"
#include "sim/recorder.hpp"

namespace crossroads {

class PlaySession {
 public:
  enum class Phase { ready, running, paused, ended };

  // Nothing is recorded without a folder. With a policy nobody needs to press anything: it plays,
  // and the arrows only start what waits for a key. `level` must live on.
  PlaySession(const Level& level, int frame_skip, std::uint64_t seed,
              const std::optional<std::filesystem::path>& recording,
              const std::optional<Policy>& policy = std::nullopt);
  ~PlaySession();  // loses the open episode; finish() keeps it

  // A wish for the next tick; pressed faster, they take one tick each. The first one starts the
  // game. While paused they count for step() alone.
  void press(Direction way);
  void toggle_pause();
  void step();  // one tick while paused; a running game is paused first
  void restart();
  // From the next tick on this policy plays, or a person. For games that aren't recorded: what a
  // recording says of its policy holds for all of it.
  void hand_over(const std::optional<Policy>& policy);
  void tick();
  void finish();  // keeps what was played of the open game and closes the recording

  // Keeps this moment, in memory. False where the game is over: nothing to go on with.
  bool save();
  // Back to the kept moment, waiting for a key; false where there is none. The open game ends there
  // as with restart(). The new episode begins as the saved game did and holds its ticks again up to
  // the kept moment: so every game of the log is replayed from its seed, exactly.
  bool load();

  [[nodiscard]] Phase phase() const { return phase_; }
  [[nodiscard]] bool loaded() const { return phase_ == Phase::ready && !actions_.empty(); }
  [[nodiscard]] const State& state() const { return recorder_ ? recorder_->state() : state_; }
  [[nodiscard]] bool recording() const { return writer_.has_value(); }
  [[nodiscard]] std::filesystem::path folder() const;
  [[nodiscard]] int games() const { return games_; }  // that are over
  [[nodiscard]] int frames() const;  // steps of all episodes, those of the open game included
  [[nodiscard]] int ticks_played() const { return ticks_played_; }

 private:
  struct Saved {
    State state;
    std::uint64_t seed = 0;
    std::vector<Action> actions;
  };

  [[nodiscard]] bool open() const { return phase_ == Phase::running || phase_ == Phase::paused; }
  [[nodiscard]] int frames_of_game() const;
  void begin_game();
  void await(Saved place);
  void start();
  void play_tick();
  Action advance_game();
  void end_game();

  const Level& level_;
  int frame_skip_;
  std::uint64_t seed_;
  std::optional<Policy> policy_;
  std::optional<RecordingWriter> writer_;
  std::optional<InputLogWriter> log_;
  std::optional<GameRecorder> recorder_;  // of the open game, while recording
  Phase phase_ = Phase::ready;
  State state_;
  std::uint64_t game_seed_ = 0, begun_ = 0;
  std::vector<Action> actions_;  // of this game, one a tick
  std::deque<Action> wishes_;
  std::optional<Saved> saved_;
  int games_ = 0, frames_of_ended_ = 0, ticks_played_ = 0, ticks_of_ended_ = 0;
};

}  // namespace crossroads
