// Where the frames of `live` come from: the game, as a person or a policy plays it, or a recording.
// It goes tick by tick; every frame_skip ticks a recorded frame is complete, and with it a moment:
// the past, and what is known of the next frame. A person's wish is heard at the next recorded
// frame, so that what may come from a moment is known without knowing when a key is pressed.
// Knows no network, no window and no clock.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "experiments/states.hpp"
#include "sim/level.hpp"
#include "sim/policy.hpp"

namespace crossroads {

enum class Known : std::uint8_t {
  probabilities,   // a policy plays: every legal next frame with its probability
  legal_frames,    // a person plays: what is legal, each with an equal share that says nothing
  one_real_future  // a recording: the frame that came
};

struct Moment {
  EvaluationState state;
  Known known = Known::probabilities;
  std::optional<Pixel> player;  // its centre, where a game tells it
};

class LiveSource {
 public:
  virtual ~LiveSource() = default;

  virtual void tick() = 0;
  virtual void restart() = 0;
  // A wish; what no person can play doesn't hear it.
  virtual void press(Direction) {}
  // From now on this policy plays, or a person where there is none.
  virtual void hand_over(const std::optional<Policy>&) {}

  [[nodiscard]] virtual std::int64_t frames() const = 0;   // recorded so far, over all games
  [[nodiscard]] virtual bool on_frame() const = 0;         // the last tick completed one
  [[nodiscard]] virtual bool completes_frame() const = 0;  // the next tick does, or may
  [[nodiscard]] virtual Frame picture() const = 0;         // now, also between recorded frames
  // Of the last recorded frame. Nothing with fewer than K past frames in this game, nor where
  // nothing comes any more.
  [[nodiscard]] virtual std::optional<Moment> moment(int past_frames) const = 0;

  [[nodiscard]] virtual std::string who() const = 0;  // "you", "uniform", "a recording"
  [[nodiscard]] virtual std::string place() const = 0;
  [[nodiscard]] virtual int frame_skip() const = 0;
};

[[nodiscard]] std::unique_ptr<LiveSource> play_live(Level level, int frame_skip, std::uint64_t seed,
                                                    const std::optional<Policy>& policy);

// Its episodes one after another, and from the first again behind the last.
[[nodiscard]] std::unique_ptr<LiveSource> play_back(const std::filesystem::path& recording);

}  // namespace crossroads
