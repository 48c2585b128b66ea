// The pictures of report.html: the moments that it opens with, and the first states, each with what
// came before, what may come, what was drawn.
#include <algorithm>

#include "experiments/film.hpp"
#include "experiments/picture.hpp"
#include "experiments/report.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kMostMoments = 6;
constexpr std::size_t kOpenRows = 4;              // the others are to be opened
constexpr std::size_t kMostRowBytes = 4'000'000;  // large boards: fewer rows, so that a page loads
constexpr int kLeastPartPx = 32;

std::vector<Shot> past_tiles(const EvaluationState& state) {
  std::vector<Shot> tiles;
  for (std::size_t i = 0; i < state.past.size(); ++i) {
    const auto ago = state.past.size() - 1 - i;
    tiles.push_back({state.past[i], "", ago == 0 ? "now" : "&minus;" + std::to_string(ago),
                     ago == 0 ? "the present frame" : "a past frame"});
  }
  return tiles;
}

std::vector<Shot> true_tiles(const EvaluationState& state, bool one_real_future) {
  std::vector<Shot> tiles;
  for (const auto& legal : state.legal) {
    tiles.push_back(
        {legal.frame, "truth",
         one_real_future ? "" : arrow_html(legal.label) + " " + percent_text(legal.probability),
         one_real_future ? "the real next frame" : "a true next frame: " + legal.label});
  }
  return tiles;
}

std::vector<Shot> answer_tiles(const RunResult& run, std::size_t row, const EvaluationState& state,
                               bool one_real_future) {
  const ShownAnswer& answer = run.shown[row];
  std::vector<Shot> tiles;
  for (std::size_t i = 0; i < answer.frames.size(); ++i) {
    const auto& judged = answer.judged[i];
    if (one_real_future) {
      tiles.push_back({answer.frames[i], "", "", run.name});
    } else {
      tiles.push_back({answer.frames[i], verdict_text(judged.verdict), judged_html(judged, state),
                       run.name + ": " + verdict_text(judged.verdict)});
    }
  }
  return tiles;
}

std::string tiles_html(const std::vector<Shot>& tiles, std::size_t most = 1000) {
  std::string html;
  for (std::size_t i = 0; i < std::min(most, tiles.size()); ++i) html += tile_html(tiles[i]);
  return html;
}

std::string past_group(const EvaluationState& state) {
  return figure_html("", "Past frames", "what a network sees", tiles_html(past_tiles(state)));
}

std::string truth_group(const EvaluationState& state, bool one_real_future) {
  const std::string tiles = tiles_html(true_tiles(state, one_real_future));
  if (one_real_future) {
    return figure_html("large", "Real next frame", "the one that came", tiles);
  }
  return figure_html(state.legal.size() > 2 ? "" : "one", "True next frames",
                     "each with its chance", tiles);
}

// The shares of all samples as a coloured bar and in words.
std::string shares_html(const ShownAnswer& answer, const EvaluationState& state) {
  std::string bar;
  std::string words;
  const auto add = [&](const std::string& kind, double share, const std::string& name) {
    if (share <= 0) return;
    bar += "<i class='" + kind + "' style='flex:" + number_text(share, 4) + "'></i>";
    words += (words.empty() ? "" : " &middot; ") + name + " " + percent_text(share);
  };
  for (std::size_t m = 0; m < state.legal.size(); ++m) {
    add("m" + std::to_string(m % 4), answer.shares[m], arrow_html(state.legal[m].label));
  }
  for (const Verdict verdict : {Verdict::blend, Verdict::vanished, Verdict::other}) {
    const auto found = answer.of_verdict.find(verdict);
    if (found == answer.of_verdict.end()) continue;
    add(std::string("b-") + verdict_text(verdict), found->second, verdict_word(verdict));
  }
  return "<div class='bar'>" + bar + "</div><p class='shares'>" + words + "</p>";
}

std::string answer_group(const RunResult& run, std::size_t row, const EvaluationState& state,
                         const Setup& setup, bool one_real_future) {
  const ShownAnswer& answer = run.shown[row];
  const std::string note =
      run.folder.empty()
          ? (run.deterministic ? "no network" : "the goal")
          : escape_html(run.name) + (run.deterministic
                                         ? ", its one answer"
                                         : ", " + std::to_string(answer.frames.size()) + " of " +
                                               std::to_string(setup.samples) + " samples");
  const bool bar = !run.deterministic && !one_real_future;
  return figure_html(run.deterministic ? "large" : "samples", arm_title(run), note,
                     tiles_html(answer_tiles(run, row, state, one_real_future)),
                     bar ? shares_html(answer, state) : "");
}

std::string state_html(const Comparison& comparison, std::size_t row, const CloseUp& part) {
  const EvaluationState& state = comparison.states.main[row];
  const bool real = comparison.states.one_real_future;
  std::string groups = past_group(state) + truth_group(state, real);
  const auto add = [&](const RunResult& run) {
    groups += answer_group(run, row, state, comparison.setup, real);
  };
  for (const char* arm : {"exact_mean", "copy_last"}) {
    if (const RunResult* run = find_run(comparison, arm)) add(*run);
  }
  for (const bool deterministic : {true, false}) {
    for (const auto& run : comparison.runs) {
      if (!run.folder.empty() && run.deterministic == deterministic) add(run);
    }
  }
  const std::string place =
      real ? "episode " + std::to_string(state.junction) + ", frame " + std::to_string(state.step)
           : "game " + std::to_string(state.game_seed) + ", frame " + std::to_string(state.step);
  return "<article class='state' style='" + place_style(part) + "'><h3>" + std::to_string(row + 1) +
         " <small>" + place + "</small></h3><div class='groups'>" + groups + "</div></article>\n";
}

constexpr const char* kLegend =
    "<ul class='legend'><li class='c-truth'><i></i><span>true next frame</span></li>"
    "<li class='c-valid'><i></i><span>valid: one of the true ones</span></li>"
    "<li class='c-blend'><i></i><span>blend: several at once</span></li>"
    "<li class='c-vanished'><i></i><span>gone: nobody left</span></li>"
    "<li class='c-other'><i></i><span>wrong in another way</span></li></ul>";

// One step of the first picture: a number, what it is, and what one sees.
std::string step_html(int number, const std::string& title, const std::string& note,
                      const std::string& kind, const std::string& content) {
  return "<figure class='g step " + kind + "'><figcaption><b>" + std::to_string(number) + "</b>" +
         title + "<small>" + note + "</small></figcaption>" + content + "</figure>";
}

std::string moment_html(const Comparison& comparison, std::size_t row, const CloseUp& part) {
  const EvaluationState& state = comparison.states.main[row];
  const bool real = comparison.states.one_real_future;
  const MainRuns main = main_runs(comparison);
  const auto tiles = [](const std::string& html) {
    return "<div class='tiles'>" + html + "</div>";
  };
  constexpr std::size_t kMostTruths = 4;
  const std::string truths = real ? "the one that came"
                             : state.legal.size() > kMostTruths
                                 ? std::to_string(kMostTruths) + " of " +
                                       std::to_string(state.legal.size()) + " that may come"
                                 : "any of these may come";
  int number = 1;
  std::string html = step_html(
      number++, "The past", "what a network sees", "past",
      player_html({"the past frames", 350, 1800, 1, true}, {{"", "", past_tiles(state)}}));
  html += step_html(number++, real ? "The next frame" : "The truth", truths,
                    state.legal.size() == 1 ? "single truths" : "truths",
                    tiles(tiles_html(true_tiles(state, real), kMostTruths)));
  if (main.baseline) {
    html += step_html(number++, "The baseline", "its one answer", "single",
                      tiles(tiles_html(answer_tiles(*main.baseline, row, state, real))));
  }
  const RunResult* mean = find_run(comparison, "exact_mean");
  if (!main.baseline && mean) {
    html += step_html(number++, "The mean", "best for squared error", "single",
                      tiles(tiles_html(answer_tiles(*mean, row, state, real))));
  }
  if (main.sampler) {
    html += step_html(number++, "The " + arm_word(*main.sampler), "a new z, a new answer", "",
                      tiles(tiles_html(answer_tiles(*main.sampler, row, state, real), 4)));
  }
  return "<div class='steps fluid' style='" + place_style(part) + "'>" + html + "</div>";
}

std::size_t shown_rows(const Comparison& comparison) {
  return std::min(comparison.states.main.size(), static_cast<std::size_t>(comparison.setup.rows));
}

// Rows until the page would become too large; how many there are is added to `shown`.
std::string rows_of(const Comparison& comparison, std::size_t from, std::size_t to,
                    std::size_t& bytes, std::size_t& shown) {
  const auto parts = close_ups(comparison.states.main, kLeastPartPx);
  std::string html;
  for (std::size_t row = from; row < to && (row == 0 || bytes < kMostRowBytes); ++row, ++shown) {
    const std::string one = state_html(comparison, row, parts[row]);
    bytes += one.size();
    html += one;
  }
  return html;
}

}  // namespace

std::vector<std::size_t> chosen_moments(const Comparison& comparison) {
  std::vector<std::size_t> chosen;
  for (std::size_t row = 0; row < shown_rows(comparison); ++row) {
    const auto& legal = comparison.states.main[row].legal;  // most probable first
    const bool open = legal.size() == 2 && legal.front().probability <= kMostForBlend;
    if (open && chosen.size() < kMostMoments) chosen.push_back(row);
  }
  if (!chosen.empty()) return chosen;
  for (std::size_t row = 0; row < std::min(kMostMoments, shown_rows(comparison)); ++row) {
    chosen.push_back(row);
  }
  return chosen;
}

std::string moments_html(const Comparison& comparison) {
  const auto parts = close_ups(comparison.states.main, kLeastPartPx);
  const auto chosen = chosen_moments(comparison);
  const bool narrow = std::all_of(chosen.begin(), chosen.end(), [&](std::size_t row) {
    return comparison.states.main[row].legal.size() == 2;
  });
  std::string html = std::string("<div class='leafed moments") + (narrow ? " narrow" : "") +
                     "' data-label='moment' style='" +
                     size_style(comparison.states.main.front().past.back(), parts.front()) + "'>";
  for (const std::size_t row : chosen) html += moment_html(comparison, row, parts[row]);
  return html + "</div>" + (comparison.states.one_real_future ? "" : kLegend);
}

std::string many_samples_html(const Comparison& comparison, const RunResult& run, std::size_t row) {
  const EvaluationState& state = comparison.states.main[row];
  const CloseUp part = close_ups(comparison.states.main, kLeastPartPx)[row];
  const ShownAnswer& answer = run.shown[row];
  std::string truth;
  for (const auto& legal : state.legal) {
    truth += (truth.empty() ? "" : " &middot; ") + arrow_html(legal.label) + " " +
             percent_text(legal.probability);
  }
  return "<figure class='g many fluid' style='" + size_style(state.past.back(), part) + ";" +
         place_style(part) + "'><figcaption>The first moment, " +
         std::to_string(comparison.setup.samples) + " times<small>" +
         std::to_string(answer.frames.size()) +
         " of them, and the shares of all</small></figcaption><div class='tiles'>" +
         tiles_html(answer_tiles(run, row, state, false)) + "</div>" + shares_html(answer, state) +
         "<p class='shares c-truth'>true: " + truth + "</p></figure>";
}

Section pictures_section(const Comparison& comparison) {
  const auto parts = close_ups(comparison.states.main, kLeastPartPx);
  const Frame& frame = comparison.states.main.front().past.back();
  const bool real = comparison.states.one_real_future;
  std::size_t bytes = 0, shown = 0;
  const std::size_t rows = shown_rows(comparison);
  const std::string open = rows_of(comparison, 0, std::min(rows, kOpenRows), bytes, shown);
  const std::string more = rows_of(comparison, shown, rows, bytes, shown);
  std::string html =
      real ? "<p>Places of the recording, evenly spread over those where something moves."
           : "<p>The first states with several futures, in seed order: nothing was picked by hand.";
  if (shown < rows) {
    html += " Of " + std::to_string(rows) + " the first " + std::to_string(shown) +
            " are here: this page would be too large with all of them.";
  }
  html += "</p>";
  if (!real) html += kLegend;
  if (parts.front().width < frame.width_px || parts.front().height < frame.height_px) {
    html +=
        "<input type='checkbox' id='whole'><label class='switch' for='whole'>Show the whole "
        "board instead of the close-up</label>";
  }
  html += "<div class='cards' style='" + size_style(frame, parts.front()) + "'>" + open;
  if (!more.empty()) {
    html +=
        details_html(std::to_string(shown - std::min(shown, kOpenRows)) + " more moments", more);
  }
  return {"pictures", "More moments", "Look for yourself", html + "</div>"};
}

}  // namespace crossroads
