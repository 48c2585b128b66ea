#include "experiments/film.hpp"

#include "experiments/html.hpp"

namespace crossroads {

std::string tile_html(const Shot& shot) {
  return "<div class='t " + shot.kind + "'><span>" + image_html(shot.frame, shot.description) +
         "</span>" + (shot.caption.empty() ? "" : "<small>" + shot.caption + "</small>") + "</div>";
}

std::string arrow_html(const std::string& label) {
  if (label == "left") return "&#8592;";
  if (label == "right") return "&#8594;";
  if (label == "up") return "&#8593;";
  if (label == "down") return "&#8595;";
  return escape_html(label);
}

std::string judged_html(const Truth::Judged& judged, const EvaluationState& state) {
  return judged.verdict == Verdict::valid ? arrow_html(state.legal[judged.mode].label)
                                          : verdict_word(judged.verdict);
}

std::string size_style(const Frame& frame, const CloseUp& part) {
  return "--w:" + std::to_string(frame.width_px) + ";--h:" + std::to_string(frame.height_px) +
         ";--cw:" + std::to_string(part.width) + ";--ch:" + std::to_string(part.height);
}

std::string place_style(const CloseUp& part) {
  return "--cx:" + std::to_string(part.x) + ";--cy:" + std::to_string(part.y);
}

std::string figure_html(const std::string& kind, const std::string& title, const std::string& note,
                        const std::string& tiles, const std::string& below) {
  return "<figure class='g " + kind + "'><figcaption>" + title + "<small>" +
         (note.empty() ? "&nbsp;" : note) + "</small></figcaption><div class='tiles'>" + tiles +
         "</div>" + below + "</figure>";
}

std::string player_html(const Player& player, const std::vector<Film>& films) {
  std::string html = "<div class='player' data-label='" + escape_html(player.label) +
                     "' data-ms='" + std::to_string(player.frame_ms) + "' data-last-ms='" +
                     std::to_string(player.last_ms) + "'" +
                     (player.rests_at_end ? " data-still='last'" : "") + "><div class='films'>";
  for (const auto& film : films) {
    std::string frames;
    for (std::size_t i = 0; i < film.frames.size(); ++i) {
      const bool in_strip = i % static_cast<std::size_t>(player.strip_every) == 0;
      frames += std::string("<li") + (in_strip ? ">" : " class='between'>") +
                tile_html(film.frames[i]) + "</li>";
    }
    html += "<figure class='g film'><figcaption>" + film.title +
            (film.note.empty() ? "" : "<small>" + film.note + "</small>") +
            "</figcaption><ol class='frames'>" + frames + "</ol></figure>";
  }
  return html + "</div></div>";
}

}  // namespace crossroads
