#include "sim/play_controls.hpp"

#include <chrono>
#include <cstdio>

#include "sim/tick_pacer.hpp"

namespace crossroads {
namespace {

using Phase = PlaySession::Phase;

std::string clock_text(int ticks) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(ticks * kTickTime).count();
  char text[24];
  std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(seconds / 60),
                static_cast<int>(seconds % 60));
  return text;
}

bool is_arcade(const State& state) {
  return state.arcade.level > 0;
}

std::string what_is_left(const State& state) {
  if (!is_arcade(state)) {
    return std::to_string(state.dots_left) + (state.dots_left == 1 ? " dot" : " dots");
  }
  return std::to_string(state.arcade.lives) + (state.arcade.lives == 1 ? " life" : " lives");
}

std::string how_it_ended(const State& state) {
  if (!state.over) return "the recording of this game is full";
  return is_arcade(state) ? "game over" : "all eaten";
}

}  // namespace

bool PlayControls::press(Key key) {
  notice_.clear();
  switch (key) {
    case Key::up:
    case Key::left:
    case Key::down:
    case Key::right:
      session_.press(static_cast<Direction>(key));
      break;
    case Key::pause:
      session_.toggle_pause();
      break;
    case Key::step:
      session_.step();
      break;
    case Key::slow:
      slowness_ = slowness_ < kMostSlowness ? slowness_ * 2 : 1;
      break;
    case Key::restart:
      session_.restart();
      break;
    case Key::save:
      if (session_.save()) notice_ = "saved: f9 comes back here";
      break;
    case Key::load:
      load();
      break;
    case Key::help: {
      bool& help = stands() ? help_while_standing_ : help_while_running_;
      help = !help;
      break;
    }
    case Key::quit:
      return false;
  }
  return true;
}

void PlayControls::load() {
  const int games = session_.games();
  if (!session_.load()) {
    notice_ = "nothing saved yet: f5 saves";
  } else if (session_.recording() && session_.games() > games) {
    notice_ = "loaded, new episode: press an arrow";
  }
}

bool PlayControls::stands() const {
  return session_.phase() == Phase::ready || session_.phase() == Phase::paused;
}

std::string PlayControls::message() const {
  if (!notice_.empty()) return notice_;
  switch (session_.phase()) {
    case Phase::ready:
      return session_.loaded() ? "loaded: press an arrow" : "press an arrow to start";
    case Phase::paused:
      return "paused";
    case Phase::ended:
      return how_it_ended(session_.state());
    case Phase::running:
      break;
  }
  const ArcadeState& arcade = session_.state().arcade;
  const bool begins = is_arcade(session_.state()) && arcade.phase == ArcadePhase::ready;
  return begins ? "level " + std::to_string(arcade.level) + ": ready" : "";
}

ScreenText PlayControls::text() const {
  const State& state = session_.state();
  ScreenText text;
  text.left = "score " + std::to_string(state.score);
  text.middle = what_is_left(state);
  if (slowness_ > 1) text.right = "slow 1/" + std::to_string(slowness_);
  text.recording = session_.recording();
  if (text.recording) text.clock = clock_text(session_.ticks_played());
  text.message = message();
  text.help = stands() ? help_while_standing_ : help_while_running_;
  return text;
}

}  // namespace crossroads
