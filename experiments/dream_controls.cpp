#include "experiments/dream_controls.hpp"

#include "sim/tick_pacer.hpp"

namespace crossroads {

DreamWish DreamControls::handle(const Input& input) {
  if (input.kind != Input::Kind::key) return DreamWish::none;
  notice_.clear();
  switch (input.symbol) {  // as in `live`
    case ' ':
      stands_ = !stands_;
      return DreamWish::none;
    case 'n':
      stands_ = true;
      session_.next_frame();
      return DreamWish::none;
    case 'h':
      session_.hold_z();
      return DreamWish::none;
    case 'z':
      session_.new_z();
      return DreamWish::none;
    case 'm':
      slowness_ = slowness_ < kMostSlowness ? slowness_ * 2 : 1;
      return DreamWish::none;
    case 'p':
      return DreamWish::save_picture;
    default:
      break;
  }
  if (!input.key) return DreamWish::none;
  switch (*input.key) {
    case Key::up:
    case Key::left:
    case Key::down:
    case Key::right:
      session_.press(static_cast<Direction>(*input.key));
      stands_ = false;
      break;
    case Key::pause:  // of a gamepad
      stands_ = !stands_;
      break;
    case Key::restart:
      session_.restart();
      stands_ = true;
      ticks_ = 0;
      break;
    case Key::quit:
      return DreamWish::leave;
    default:
      break;
  }
  return DreamWish::none;
}

void DreamControls::tick() {
  if (stands_ || ++ticks_ < frame_skip_) return;
  ticks_ = 0;
  session_.next_frame();
}

std::string DreamControls::message() const {
  if (!notice_.empty()) return notice_;
  if (session_.over()) return "both games are over: r plays the next one";
  std::string text;
  if (stands_) text = session_.frames() == 0 ? "press an arrow to start" : "frozen";
  if (slowness_ == 1) return text;
  return text + (text.empty() ? "" : ", ") + "slow motion 1/" + std::to_string(slowness_);
}

}  // namespace crossroads
