// Playing inside a network that is given actions: the keys go in, and its own frames come back as
// its past. Beside it the real game goes on with the same keys, and the rules judge each dreamt
// frame as they judge a rollout (rollout.hpp). No window, no clock, no LibTorch here.
//
// A key is a wish for the next place where the way is open, as in the game. Nobody stands still or
// turns back, as in what the network learnt from: without a wish both go straight on, and where
// that is no way, they draw one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "experiments/rollout.hpp"

namespace crossroads {

// A network that is given the action of the coming interval.
struct Dreamer {
  Contender run;                                // what is known of it
  std::function<Z(std::uint64_t seed)> draw_z;  // an empty one where it takes none
  std::function<Frame(const std::vector<Frame>& past, const Z& z, int action)> next;
};

class DreamSession {
 public:
  // Error: the level's games are over within K frames. `level` must live on.
  DreamSession(const Level& level, const Policy& policy, int frame_skip, std::uint64_t seed,
               Dreamer dreamer);

  void press(Direction way);
  void next_frame();  // of both; of a side whose game is over there is none
  void restart();     // both stand at the beginning of the next game
  void hold_z();      // the same z in all frames that come, or a fresh one for each again
  void new_z();       // another one to hold

  [[nodiscard]] const Frame& dreamt() const { return past_.back(); }
  [[nodiscard]] const Frame& real() const { return real_.frame; }
  [[nodiscard]] const Rollout& legal() const { return rollout_; }
  [[nodiscard]] int frames() const { return frames_; }  // of this game, since its beginning
  [[nodiscard]] int games() const { return game_ + 1; }
  [[nodiscard]] bool over() const { return dream_.state.over && real_.state.over; }
  // What the network was given last, as a recording has it: 0 none, 1 up, 2 left, 3 down, 4 right.
  [[nodiscard]] int action() const { return dream_.action; }
  [[nodiscard]] const Z& z() const { return z_; }
  [[nodiscard]] bool holds_z() const { return holds_z_; }
  [[nodiscard]] const Dreamer& dreamer() const { return dreamer_; }

 private:
  // The real game, or what the rules read in the dream.
  struct Side {
    State state;
    Frame frame;  // how that looks
    std::optional<int> wish;
    int action = 0;
  };
  [[nodiscard]] std::uint64_t seed_of(std::uint64_t purpose) const;
  void choose_action(Side& side, const std::vector<LegalFrame>& legal) const;
  void dream_on();
  void play_on();

  const Level& level_;
  Policy policy_;
  int frame_skip_;
  std::uint64_t seed_;
  Dreamer dreamer_;
  int game_ = -1, frames_ = 0;
  std::vector<Frame> past_;  // that the network sees
  Side dream_, real_;
  Rollout rollout_;
  Z z_;
  bool holds_z_ = false;
};

}  // namespace crossroads
