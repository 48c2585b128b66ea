// Plays many games side by side and writes a frame of each into one buffer of the caller, for
// whoever learns while it plays. A game that has ended begins anew in the next step.
//
// Game i depends on the seed and on i alone, never on how many games there are. Its frames, one
// behind the other, are those of a recording: first the reset frame, then a frame for every
// ticks_per_frame ticks; after the last one the next game's reset frame.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/level.hpp"
#include "sim/policy.hpp"
#include "sim/state.hpp"

namespace crossroads {

// `streamed` goes past the caches: quicker into a buffer larger than they are, slower to read soon.
enum class FrameStore : std::uint8_t { cached, streamed };

// The seed of the index-th episode of a game.
[[nodiscard]] std::uint64_t batch_game_seed(std::uint64_t seed, std::size_t game,
                                            std::uint64_t episode);

class BatchSimulator {
 public:
  // How the last step of a game went; a step that shows a reset frame has no reward.
  struct Outcome {
    std::int32_t reward = 0;  // points
    bool began = false;       // the frame is a reset frame
    bool terminated = false;  // the game itself ended
    bool truncated = false;   // cut off after level.frames_per_game steps
  };

  // `level` must live on. games >= 1.
  BatchSimulator(const Level& level, std::size_t games, std::uint64_t seed);

  // `frames`: [games(), height_px, width_px] palette pixels, all of them written. `actions`: one a
  // game, a wish that is kept until it is possible; a game that begins ignores it.
  void step(const Policy& policy, std::span<std::uint8_t> frames,
            FrameStore store = FrameStore::cached);
  void step(std::span<const Action> actions, std::span<std::uint8_t> frames,
            FrameStore store = FrameStore::cached);

  [[nodiscard]] std::size_t games() const { return games_.size(); }
  [[nodiscard]] std::size_t frame_bytes() const { return level_.walls_picture.size(); }
  [[nodiscard]] const Outcome& outcome(std::size_t game) const { return games_[game].outcome; }
  [[nodiscard]] const State& state(std::size_t game) const { return games_[game].state; }

 private:
  struct Game {
    State state;
    Outcome outcome;
    std::uint64_t next_episode = 0;
    int steps = 0;  // of this episode
  };

  template <class Tick>
  void step_all(const Tick& tick_game, std::span<std::uint8_t> frames, FrameStore store);
  void begin(Game& game, std::size_t index) const;
  void write(const Game& game, std::span<std::uint8_t> slot, FrameStore store);

  const Level& level_;
  std::uint64_t seed_;
  std::vector<Game> games_;
  std::vector<std::uint8_t> canvas_;  // a frame on its way past the caches
};

}  // namespace crossroads
