// The picture of `live`: the game, the two next frames, the futures of one moment beside the true
// ones, a strip over time, buttons and sliders. Laid out for any size from 1280x720 on, letters of
// whole pixels. The same picture in a window and in a file; where one can click is noted beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/live_session.hpp"
#include "experiments/picture.hpp"

namespace crossroads {

enum class LiveCommand : std::uint8_t {
  freeze,
  next_frame,
  new_z,
  hold_z,
  linger,
  slow_down,
  change_player,
  restart,
  next_level,
  next_baseline,
  next_sampler,
  save_picture,
  film,
};

struct LiveButton {
  LiveCommand command;
  char symbol;  // of the key that does the same
  const char* label;
};
[[nodiscard]] const std::vector<LiveButton>& live_buttons();

// Where a click does something.
struct LiveArea {
  enum class Kind : std::uint8_t { button, future, z };
  Kind kind = Kind::button;
  CloseUp place;
  LiveCommand command = LiveCommand::freeze;
  std::size_t index = 0;  // of the future, or of z's dimension
};

// What the session doesn't know: it has no clock and no files.
struct LiveNotes {
  std::optional<double> predictions_per_s;
  bool filming = false;
};

inline constexpr int kLeastLiveWidthPx = 1280, kLeastLiveHeightPx = 720;

class LiveScreen {
 public:
  [[nodiscard]] Frame draw(const LiveSession& session, const LiveNotes& notes, int height_px,
                           int width_px);
  [[nodiscard]] const std::vector<LiveArea>& areas() const { return areas_; }  // of the last one

 private:
  std::vector<LiveArea> areas_;
};

// What is going on at this moment, in a sentence.
[[nodiscard]] std::string live_story(const LiveSession& session);

}  // namespace crossroads
