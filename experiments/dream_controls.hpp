// What each key does in `dream`, and when its next frame is due. Knows no window and no clock.
#pragma once

#include "experiments/dream_session.hpp"
#include "sim/input.hpp"

namespace crossroads {

// What the session can't do by itself.
enum class DreamWish : std::uint8_t { none, save_picture, leave };

class DreamControls {
 public:
  DreamControls(DreamSession& session, int frame_skip)  // the session must live on
      : session_(session), frame_skip_(frame_skip) {}

  DreamWish handle(const Input& input);
  void tick();  // every frame_skip ticks come the next frames, unless it stands
  void note(const std::string& text) { notice_ = text; }  // until the next key

  [[nodiscard]] int slowness() const { return slowness_; }  // 1, 2, 4 or 8
  // What is going on, in a few words: the last key's note first.
  [[nodiscard]] std::string message() const;

 private:
  DreamSession& session_;
  int frame_skip_, ticks_ = 0, slowness_ = 1;
  bool stands_ = true;  // from the start until an arrow is pressed, and while it is frozen
  std::string notice_;
};

}  // namespace crossroads
