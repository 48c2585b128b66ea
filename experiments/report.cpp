#include "experiments/report.hpp"

#include <cmath>

#include "experiments/charts.hpp"
#include "experiments/html.hpp"
#include "experiments/picture.hpp"

namespace crossroads {
namespace {

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

std::string list(const std::vector<std::string>& lines, const std::string& tag,
                 const std::string& kind) {
  std::string html = "<" + tag + " class='" + kind + "'>";
  for (const auto& line : lines) html += "<li>" + line + "</li>";
  return html + "</" + tag + ">";
}

std::vector<std::string> story_of_a_recording(const Comparison& comparison) {
  const MainRuns main = main_runs(comparison);
  std::vector<std::string> lines{
      "A run sees the last frames of the recording and draws the next one.",
      "Beside it stands the one next frame that really came. Nobody knows what else could have "
      "come.",
      "So a sharp frame that shows another turn looks wrong here, though it may be right.",
      "Numbers that compare with that one frame favour blur: the average of all futures is never "
      "far from any."};
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
  return lines;
}

// Nothing where one future is so likely that a blend is hardly told from it.
std::string blends_text(const RunResult& run) {
  const double blend = read(&run, Metric::blend);
  return std::isfinite(blend) ? ", " + percent_text(blend) + " are blends" : "";
}

void tell_baseline(const RunResult& run, std::vector<std::string>& lines) {
  const std::string shown = percent_text(read(&run, Metric::valid)) +
                            " of its frames show one true turn" + blends_text(run) + ".";
  if (run.arm != "mse") {
    lines.push_back("The baseline (" + escape_html(run.arm) +
                    ") has one answer for all futures: " + shown);
    return;
  }
  lines.push_back(
      "The baseline was trained with squared error. Its best answer is the average of "
      "all futures: " +
      shown);
  const double error = read(&run, Metric::mse_to_exact_mean);
  const std::string how = error <= 0.05 ? "It is well trained: it lies within "
                                        : "It is not fully trained: it still differs by ";
  lines.push_back(how + percent_text(error) +
                  " (of the futures' own variance) from the exact mean, the best that any network "
                  "trained that way can reach. Its sharpness is " +
                  number_text(read(&run, Metric::sharpness), 2) + " of reality's.");
}

void tell_sampler(const RunResult& run, int samples, std::vector<std::string>& lines) {
  lines.push_back("The " + arm_word(run) + " (" + escape_html(run.arm) +
                  ") gets the same past frames and a random z. Every z is another answer.");
  lines.push_back(percent_text(read(&run, Metric::valid)) + " of its samples are one true turn" +
                  blends_text(run) + "; their sharpness is " +
                  number_text(read(&run, Metric::sharpness), 2) + " of reality's.");
  lines.push_back("Over many z it visits " + percent_text(read(&run, Metric::coverage)) +
                  " of the true futures. Its turns' rates are off by " +
                  number_text(read(&run, Metric::turn_tv), 3) + "; with " +
                  std::to_string(samples) + " samples chance alone makes " +
                  number_text(read_floor(&run, Metric::turn_tv), 3) + ".");
}

void tell_psnr(const Comparison& comparison, const MainRuns& main,
               std::vector<std::string>& lines) {
  std::string line = "PSNR, the usual number, prefers the blur: ";
  if (main.baseline && main.sampler) {
    line += "the baseline reads " + number_text(read(main.baseline, Metric::psnr_moving), 1) +
            " dB, the samples " + number_text(read(main.sampler, Metric::psnr_moving), 1) + " dB. ";
  }
  const RunResult* exact = find_run(comparison, "exact_mean");
  const RunResult* sampler = find_run(comparison, "exact_sampler");
  line += "The exact mean reads " + number_text(read(exact, Metric::psnr_moving), 1) +
          " dB and a perfect sampler " + number_text(read(sampler, Metric::psnr_moving), 1) +
          ": 3 dB less, though each of its frames is right.";
  lines.push_back(line);
}

std::string seen_text(const Comparison& comparison, const MainRuns& main) {
  const RunResult* run = main.sampler ? main.sampler : main.baseline;
  if (!run || !run->pasts_in_training) return "";
  return "; of their " + std::to_string(comparison.states.distinct_pasts) + " distinct pasts " +
         std::to_string(*run->pasts_in_training) + " happen to occur in the training data too";
}

std::vector<std::string> story_of_a_level(const Comparison& comparison) {
  const MainRuns main = main_runs(comparison);
  std::vector<std::string> lines{
      "At a junction the player takes one way or another. Nothing in the past frames says which.",
      "So several next frames are right. The simulator tries every choice: all of them, and their "
      "probabilities, are known exactly.",
      "Copying the last frame is wrong every time something moves."};
  if (main.baseline) tell_baseline(*main.baseline, lines);
  if (main.sampler) tell_sampler(*main.sampler, comparison.setup.samples, lines);
  tell_psnr(comparison, main, lines);
  lines.push_back(
      "All states come from games that no recording holds" + seen_text(comparison, main) +
      ". Every coloured frame was judged by its distance to the true frames, not by eye.");
  return lines;
}

std::string fact_rows(const Comparison& comparison) {
  static const std::vector<std::pair<std::string, std::string>> kFacts{
      {"arm", "arm"},
      {"seed", "seed"},
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
      row += "<td>" + (value.empty() ? "&ndash;" : grouped_text(escape_html(value))) + "</td>";
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

}  // namespace

std::string headline_html(const Comparison& comparison) {
  const MainRuns main = main_runs(comparison);
  const bool real = comparison.states.one_real_future;
  std::string html = "<header><p class='kicker'>Crossroads &middot; " +
                     escape_html(real ? "recording " + comparison.setup.recording
                                      : "level " + comparison.setup.level + ", player " +
                                            comparison.setup.policy) +
                     "</p><h1>" +
                     (real ? "What comes next? Samples beside the frame that came"
                           : "Left or right? What a network draws when both may come") +
                     "</h1>";
  if (real) return html + "</header>\n";
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
  return html + "</div></header>\n";
}

std::string story_html(const Comparison& comparison) {
  const auto lines = comparison.states.one_real_future ? story_of_a_recording(comparison)
                                                       : story_of_a_level(comparison);
  return "<section id='story'><div><h2>What one sees</h2>" + list(lines, "ol", "story") + "</div>" +
         teaser_html(comparison) + "</section>\n";
}

std::string questions_html(const Comparison& comparison) {
  const StateSet& states = comparison.states;
  std::vector<std::string> lines{
      std::to_string(states.main.size()) + " states in the tables, from " +
      std::to_string(states.games) + (states.one_real_future ? " episodes" : " games") + "; " +
      std::to_string(states.distinct_pasts) + " of their pasts (x, " +
      std::to_string(comparison.setup.past_frames) + " frames) are distinct."};
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
  return "<section id='states'><h2>Which states</h2>" + list(lines, "ul", "plain") + "</section>\n";
}

std::string runs_html(const Comparison& comparison, const TrainingLogs& logs) {
  std::string head = "<thead><tr><th></th>";
  std::string curves;
  for (const auto& run : comparison.runs) {
    if (run.folder.empty()) continue;
    head += "<th scope='col'>" + escape_html(run.name) + "<small>" + escape_html(run.folder) +
            "</small></th>";
    const auto log = logs.find(run.folder);
    const std::string drawn = log == logs.end() ? "" : training_curves_html(log->second);
    if (!drawn.empty()) {
      curves += "<h3>Training of " + escape_html(run.name) + ", over its steps</h3>" + drawn;
    }
  }
  return "<section id='runs'><h2>The runs</h2><div class='scroll'><table class='facts'>" + head +
         "</tr></thead><tbody>" + fact_rows(comparison) + seen_row(comparison) +
         "</tbody></table></div><div style='margin-top:1.6rem'>" + curves + "</div></section>\n";
}

std::string report_html(const Comparison& comparison, const TrainingLogs& logs) {
  const Setup& setup = comparison.setup;
  return page_html(
      "Crossroads: " + (comparison.states.one_real_future ? setup.recording : setup.level),
      headline_html(comparison) + story_html(comparison) + rows_html(comparison) +
          numbers_html(comparison) + ways_html(comparison) + differences_html(comparison) +
          calibration_html(comparison) + time_to_quality_html(comparison) + z_html(comparison) +
          questions_html(comparison) + runs_html(comparison, logs) + command_html(setup.command));
}

}  // namespace crossroads
