// What each key does to a person's games, and what the screen then says. Knows no window: a test
// can press the keys and read the words.
#pragma once

#include <string>

#include "sim/keys.hpp"
#include "sim/play_session.hpp"
#include "sim/screen.hpp"

namespace crossroads {

class PlayControls {
 public:
  explicit PlayControls(PlaySession& session) : session_(session) {}  // must live on

  bool press(Key key);                                      // false when the person wants to leave
  [[nodiscard]] int slowness() const { return slowness_; }  // 1, 2, 4 or 8
  [[nodiscard]] ScreenText text() const;

 private:
  void load();
  [[nodiscard]] bool stands() const;
  [[nodiscard]] std::string message() const;

  PlaySession& session_;
  int slowness_ = 1;
  bool help_while_standing_ = true, help_while_running_ = false;  // H turns the current one over
  std::string notice_;                                            // of the last key
};

}  // namespace crossroads
