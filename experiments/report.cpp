#include "experiments/report.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/decimals.hpp"
#include "experiments/film.hpp"
#include "experiments/picture.hpp"
#include "experiments/rollout_report.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kMostZBars = 32;

// NaN where the run is missing or the metric says nothing.
double read(const RunResult* run, Metric metric) {
  if (!run) return std::nan("");
  const auto found = run->metrics.find(metric_text(metric).key);
  return found == run->metrics.end() ? std::nan("") : found->second.value;
}

double read_floor(const RunResult* run, Metric metric) {
  if (!run) return std::nan("");
  const auto found = run->metrics.find(metric_text(metric).key);
  return found == run->metrics.end() ? std::nan("") : found->second.floor;
}

std::string big(const std::string& kind, const std::string& figure, const std::string& text) {
  return "<div class='big " + kind + "'><b>" + figure + "</b><span>" + text + "</span></div>";
}

std::string list(const std::vector<std::string>& lines) {
  std::string html = "<ul class='plain'>";
  for (const auto& line : lines) html += "<li>" + line + "</li>";
  return html + "</ul>";
}

// Nothing where one future is so likely that a blend is hardly told from it.
std::string blends_text(const RunResult& run) {
  const double blend = read(&run, Metric::blend);
  return std::isfinite(blend) ? ", " + percent_text(blend) + " are blends" : "";
}

// Times and shares have more digits than anybody reads.
std::string fact_text(const std::string& key, const std::string& value) {
  if (key == "seconds") return number_text(std::stod(value), 0);
  if (key == "adversarial_share") return number_text(std::stod(value), 3);
  return grouped_text(escape_html(value));
}

std::string fact_rows(const Comparison& comparison) {
  static const std::vector<std::pair<std::string, std::string>> kFacts{
      {"arm", "arm"},
      {"seed", "seed"},
      {"fed-back", "frames drawn, its own frames were fed back"},
      {"steps", "steps"},
      {"seconds", "seconds of training"},
      {"parameters", "parameters"},
      {"patches_seen", "patches seen"},
      {"adversarial_share", "adversarial gradient over the rest, last half"},
      {"z-dim", "z: numbers"},
      {"z-distribution", "z: drawn from"},
      {"z-injection", "z: enters by"},
      {"data_hash", "hash of its training data"}};
  std::string html;
  for (const auto& [key, title] : kFacts) {
    std::string row;
    bool any = false;
    for (const auto& run : comparison.runs) {
      if (run.folder.empty()) continue;
      const std::string value = key == "arm" ? run.arm : fact(run.facts, key);
      any = any || !value.empty();
      row += "<td>" + (value.empty() ? "&ndash;" : fact_text(key, value)) + "</td>";
    }
    if (any) html += "<tr><th scope='row'>" + title + "</th>" + row + "</tr>";
  }
  return html;
}

std::string seen_row(const Comparison& comparison) {
  std::string row = "<tr><th scope='row'>distinct x that occur in its training data</th>";
  for (const auto& run : comparison.runs) {
    if (run.folder.empty()) continue;
    row += "<td>" +
           (run.pasts_in_training ? std::to_string(*run.pasts_in_training) + " of " +
                                        std::to_string(comparison.states.distinct_pasts)
                                  : "unknown: its recordings are not here") +
           "</td>";
  }
  return row + "</tr>";
}

std::string baseline_text(const RunResult& run) {
  const std::string shown = percent_text(read(&run, Metric::valid)) +
                            " of its frames show one true turn" + blends_text(run) + ".";
  if (run.arm != "mse") {
    return "The baseline (" + escape_html(run.arm) + ") has one answer for all futures: " + shown;
  }
  const double error = read(&run, Metric::mse_to_exact_mean);
  const std::string how = error <= 0.05 ? "It is well trained: it lies within "
                                        : "It is not fully trained: it still differs by ";
  return "The baseline was trained with squared error, so its best answer is the average of all "
         "futures: " +
         shown + " " + how + percent_text(error) +
         " (of the futures' own variance) from the exact mean, the best that any network trained "
         "that way can reach. Its sharpness is " +
         number_text(read(&run, Metric::sharpness), 2) + " of reality's.";
}

std::string sampler_text(const RunResult& run, int samples) {
  return "The " + arm_word(run) + " (" + escape_html(run.arm) +
         ") gets the same past frames and a random z: every z is another answer. " +
         percent_text(read(&run, Metric::valid)) + " of its samples are one true turn" +
         blends_text(run) + "; their sharpness is " +
         number_text(read(&run, Metric::sharpness), 2) + " of reality's. Over many z it visits " +
         percent_text(read(&run, Metric::coverage)) +
         " of the true futures. Its turns' rates are off by " +
         number_text(read(&run, Metric::turn_tv), 3) + "; with " + std::to_string(samples) +
         " samples chance alone makes " + number_text(read_floor(&run, Metric::turn_tv), 3) + ".";
}

std::string psnr_text(const Comparison& comparison) {
  const MainRuns main = main_runs(comparison);
  std::string text =
      "PSNR, the usual number, prefers the blur: the exact mean reads " +
      number_text(read(find_run(comparison, "exact_mean"), Metric::psnr_moving), 1) +
      " dB and a perfect sampler " +
      number_text(read(find_run(comparison, "exact_sampler"), Metric::psnr_moving), 1) +
      ", 3 dB less, though each of its frames is right.";
  if (main.baseline && main.sampler) {
    text += " The baseline reads " + number_text(read(main.baseline, Metric::psnr_moving), 1) +
            " dB, the samples " + number_text(read(main.sampler, Metric::psnr_moving), 1) + " dB.";
  }
  return text;
}

std::string seen_text(const Comparison& comparison) {
  const MainRuns main = main_runs(comparison);
  const RunResult* run = main.sampler ? main.sampler : main.baseline;
  if (!run || !run->pasts_in_training) return "";
  return "; of their " + std::to_string(comparison.states.distinct_pasts) + " distinct pasts " +
         std::to_string(*run->pasts_in_training) + " happen to occur in the training data too";
}

// The two futures of the first moment, and what squared error makes of them.
std::string equation_html(const Comparison& comparison, std::size_t moment) {
  const EvaluationState& state = comparison.states.main[moment];
  const CloseUp part = close_ups(comparison.states.main, 32)[moment];
  std::string html = "<div class='equation fluid' style='" + size_style(state.past.back(), part) +
                     ";" + place_style(part) + "'>";
  for (std::size_t m = 0; m < state.legal.size(); ++m) {
    html += (m == 0 ? "" : "<b>+</b>") + std::string("<div class='term'>") +
            percent_text(state.legal[m].probability) + " &times;" +
            tile_html({state.legal[m].frame, "truth", arrow_html(state.legal[m].label),
                       "a true next frame: " + state.legal[m].label}) +
            "</div>";
  }
  const RunResult* mean = find_run(comparison, "exact_mean");
  if (!mean) return html + "</div>";
  const auto& best = mean->shown[moment];
  html += "<b>=</b>" + tile_html({best.frames.front(), verdict_text(best.judged.front().verdict),
                                  "the exact mean", "the mean of all true next frames"});
  const MainRuns main = main_runs(comparison);
  if (main.baseline) {
    const auto& answer = main.baseline->shown[moment];
    html += "<b>&asymp;</b>" +
            tile_html({answer.frames.front(), verdict_text(answer.judged.front().verdict),
                       "the baseline", "the baseline's answer"});
  }
  return html + "</div>";
}

// z as a row of bars, the highest for 1 and above, the lowest for -1 and below.
std::string z_html(const Z& z) {
  std::string bars;
  for (std::size_t i = 0; i < std::min(z.size(), kMostZBars); ++i) {
    const double height = std::clamp((static_cast<double>(z[i]) + 1) / 2, 0.0, 1.0);
    bars += "<i style='height:" + number_text(10 + 90 * height, 0) + "%'></i>";
  }
  return " <span class='z' aria-hidden='true'>" + bars + "</span>";
}

std::string walk_player(const Comparison& comparison, const RunResult& run) {
  const ZWalk& walk = *run.z_walk;
  const EvaluationState& state = comparison.states.main[walk.state];
  const CloseUp part = close_ups(comparison.states.main, 32)[walk.state];
  Film film{escape_html(run.name), "drag from one z to another; the bars are z", {}};
  for (std::size_t i = 0; i < walk.frames.size(); ++i) {
    film.frames.push_back({walk.frames[i], verdict_text(walk.judged[i].verdict),
                           judged_html(walk.judged[i], state) + z_html(walk.z[i]),
                           "a frame between two z"});
  }
  return "<div class='fluid' style='" + size_style(state.past.back(), part) + ";" +
         place_style(part) + "'>" + player_html({"from one z to another", 0, 0, 2}, {film}) +
         "</div>";
}

// What goes in, what comes out.
std::string flow_html(const Comparison& comparison, const RunResult& run) {
  const auto known = [&](const std::string& key, const std::string& after) {
    const std::string value = fact(run.facts, key);
    return value.empty() ? "" : fact_text(key, value) + after;
  };
  const std::string length = fact(run.facts, "z-dim");
  return "<p class='flow'><span>x<small>" + counted(comparison.setup.past_frames, "past frame") +
         "</small></span><b>+</b><span>z<small>" +
         (length.empty() ? "" : counted(std::stoi(length), "random number") + ", ") +
         known("z-distribution", "") + "</small></span><b>&rarr;</b><span>generator<small>" +
         known("parameters", " weights") +
         "</small></span><b>&rarr;</b><span>one next frame<small>with a new z another "
         "one</small></span></p>";
}

// What numbers can say where one future alone is known.
Section one_future_section(const Comparison& comparison) {
  const MainRuns main = main_runs(comparison);
  std::vector<std::string> lines{
      "A sharp frame that shows another turn looks wrong here, though it may be right.",
      "Numbers that compare with the one frame that came favour blur: the average of all futures "
      "is never far from any."};
  if (main.baseline) {
    lines.push_back("The baseline's sharpness where things move is " +
                    number_text(read(main.baseline, Metric::sharpness), 2) +
                    " of the real frame's; an even blend of two futures reads 0.5.");
  }
  if (main.sampler) {
    lines.push_back("The samples' sharpness is " +
                    number_text(read(main.sampler, Metric::sharpness), 2) + ".");
    lines.push_back(
        "The best of " + std::to_string(comparison.setup.samples) +
        " samples has a squared error of " + number_text(read(main.sampler, Metric::best_of_n), 0) +
        " where things move; copying the last frame has " +
        number_text(read(find_run(comparison, "copy_last"), Metric::best_of_n), 0) + ".");
  }
  return {"mean", "What it tells", "What one future can tell", list(lines)};
}

}  // namespace

std::string headline_html(const Comparison& comparison) {
  const MainRuns main = main_runs(comparison);
  const bool real = comparison.states.one_real_future;
  std::string html = "<p class='kicker'>Crossroads &middot; " +
                     escape_html(real ? "recording " + comparison.setup.recording
                                      : "level " + comparison.setup.level + ", player " +
                                            comparison.setup.policy) +
                     "</p><h1>" +
                     (real ? "What comes next? Samples beside the frame that came"
                           : "Left or right? What a network draws when both may come") +
                     "</h1><p class='lede'>" +
                     (real ? "A network sees the last frames of the recording and draws the next "
                             "one. Beside it stands the one that really came: nobody knows what "
                             "else could have come."
                           : "At a junction the player takes one way or another, and nothing in "
                             "the past frames says which. So several next frames are right.") +
                     "</p>" + moments_html(comparison);
  if (real) return html;
  html += "<div class='cardline'>";
  if (main.baseline) {
    const double blend = read(main.baseline, Metric::blend);
    html += std::isfinite(blend)
                ? big("blend", percent_text(blend),
                      "of the baseline's frames are blends: several players at once, half "
                      "transparent")
                : big("blend", percent_text(read(main.baseline, Metric::valid)),
                      "of the baseline's frames are one true next frame");
  }
  if (main.sampler) {
    html += big("valid", percent_text(read(main.sampler, Metric::valid)),
                "of the " + arm_word(*main.sampler) + "'s samples are one true next frame");
    html += big("truth", number_text(read(main.sampler, Metric::turn_tv), 3),
                "is how far its turns' rates are off (turn TV); chance alone makes " +
                    number_text(read_floor(main.sampler, Metric::turn_tv), 3));
  }
  return html + "</div>";
}

Section mean_section(const Comparison& comparison) {
  if (comparison.states.one_real_future) return one_future_section(comparison);
  const std::size_t moment = chosen_moments(comparison).front();
  std::string html =
      "<p>Whoever draws one turn is wrong all the way whenever the other one comes. "
      "Whoever draws all of them half transparent is never right and never far off. "
      "Squared error prefers that: its best answer is the mean.</p>" +
      equation_html(comparison, moment);
  const std::string curve = error_curve_html(comparison, moment);
  std::string words;
  const MainRuns main = main_runs(comparison);
  if (main.baseline) words += "<p>" + baseline_text(*main.baseline) + "</p>";
  words += "<p>" + psnr_text(comparison) + "</p>";
  return {"mean", "The blur", "Why squared error blurs",
          html + "<div class='beside'>" + curve + "<div>" + words + "</div></div>"};
}

Section z_section(const Comparison& comparison) {
  const MainRuns main = main_runs(comparison);
  if (!main.sampler || comparison.states.one_real_future) return {};
  std::string html = flow_html(comparison, *main.sampler) + "<p>" +
                     sampler_text(*main.sampler, comparison.setup.samples) + "</p>";
  std::string others;
  for (const auto& run : comparison.runs) {
    if (run.z_walk && &run != main.sampler) others += walk_player(comparison, run);
  }
  html += "<div class='beside'>" +
          many_samples_html(comparison, *main.sampler, chosen_moments(comparison).front());
  if (main.sampler->z_walk) {
    html += "<div class='walk'>" + walk_player(comparison, *main.sampler) +
            "<p class='shares'>The z of a sample that showed one future goes in equal steps to the "
            "z of a sample that showed another. Where z is made of bits, what lies between was "
            "never drawn in training.</p></div>";
  }
  html += "</div>";
  if (!others.empty()) {
    html += details_html("The other runs, from one z to another",
                         "<div class='walks'>" + others + "</div>");
  }
  return {"z", "The z", "A new z, a new answer", html};
}

Section rollouts_section(const ReportExtras& extras) {
  if (!extras.rollouts) return {};
  return {"rollouts", "Played on", "Fed with its own frames",
          "<p>Every drawn frame goes back in as the newest of the past ones, with its own pixels. "
          "The rules run beside it and say when it stops being a game. These are the first games "
          "in seed order; the program <code>rollout</code> counts many.</p>" +
              rollout_players_html(*extras.rollouts)};
}

Section states_section(const Comparison& comparison) {
  const StateSet& states = comparison.states;
  std::vector<std::string> lines{
      std::to_string(states.main.size()) + " states in the tables, from " +
      std::to_string(states.games) + (states.one_real_future ? " episodes" : " games") + "; " +
      std::to_string(states.distinct_pasts) + " of their pasts (x, " +
      std::to_string(comparison.setup.past_frames) + " frames) are distinct."};
  if (!states.one_real_future) {
    lines.push_back("They come from games that no recording holds" + seen_text(comparison) +
                    ". The simulator tries every choice in them, so all next frames and their "
                    "probabilities are known exactly; every coloured frame was judged by its "
                    "distance to those, not by eye.");
  }
  if (comparison.setup.mazes) {
    lines.push_back(escape_html(maze_counts_text(*comparison.setup.mazes)) + ".");
  }
  if (comparison.setup.ahead > 1) {
    lines.push_back("Predicted is not the very next frame but the one " +
                    std::to_string(comparison.setup.ahead) +
                    " recorded frames after the present one.");
  }
  if (!states.forced.empty()) {
    lines.push_back(std::to_string(states.forced.size()) +
                    " states of the same games with one future only, a row of their own.");
  }
  for (const auto& [reason, count] : states.excluded) {
    if (count > 0)
      lines.push_back(std::to_string(count) + " left out: " + escape_html(reason) + ".");
  }
  return {"states", "", "Which moments were asked", list(lines)};
}

Section runs_section(const Comparison& comparison) {
  std::string head = "<thead><tr><th></th>";
  bool any = false;
  for (const auto& run : comparison.runs) {
    if (run.folder.empty()) continue;
    any = true;
    head += "<th scope='col'>" + escape_html(run.name) + "<small>" + escape_html(run.folder) +
            "</small></th>";
  }
  if (!any) return {};
  return {"runs", "", "The runs",
          "<div class='scroll'><table class='facts'>" + head + "</tr></thead><tbody>" +
              fact_rows(comparison) + seen_row(comparison) + "</tbody></table></div>"};
}

std::string report_html(const Comparison& comparison, const ReportExtras& extras) {
  const Setup& setup = comparison.setup;
  return page_html(
      "Crossroads: " + (comparison.states.one_real_future ? setup.recording : setup.level),
      headline_html(comparison),
      {mean_section(comparison), z_section(comparison), rollouts_section(extras),
       pictures_section(comparison), numbers_section(comparison), ways_section(comparison),
       differences_section(comparison), calibration_section(comparison),
       training_section(comparison, extras.logs), time_section(comparison),
       states_section(comparison), runs_section(comparison), command_section(setup.command)});
}

}  // namespace crossroads
