#include "experiments/live_controls.hpp"

namespace crossroads {

ScreenWish LiveControls::handle(const Input& input, const std::vector<LiveArea>& areas) {
  switch (input.kind) {
    case Input::Kind::key:
      return press(input);
    case Input::Kind::mouse_pressed:
      return click(input, areas);
    case Input::Kind::mouse_moved:
      if (slider_) slide(*slider_, input.x_px);
      break;
    case Input::Kind::mouse_released:
      slider_.reset();
      break;
  }
  return ScreenWish::none;
}

ScreenWish LiveControls::press(const Input& input) {
  if (const auto* button = button_of(live_buttons(), input.symbol)) return run(button->command);
  if (!input.key) return ScreenWish::none;
  switch (*input.key) {
    case Key::up:
    case Key::left:
    case Key::down:
    case Key::right:
      session_.press(static_cast<Direction>(*input.key));
      break;
    case Key::pause:  // of a gamepad, as the next one
      session_.freeze();
      break;
    case Key::restart:
      session_.restart();
      break;
    case Key::quit:
      return ScreenWish::leave;
    default:
      break;
  }
  return ScreenWish::none;
}

ScreenWish LiveControls::click(const Input& input, const std::vector<LiveArea>& areas) {
  const auto area = area_at(areas, input.x_px, input.y_px);
  if (!area) return ScreenWish::none;
  if (area->kind == LiveArea::Kind::button) return run(area->command);
  if (area->kind == LiveArea::Kind::future) {
    session_.choose_future(area->index);
  } else {
    slider_ = *area;
    slide(*area, input.x_px);
  }
  return ScreenWish::none;
}

void LiveControls::slide(const LiveArea& slider, int x_px) {
  session_.set_z(slider.index, (2 * share_along(slider.place, x_px) - 1) * session_.z_range());
}

ScreenWish LiveControls::run(LiveCommand command) {
  switch (command) {
    case LiveCommand::freeze:
      session_.freeze();
      break;
    case LiveCommand::next_frame:
      session_.next_frame();
      break;
    case LiveCommand::new_z:
      session_.new_z();
      break;
    case LiveCommand::hold_z:
      session_.hold_z();
      break;
    case LiveCommand::linger:
      session_.linger();
      break;
    case LiveCommand::slow_down:
      session_.slow_down();
      break;
    case LiveCommand::change_player:
      session_.change_player();
      break;
    case LiveCommand::restart:
      session_.restart();
      break;
    case LiveCommand::next_level:
      session_.next_level();
      break;
    case LiveCommand::next_baseline:
      session_.next_run(0);
      break;
    case LiveCommand::next_sampler:
      session_.next_run(1);
      break;
    case LiveCommand::save_picture:
      return ScreenWish::save_picture;
    case LiveCommand::film:
      return ScreenWish::film;
  }
  return ScreenWish::none;
}

}  // namespace crossroads
