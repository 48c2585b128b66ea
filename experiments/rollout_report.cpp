#include "experiments/rollout_report.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/film.hpp"
#include "experiments/html.hpp"
#include "experiments/plot.hpp"
#include "experiments/rollout_game.hpp"
#include "experiments/seed_groups.hpp"
#include "recordings/png.hpp"

namespace crossroads {
namespace {

constexpr int kStripFrames = 8;                    // of a film, beside its start
constexpr std::size_t kMostFilmBytes = 1'000'000;  // of pictures; base64 makes a third more of them

// A curve with its name: a run's, or that of several seeds together.
struct Line {
  Series series;
  const std::vector<LegalShare>* curve = nullptr;
};

// Arms and trained runs first. With `all`, the runs that make up an arm too.
std::vector<Line> lines_of(const RolloutStudy& study, bool all) {
  std::vector<Line> lines;
  for (const auto& arm : study.arms) {
    lines.push_back(
        {{arm.label + ", " + std::to_string(arm.runs.size()) + " seeds", true, arm.deterministic},
         &arm.curve});
  }
  for (const bool trained : {true, false}) {
    for (const auto& run : study.runs) {
      if (run.folder.empty() == trained || (!all && arm_of(study.arms, run.name))) continue;
      lines.push_back({{run.name, trained, run.deterministic}, &run.curve});
    }
  }
  return lines;
}

std::vector<Series> series_of(const std::vector<Line>& lines) {
  std::vector<Series> series;
  for (const auto& line : lines) series.push_back(line.series);
  return series;
}

// All are legal before the first step. A line ends where nobody is counted any more.
void draw_curve(Plot& plot, const std::vector<LegalShare>& curve, const SeriesStyle& style) {
  std::vector<PlotPoint> line{{0, 1}}, upper{{0, 1}}, lower{{0, 1}};
  for (std::size_t i = 0; i < curve.size() && !std::isnan(curve[i].share); ++i) {
    const auto step = static_cast<double>(i + 1);
    line.push_back({step, curve[i].share});
    if (std::isnan(curve[i].low)) continue;
    upper.push_back({step, curve[i].high});
    lower.push_back({step, curve[i].low});
  }
  plot.band(upper, lower, style.colour);
  plot.line(line, style.colour, style.dashes, 1, 2.5);
}

const char* kind_of(RolloutGame::Mark mark) {
  switch (mark) {
    case RolloutGame::Mark::real:
      return "truth";
    case RolloutGame::Mark::legal:
      return "valid";
    case RolloutGame::Mark::illegal:
      return "other";
    case RolloutGame::Mark::over:
      break;
  }
  return "";
}

Film film_of(const RolloutGame& game, int frames) {
  Film film{escape_html(game.title), "", {}};
  for (int step = 0; step <= frames; ++step) {
    film.frames.push_back({game.frame(step), kind_of(game.mark(step)), game.caption(step),
                           game.title + ", frame " + std::to_string(step)});
  }
  return film;
}

// Pictures that don't compress (a large board, a network that draws noise) make a shorter film.
int frames_that_fit(const std::vector<RolloutGame>& games, int frames) {
  std::size_t bytes = 0;
  for (int step = 0; step <= frames; ++step) {
    for (const auto& game : games) bytes += encode_png(game.frame(step)).size();
    if (bytes > kMostFilmBytes) return std::max(1, step - 1);
  }
  return frames;
}

std::string player_of(const RolloutStudy& study, std::size_t start) {
  const auto games = film_games(study, start);
  const int frames = frames_that_fit(games, study.setup.frames);
  std::vector<Film> films;
  for (const auto& game : games) films.push_back(film_of(game, frames));
  const int frame_ms = static_cast<int>(std::lround(frame_milliseconds(study.setup.frame_skip)));
  std::string html = player_html(
      {"frame of the game", std::max(40, frame_ms), 1500, std::max(1, frames / kStripFrames)},
      films);
  if (frames < study.setup.frames) {
    html += "<p><small>The first " + std::to_string(frames) + " of " +
            std::to_string(study.setup.frames) +
            " frames: this page would be too large with all of them.</small></p>";
  }
  return html;
}

std::string share_cell(const LegalShare& one) {
  std::string html = "<td>" + percent_text(one.share);
  if (one.high > one.low) {
    html += "<small>" + percent_text(one.low) + "&thinsp;to&thinsp;" + percent_text(one.high) +
            "</small>";
  }
  return html + "<small>of " + std::to_string(one.counted) + "</small></td>";
}

std::string table_html(const RolloutStudy& study) {
  const auto steps = shown_steps(study.setup.frames);
  std::string html =
      "<div class='scroll'><table><thead><tr><th scope='col'>run</th><th scope='col'>median legal "
      "frames</th>";
  for (const int step : steps) html += "<th scope='col'>frame " + std::to_string(step) + "</th>";
  html += "</tr></thead><tbody>";
  for (const auto& line : lines_of(study, true)) {
    html += "<tr><th scope='row'>" + escape_html(line.series.name) + "</th><td>" +
            median_text(*line.curve) + "</td>";
    for (const int step : steps) {
      html += share_cell((*line.curve)[static_cast<std::size_t>(step - 1)]);
    }
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string headline_html(const RolloutStudy& study) {
  std::string html = "<p class='kicker'>Crossroads &middot; level " +
                     escape_html(study.setup.level) + ", player " +
                     escape_html(study.setup.policy) +
                     "</p><h1>How long does a game that a network dreams stay legal?</h1>"
                     "<div class='cardline'>";
  for (const auto& line : lines_of(study, false)) {
    if (!line.series.trained) continue;
    html += "<div class='big'><b>" + median_text(*line.curve) +
            "</b><span>legal frames in the median rollout of " + escape_html(line.series.name) +
            "</span></div>";
  }
  return html + "</div>";
}

std::string meaning_html(const RolloutStudy& study) {
  const RolloutSetup& setup = study.setup;
  return "<p>" + std::to_string(setup.starts) +
         " games that no recording holds, each rolled out from its first " +
         std::to_string(setup.past_frames) +
         " frames: every predicted frame is fed back, with its own pixels, as the newest of the "
         "past ones. The rules run beside it. A predicted frame is legal if it lies within the "
         "valid radius (a quarter of the way to the next legal frame; with one legal frame, to the "
         "last frame) of a frame that the rules allow after the state decoded before; the state of "
         "that frame is decoded next. A run that takes actions is given one of the "
         "player's at the decoded state, and legal is then only where it leads. After its first "
         "illegal frame a rollout is illegal for "
         "ever.</p><p>A rollout whose game is over (the last dot eaten) leaves the count, because "
         "no rule says what comes then. So the share after a step is the product of each step's "
         "legal frames over those still counted (Kaplan and Meier); where no game is over that is "
         "the plain share. The small figures are 95 % intervals by bootstrap over the games (over "
         "seeds first, where several runs of one arm are put together), and how many rollouts are "
         "still counted at that step.</p>";
}

}  // namespace

std::string legal_plot_html(const RolloutStudy& study) {
  const auto lines = lines_of(study, false);
  const auto series = series_of(lines);
  const auto styles = series_styles(series);
  Plot plot({0, static_cast<double>(study.setup.frames)}, {0, 1}, 560, 300);
  plot.percent_y().names("frames", "rollouts that are legal so far");
  for (std::size_t i = 0; i < lines.size(); ++i) draw_curve(plot, *lines[i].curve, styles[i]);
  return series_legend_html(series) + "<figure class='chart wide'>" +
         plot.svg("share of legal rollouts by frame") + "</figure>";
}

std::string rollout_players_html(const RolloutStudy& study) {
  const Frame& frame = study.starts.front().past.back();
  std::string html =
      "<ul class='legend'><li class='c-truth'><i></i><span>real game</span></li>"
      "<li class='c-valid'><i></i><span>legal so far</span></li>"
      "<li class='c-other'><i></i><span>was illegal</span></li>"
      "<li class='c-plain'><i></i><span>game over: no longer counted</span></li></ul>"
      "<div class='leafed fluid' data-label='game' style='" +
      size_style(frame, {0, 0, frame.width_px, frame.height_px}) + ";--cx:0;--cy:0'>";
  for (std::size_t start = 0; start < shown_starts(study); ++start) {
    html += "<div>" + player_of(study, start) + "</div>";
  }
  return html + "</div>";
}

std::vector<int> shown_steps(int frames) {
  std::vector<int> steps;
  for (int step = 1; step < frames; step *= 2) steps.push_back(step);
  steps.push_back(frames);
  return steps;
}

std::string median_text(const std::vector<LegalShare>& curve) {
  const MedianFrames median = median_legal_frames(curve);
  return std::to_string(median.frames) + (median.or_more ? " or more" : "");
}

std::string rollout_html(const RolloutStudy& study) {
  return page_html("Crossroads: rollouts on " + study.setup.level, headline_html(study),
                   {{"curves", "Curves", "Share of legal rollouts, frame by frame",
                     legal_plot_html(study) + table_html(study)},
                    {"films", "Films", "Look for yourself",
                     "<p>The first games in seed order; nothing was picked by hand.</p>" +
                         rollout_players_html(study)},
                    {"meaning", "Meaning", "What is counted", meaning_html(study)},
                    command_section(study.setup.command)});
}

}  // namespace crossroads
