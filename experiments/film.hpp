// Pictures of report.html: tiles with a coloured edge, films of them, and players that run several
// films together. Without the page's script, and in print, a film is a strip.
#pragma once

#include <string>
#include <vector>

#include "experiments/picture.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

// kind: "truth", "valid", "blend", "vanished", "other" colour its edge; "" is plain.
struct Shot {
  Frame frame;
  std::string kind;
  std::string caption;      // HTML; may be empty
  std::string description;  // for those who can't see it: plain text
};
[[nodiscard]] std::string tile_html(const Shot& shot);

// An arrow for "left", "right", "up", "down"; other labels as they are.
[[nodiscard]] std::string arrow_html(const std::string& label);

// What a frame was judged to be: the arrow of the future that it shows, or what is wrong with it.
[[nodiscard]] std::string judged_html(const Truth::Judged& judged, const EvaluationState& state);

// Sizes for the tiles below: of the whole frame, and of the part that is shown.
[[nodiscard]] std::string size_style(const Frame& frame, const CloseUp& part);
[[nodiscard]] std::string place_style(const CloseUp& part);

// kind: more classes of the figure. note, below: HTML, may be empty. tiles: of tile_html.
[[nodiscard]] std::string figure_html(const std::string& kind, const std::string& title,
                                      const std::string& note, const std::string& tiles,
                                      const std::string& below = "");

struct Film {
  std::string title, note;   // HTML
  std::vector<Shot> frames;  // at least one
};

struct Player {
  std::string label;          // of its slider: what one goes through
  int frame_ms = 0;           // 0: is not played, only drawn along by hand
  int last_ms = 1500;         // before it begins again
  int strip_every = 1;        // of these frames one is in the strip
  bool rests_at_end = false;  // what it shows where nothing may move by itself
};
[[nodiscard]] std::string player_html(const Player& player, const std::vector<Film>& films);

}  // namespace crossroads
