// What each key and each click does at the wall of portraits. Knows no window: a test can press and
// click.
#pragma once

#include <optional>
#include <vector>

#include "experiments/areas.hpp"
#include "experiments/wall_screen.hpp"
#include "experiments/wall_session.hpp"
#include "sim/input.hpp"

namespace crossroads {

class WallControls {
 public:
  explicit WallControls(WallSession& session) : session_(session) {}  // must live on

  // areas: of the picture that the person sees.
  ScreenWish handle(const Input& input, const std::vector<WallArea>& areas);

 private:
  ScreenWish press(const Input& input);
  ScreenWish click(const Input& input, const std::vector<WallArea>& areas);
  ScreenWish run(WallCommand command);
  void slide(const WallArea& slider, int x_px);

  WallSession& session_;
  std::optional<WallArea> slider_;  // that the mouse holds
};

}  // namespace crossroads
