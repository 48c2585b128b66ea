// What each key and each click does in `live`. Knows no window: a test can press and click.
#pragma once

#include <optional>
#include <vector>

#include "experiments/live_screen.hpp"
#include "experiments/live_session.hpp"
#include "sim/input.hpp"

namespace crossroads {

// What the session can't do by itself.
enum class LiveWish : std::uint8_t { none, save_picture, film, leave };

class LiveControls {
 public:
  explicit LiveControls(LiveSession& session) : session_(session) {}  // must live on

  // areas: of the picture that the person sees.
  LiveWish handle(const Input& input, const std::vector<LiveArea>& areas);

 private:
  LiveWish press(const Input& input);
  LiveWish click(const Input& input, const std::vector<LiveArea>& areas);
  LiveWish run(LiveCommand command);
  void slide(const LiveArea& slider, int x_px);

  LiveSession& session_;
  std::optional<LiveArea> slider_;  // that the mouse holds
};

}  // namespace crossroads
