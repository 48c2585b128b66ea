// The pictures of report.html: the first states, what came before, what may come, what was drawn.
#include <algorithm>

#include "experiments/html.hpp"
#include "experiments/picture.hpp"
#include "experiments/report.hpp"

namespace crossroads {
namespace {

std::string arrow_html(const std::string& label) {
  if (label == "left") return "&#8592;";
  if (label == "right") return "&#8594;";
  if (label == "up") return "&#8593;";
  if (label == "down") return "&#8595;";
  return escape_html(label);
}

std::string tile(const Frame& frame, const std::string& kind, const std::string& caption,
                 const std::string& description) {
  return "<div class='t " + kind + "'><span>" + image_html(frame, description) + "</span>" +
         (caption.empty() ? "" : "<small>" + caption + "</small>") + "</div>";
}

// kind: "" for small pictures two in a line, "large" for one, "samples" for a line of its own.
std::string group(const std::string& title, const std::string& note, const std::string& kind,
                  const std::string& tiles, const std::string& below = "") {
  return "<figure class='g " + kind + "'><figcaption>" + title + "<small>" +
         (note.empty() ? "&nbsp;" : note) + "</small></figcaption><div class='tiles'>" + tiles +
         "</div>" + below + "</figure>";
}

std::string past_group(const EvaluationState& state) {
  std::string tiles;
  for (std::size_t i = 0; i < state.past.size(); ++i) {
    const auto ago = state.past.size() - 1 - i;
    tiles +=
        tile(state.past[i], "", ago == 0 ? "now" : "&minus;" + std::to_string(ago), "a past frame");
  }
  return group("Past frames", "what a network sees", "", tiles);
}

std::string truth_group(const EvaluationState& state, bool one_real_future) {
  std::string tiles;
  for (const auto& legal : state.legal) {
    tiles +=
        tile(legal.frame, "truth",
             one_real_future ? "" : arrow_html(legal.label) + " " + percent_text(legal.probability),
             one_real_future ? "the real next frame" : "a true next frame: " + legal.label);
  }
  if (one_real_future) return group("Real next frame", "the one that came", "large", tiles);
  return group("True next frames", "each with its chance", state.legal.size() > 2 ? "" : "one",
               tiles);
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

std::string answer_group(const RunResult& run, const ShownAnswer& answer,
                         const EvaluationState& state, const Setup& setup, bool one_real_future) {
  std::string tiles;
  for (std::size_t i = 0; i < answer.frames.size(); ++i) {
    const auto& one = answer.judged[i];
    const std::string word = one.verdict == Verdict::valid ? arrow_html(state.legal[one.mode].label)
                                                           : verdict_word(one.verdict);
    tiles +=
        tile(answer.frames[i], one_real_future ? "" : verdict_text(one.verdict),
             one_real_future ? "" : word,
             run.name + (one_real_future ? "" : std::string(": ") + verdict_text(one.verdict)));
  }
  const std::string note =
      run.folder.empty()
          ? (run.deterministic ? "no network" : "the goal")
          : escape_html(run.name) + (run.deterministic
                                         ? ", its one answer"
                                         : ", " + std::to_string(answer.frames.size()) + " of " +
                                               std::to_string(setup.samples) + " samples");
  const bool bar = !run.deterministic && !one_real_future;
  return group(arm_title(run), note, run.deterministic ? "large" : "samples", tiles,
               bar ? shares_html(answer, state) : "");
}

// The first state in large: what may come, what the baseline and the sampler draw.
std::string teaser_line(const std::string& title, const std::string& tiles) {
  return "<figure class='g'><figcaption>" + title + "</figcaption><div class='tiles'>" + tiles +
         "</div></figure>";
}

std::string state_html(const Comparison& comparison, std::size_t row, const CloseUp& part) {
  const EvaluationState& state = comparison.states.main[row];
  const bool real = comparison.states.one_real_future;
  std::string groups = past_group(state) + truth_group(state, real);
  const auto add = [&](const RunResult& run) {
    groups += answer_group(run, run.shown[row], state, comparison.setup, real);
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
  return "<article class='state' style='--cx:" + std::to_string(part.x) +
         ";--cy:" + std::to_string(part.y) + "'><h3>" + std::to_string(row + 1) + " <small>" +
         place + "</small></h3><div class='groups'>" + groups + "</div></article>\n";
}

constexpr const char* kLegend =
    "<ul class='legend'><li class='c-truth'><i></i><span>true next frame</span></li>"
    "<li class='c-valid'><i></i><span>valid: one of the true ones</span></li>"
    "<li class='c-blend'><i></i><span>blend: several at once</span></li>"
    "<li class='c-vanished'><i></i><span>gone: nobody left</span></li>"
    "<li class='c-other'><i></i><span>wrong in another way</span></li></ul>";

std::string size_style(const Frame& frame, const CloseUp& part) {
  return "--w:" + std::to_string(frame.width_px) + ";--h:" + std::to_string(frame.height_px) +
         ";--cw:" + std::to_string(part.width) + ";--ch:" + std::to_string(part.height);
}

}  // namespace

std::string teaser_html(const Comparison& comparison) {
  const MainRuns main = main_runs(comparison);
  const EvaluationState& state = comparison.states.main.front();
  const CloseUp part = close_ups(comparison.states.main, 32).front();
  std::string truth;
  for (std::size_t m = 0; m < std::min<std::size_t>(2, state.legal.size()); ++m) {
    truth += tile(state.legal[m].frame, "truth", "", "a true next frame");
  }
  std::string html =
      teaser_line(comparison.states.one_real_future ? "Came next" : "Either may come", truth);
  const auto add = [&](const RunResult* run, const std::string& title, std::size_t most) {
    if (!run) return;
    const ShownAnswer& answer = run->shown.front();
    std::string tiles;
    for (std::size_t i = 0; i < std::min(most, answer.frames.size()); ++i) {
      const char* kind =
          comparison.states.one_real_future ? "" : verdict_text(answer.judged[i].verdict);
      tiles += tile(answer.frames[i], kind, "", run->name);
    }
    html += teaser_line(title, tiles);
  };
  add(main.baseline, "The baseline draws", 1);
  if (main.sampler) add(main.sampler, "The " + arm_word(*main.sampler) + " draws", 4);
  return "<div class='teaser' style='" + size_style(state.past.back(), part) +
         ";--cx:" + std::to_string(part.x) + ";--cy:" + std::to_string(part.y) + "'>" + html +
         "</div>";
}

std::string rows_html(const Comparison& comparison) {
  const auto parts = close_ups(comparison.states.main, 32);
  const Frame& frame = comparison.states.main.front().past.back();
  const bool real = comparison.states.one_real_future;
  const bool cropped =
      parts.front().width < frame.width_px || parts.front().height < frame.height_px;
  std::string html =
      "<section id='pictures' style='" + size_style(frame, parts.front()) + "'><h2>Look</h2><p>";
  html += real
              ? "Places of the recording, evenly spread over those where something moves."
              : "The first states with several futures, in seed order: nothing was picked by hand.";
  html += "</p>";
  if (!real) html += kLegend;
  if (cropped) {
    html +=
        "<input type='checkbox' id='whole'><label class='switch' for='whole'>Show the whole "
        "board instead of the close-up</label>";
  }
  html += "<div class='cards'>";
  const auto rows = std::min<std::size_t>(comparison.states.main.size(),
                                          static_cast<std::size_t>(comparison.setup.rows));
  for (std::size_t row = 0; row < rows; ++row) html += state_html(comparison, row, parts[row]);
  return html + "</div></section>\n";
}

}  // namespace crossroads
