#include "experiments/rollout_report.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/html.hpp"
#include "experiments/rollout_picture.hpp"
#include "recordings/png.hpp"

namespace crossroads {
namespace {

constexpr int kPlotWidth = 720, kPlotHeight = 300;
constexpr int kPlotLeft = 56, kPlotTop = 12, kPlotBottom = 34;

// A curve with its name: a run's, or that of several seeds together.
struct Line {
  std::string name;
  bool trained = false, deterministic = false;
  const std::vector<LegalShare>* curve = nullptr;
};

bool is_in_an_arm(const RolloutStudy& study, const RolloutRun& run) {
  return std::any_of(study.arms.begin(), study.arms.end(), [&](const RolloutArm& arm) {
    return std::find(arm.runs.begin(), arm.runs.end(), run.name) != arm.runs.end();
  });
}

// Arms and trained runs first. With `all`, the runs that make up an arm too.
std::vector<Line> lines_of(const RolloutStudy& study, bool all) {
  std::vector<Line> lines;
  for (const auto& arm : study.arms) {
    lines.push_back({arm.label + ", " + std::to_string(arm.runs.size()) + " seeds", true,
                     arm.deterministic, &arm.curve});
  }
  for (const bool trained : {true, false}) {
    for (const auto& run : study.runs) {
      if (run.folder.empty() == trained || (!all && is_in_an_arm(study, run))) continue;
      lines.push_back({run.name, trained, run.deterministic, &run.curve});
    }
  }
  return lines;
}

// Trained ones have colours, blurred ones the colours of blends; the others are grey and dashed,
// each in its own way.
struct LineStyle {
  std::string colour, dashes;
};
std::vector<LineStyle> line_styles(const std::vector<Line>& lines) {
  static const std::vector<std::string> kDashes{"2 4", "7 4", "12 3 2 3"};
  static const std::vector<std::string> kSharp{"c-valid", "c-truth", "c-vanished"};
  static const std::vector<std::string> kBlurred{"c-blend", "c-other"};
  std::vector<LineStyle> styles;
  std::size_t sharp = 0, blurred = 0, other = 0;
  for (const auto& line : lines) {
    if (!line.trained) {
      styles.push_back({"c-plain", kDashes[other++ % kDashes.size()]});
    } else if (line.deterministic) {
      styles.push_back({kBlurred[blurred++ % kBlurred.size()], ""});
    } else {
      styles.push_back({kSharp[sharp++ % kSharp.size()], ""});
    }
  }
  return styles;
}

std::string point(double step, double share, int frames) {
  return number_text(kPlotLeft + (kPlotWidth - kPlotLeft - 10) * step / frames, 1) + "," +
         number_text(kPlotTop + (kPlotHeight - kPlotTop - kPlotBottom) * (1 - share), 1) + " ";
}

// All are legal before the first step. A line ends where nobody is counted any more.
std::string line_svg(const std::vector<LegalShare>& curve, const LineStyle& style, int frames) {
  std::string line = point(0, 1, frames), upper = line, lower;
  for (int step = 1; step <= frames; ++step) {
    const LegalShare& one = curve[static_cast<std::size_t>(step - 1)];
    if (std::isnan(one.share)) break;
    line += point(step, one.share, frames);
    if (std::isnan(one.low)) continue;
    upper += point(step, one.high, frames);
    lower.insert(0, point(step, one.low, frames));
  }
  return "<g class='" + style.colour + "'><polygon points='" + upper + lower +
         "'/><polyline points='" + line +
         (style.dashes.empty() ? "'" : "' stroke-dasharray='" + style.dashes + "'") + "/></g>";
}

std::string text_svg(const std::string& at, const std::string& anchor, const std::string& text) {
  const auto comma = at.find(',');
  return "<text x='" + at.substr(0, comma) + "' y='" + at.substr(comma + 1, at.size() - comma - 2) +
         "' text-anchor='" + anchor + "'>" + text + "</text>";
}

std::string grid_svg(int frames) {
  std::string grid;
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    grid += "<polyline class='grid' style='stroke-width:1' points='" + point(0, share, frames) +
            point(frames, share, frames) + "'/>" +
            text_svg(point(-0.012 * frames, share - 0.015, frames), "end", percent_text(share));
  }
  for (int quarter = 0; quarter <= 4; ++quarter) {
    const int step = frames * quarter / 4;
    grid += text_svg(point(step, -0.08, frames), "middle", std::to_string(step));
  }
  return grid;
}

std::string legend_html(const std::vector<Line>& lines) {
  const auto styles = line_styles(lines);
  std::string html = "<ul class='legend'>";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    html += "<li class='" + styles[i].colour +
            "'><svg width='30' height='8' class='plot' style='display:inline;width:30px'><polyline "
            "points='0,4 30,4' stroke-dasharray='" +
            styles[i].dashes + "'/></svg> <span>" + escape_html(lines[i].name) + "</span></li>";
  }
  return html + "</ul>";
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
    html += "<tr><th scope='row'>" + escape_html(line.name) + "</th><td>" +
            median_text(*line.curve) + "</td>";
    for (const int step : steps) {
      html += share_cell((*line.curve)[static_cast<std::size_t>(step - 1)]);
    }
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string headline_html(const RolloutStudy& study) {
  std::string html = "<header><p class='kicker'>Crossroads &middot; level " +
                     escape_html(study.setup.level) + ", player " +
                     escape_html(study.setup.policy) +
                     "</p><h1>How long does a game that a network dreams stay legal?</h1>"
                     "<div class='cardline'>";
  for (const auto& line : lines_of(study, false)) {
    if (!line.trained) continue;
    html += "<div class='big'><b>" + median_text(*line.curve) +
            "</b><span>legal frames in the median rollout of " + escape_html(line.name) +
            "</span></div>";
  }
  return html + "</div></header>\n";
}

std::string meaning_html(const RolloutStudy& study) {
  const RolloutSetup& setup = study.setup;
  return "<section id='meaning'><h2>What is counted</h2><p>" + std::to_string(setup.starts) +
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
         "still counted at that step.</p></section>\n";
}

}  // namespace

std::string legal_plot_html(const RolloutStudy& study) {
  const auto lines = lines_of(study, false);
  const auto styles = line_styles(lines);
  const int frames = study.setup.frames;
  std::string svg = "<svg class='plot' viewBox='0 0 " + std::to_string(kPlotWidth) + " " +
                    std::to_string(kPlotHeight) +
                    "' role='img' aria-label='share of legal rollouts by frame'>" +
                    grid_svg(frames);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    svg += line_svg(*lines[i].curve, styles[i], frames);
  }
  return svg + "</svg>" + legend_html(lines);
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

std::string rollout_html(const RolloutStudy& study, const std::string& film) {
  const auto strip = encode_png(rollout_strip(study));
  const std::string legend =
      "<ul class='legend'><li class='c-truth'><i></i><span>real game</span></li>"
      "<li class='c-valid'><i></i><span>legal so far</span></li>"
      "<li class='c-other'><i></i><span>was illegal</span></li>"
      "<li class='c-plain'><i></i><span>game over: no longer counted</span></li></ul>";
  return page_html(
      "Crossroads: rollouts on " + study.setup.level,
      headline_html(study) +
          "<section id='curves'><h2>Share of legal rollouts, frame by frame</h2>" +
          legal_plot_html(study) + table_html(study) +
          "</section>\n<section id='film'><h2>Look</h2><p>The first games in seed order; nothing "
          "was picked by hand.</p>" +
          legend +
          data_image_html("image/gif", film, "the real game and rollouts", "class='wide'") +
          "<h3 style='margin:1.6rem 0 .6rem'>The first game</h3>" +
          data_image_html("image/png", {strip.begin(), strip.end()}, "rollouts, frame by frame",
                          "class='wide'") +
          "</section>\n" + meaning_html(study) + command_html(study.setup.command));
}

}  // namespace crossroads
