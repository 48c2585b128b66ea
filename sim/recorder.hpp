// Plays games into episodes: the one way in which record, replay and play turn ticks into frames.
// Frame 0 is the reset frame; then one frame for every frame_skip ticks. An interval that isn't
// complete when the game is cut off gives no frame; one that ends the game does.
#pragma once

#include <cstdint>
#include <vector>

#include "recordings/episode.hpp"
#include "recordings/input_log.hpp"
#include "sim/level.hpp"
#include "sim/level_set.hpp"
#include "sim/policy.hpp"
#include "sim/state.hpp"

namespace crossroads {

// What a game is for. Seeds of different purposes are never equal: the purpose is their lowest
// bits.
enum class Purpose : std::uint8_t { record = 0, compare = 1, play = 2, test = 3 };

// The seed of the index-th game of a run with this seed: SplitMix64 (Steele et al. 2014) over seed
// and index, 63 bits, the lowest two replaced by the purpose.
[[nodiscard]] std::uint64_t game_seed(std::uint64_t seed, std::uint64_t index, Purpose purpose);

class GameRecorder {
 public:
  // most_frames: recorded steps after which the game is cut off (at least 1). `level` must live on.
  GameRecorder(const Level& level, int frame_skip, std::uint64_t seed, int most_frames);

  Action tick(const Policy& policy);
  void tick(Action player);

  [[nodiscard]] bool ended() const;  // won, or cut off; ticks then do nothing
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] int frames() const { return static_cast<int>(episode_.actions.size()); }

  // The game so far. Its last step is marked as truncated unless the game itself ended.
  [[nodiscard]] Episode take_episode();

 private:
  void after_tick(Action action);
  void add_row();
  void add_frame();
  void add_ghosts();

  const Level& level_;
  int frame_skip_, most_frames_;
  State state_;
  Episode episode_;
  std::vector<std::uint8_t> pixels_;  // of the last frame
  int ticks_in_frame_ = 0;
  std::int64_t last_action_ = 0;
  std::int32_t score_before_ = 0;
};

// A whole game, its ticks noted in the log. At least one step is recorded.
[[nodiscard]] Episode record_game(const Level& level, const Policy& policy, int frame_skip,
                                  std::uint64_t seed, int most_frames, InputLogWriter& log);

// What a recording of these levels, or of this one, holds. source: "simulator", "play", "replay".
[[nodiscard]] RecordingInfo describe(const LevelSet& set, const std::string& source,
                                     const std::string& policy, int frame_skip, std::uint64_t seed);
[[nodiscard]] RecordingInfo describe(const Level& level, const std::string& source,
                                     const std::string& policy, int frame_skip, std::uint64_t seed);

// The input log's header to the same recording.
[[nodiscard]] InputLog log_header(const RecordingInfo& info);

}  // namespace crossroads
