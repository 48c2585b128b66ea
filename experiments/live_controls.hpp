// What each key and each click does in `live`. Knows no window: a test can press and click.
#pragma once

#include <optional>
#include <vector>

#include "experiments/areas.hpp"
#include "experiments/live_screen.hpp"
#include "experiments/live_session.hpp"
#include "sim/input.hpp"

namespace crossroads {

class LiveControls {
 public:
  explicit LiveControls(LiveSession& session) : session_(session) {}  // must live on

  // areas: of the picture that the person sees.
  ScreenWish handle(const Input& input, const std::vector<LiveArea>& areas);

 private:
  ScreenWish press(const Input& input);
  ScreenWish click(const Input& input, const std::vector<LiveArea>& areas);
  ScreenWish run(LiveCommand command);
  void slide(const LiveArea& slider, int x_px);

  LiveSession& session_;
  std::optional<LiveArea> slider_;  // that the mouse holds
};

}  // namespace crossroads
