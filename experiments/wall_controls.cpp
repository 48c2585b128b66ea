#include "experiments/wall_controls.hpp"

namespace crossroads {
namespace {

constexpr float kKeyStep = 0.05F;  // of the way, for each arrow

}  // namespace

ScreenWish WallControls::handle(const Input& input, const std::vector<WallArea>& areas) {
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

ScreenWish WallControls::press(const Input& input) {
  if (input.symbol >= '1' && input.symbol <= '9') {
    session_.ask_next(static_cast<std::size_t>(input.symbol - '1'));
    return ScreenWish::none;
  }
  if (const auto* button = button_of(wall_buttons(), input.symbol)) return run(button->command);
  if (input.symbol == 'n') return run(WallCommand::new_z);
  if (input.key == Key::quit) return ScreenWish::leave;
  if (input.key == Key::pause) session_.walk();  // of a gamepad
  if (input.key == Key::left) session_.set_share(session_.share() - kKeyStep);
  if (input.key == Key::right) session_.set_share(session_.share() + kKeyStep);
  return ScreenWish::none;
}

ScreenWish WallControls::click(const Input& input, const std::vector<WallArea>& areas) {
  const auto area = area_at(areas, input.x_px, input.y_px);
  if (!area) return ScreenWish::none;
  switch (area->kind) {
    case WallArea::Kind::button:
      return run(area->command);
    case WallArea::Kind::value:
      session_.ask(area->index, area->value);
      break;
    case WallArea::Kind::any:
      session_.free(area->index);
      break;
    case WallArea::Kind::face:
      session_.look_at(area->index);
      break;
    case WallArea::Kind::share:
    case WallArea::Kind::z:
      slider_ = area;
      slide(*area, input.x_px);
      break;
  }
  return ScreenWish::none;
}

void WallControls::slide(const WallArea& slider, int x_px) {
  const float share = share_along(slider.place, x_px);
  if (slider.kind == WallArea::Kind::share) {
    session_.set_share(share);
  } else {
    session_.set_z(slider.index, (2 * share - 1) * session_.source().z_range);
  }
}

ScreenWish WallControls::run(WallCommand command) {
  switch (command) {
    case WallCommand::new_z:
      session_.new_z();
      break;
    case WallCommand::other_z:
      session_.other_z();
      break;
    case WallCommand::walk:
      session_.walk();
      break;
    case WallCommand::free_all:
      session_.free_all();
      break;
    case WallCommand::save_picture:
      return ScreenWish::save_picture;
    case WallCommand::film:
      return ScreenWish::film;
  }
  return ScreenWish::none;
}

}  // namespace crossroads
