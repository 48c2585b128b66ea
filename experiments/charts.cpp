#include "experiments/charts.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/film.hpp"
#include "experiments/frame_math.hpp"
#include "experiments/picture.hpp"
#include "experiments/plot.hpp"
#include "experiments/seed_groups.hpp"

namespace crossroads {
namespace {

// What a chart shows as one: arms with several seeds together, else single runs; then the untrained
// ones of these arms.
struct Shown {
  Series series;
  const Summary* summary = nullptr;
};

bool is_deterministic(const Comparison& comparison, const ArmResult& arm) {
  return std::any_of(comparison.runs.begin(), comparison.runs.end(), [&](const RunResult& run) {
    return run.deterministic && run.name == arm.runs.front();
  });
}

std::vector<Shown> shown_together(const Comparison& comparison,
                                  const std::vector<std::string>& untrained) {
  std::vector<Shown> shown;
  for (const auto& arm : comparison.arms) {
    shown.push_back({{arm.label, true, is_deterministic(comparison, arm)}, &arm});
  }
  for (const auto& run : comparison.runs) {
    if (run.folder.empty() || arm_of(comparison.arms, run.name)) continue;
    shown.push_back({{run.name, true, run.deterministic}, &run});
  }
  for (const auto& arm : untrained) {
    if (const RunResult* run = find_run(comparison, arm)) {
      shown.push_back({{run->name, false, run->deterministic}, run});
    }
  }
  return shown;
}

std::vector<Series> series_of(const std::vector<Shown>& shown) {
  std::vector<Series> series;
  for (const auto& one : shown) series.push_back(one.series);
  return series;
}

// Each row: a name, and its line below.
constexpr int kGlanceWidth = 360, kGlanceLeft = 12, kGlanceRight = 348, kGlanceRow = 36;
constexpr int kGlanceLine = 24;  // from the row's top

std::string glance_x(double value, double most) {
  const double part = std::clamp(value / most, 0.0, 1.0);
  return number_text(kGlanceLeft + (kGlanceRight - kGlanceLeft) * part, 1);
}

std::string glance_row(const Shown& shown, const SeriesStyle& style, const Measured& one, int top,
                       double most) {
  const int y = top + kGlanceLine;
  const std::string height = std::to_string(y);
  std::string svg = "<text x='0' y='" + std::to_string(y - 9) + "'>" +
                    escape_html(shown.series.name) + "</text><path class='grid' d='M" +
                    std::to_string(kGlanceLeft) + " " + height + "H" +
                    std::to_string(kGlanceRight) + "'/>";
  if (one.count == 0 || !std::isfinite(one.value)) return svg;
  if (std::isfinite(one.floor)) {
    svg += "<path class='line c-truth' stroke-width='2' d='M" + glance_x(one.floor, most) + " " +
           std::to_string(y - 6) + "v12'/>";
  }
  if (one.high > one.low) {
    svg += "<path class='line " + style.colour + "' stroke-width='3' d='M" +
           glance_x(one.low, most) + " " + height + "H" + glance_x(one.high, most) + "'/>";
  }
  return svg + "<circle class='" + style.colour + "' r='5' cx='" + glance_x(one.value, most) +
         "' cy='" + height + "'/>";
}

// A round number that nothing shown is above.
double glance_end(const std::vector<Shown>& shown, Metric metric) {
  double most = 0;
  for (const auto& one : shown) {
    const Measured& measured = one.summary->metrics.at(metric_text(metric).key);
    if (measured.count > 0) most = std::max({most, measured.value, measured.high});
  }
  for (const double end : {0.1, 0.2, 0.4, 1.0}) {
    if (most <= end * 1.02) return end;
  }
  return std::ceil(most * 5) / 5;  // half of it has one decimal, too
}

std::string glance_chart(const std::vector<Shown>& shown, Metric metric) {
  const MetricText& text = metric_text(metric);
  const double most = glance_end(shown, metric);
  const auto styles = series_styles(series_of(shown));
  std::string rows, spoken;
  int y = 0;
  for (std::size_t i = 0; i < shown.size(); ++i, y += kGlanceRow) {
    const Measured& one = shown[i].summary->metrics.at(text.key);
    rows += glance_row(shown[i], styles[i], one, y, most);
    if (one.count > 0) {
      spoken += "; " + shown[i].series.name + " " + number_text(one.value, text.decimals);
    }
  }
  for (const double part : {0.0, 0.5, 1.0}) {
    const double mark = part * most;
    rows += "<text text-anchor='middle' x='" + glance_x(mark, most) + "' y='" +
            std::to_string(y + 12) + "'>" + number_text(mark, most < 1 ? 2 : 1) + "</text>";
  }
  return "<figure class='chart'><figcaption>" + std::string(text.title) +
         "</figcaption><svg class='plot' viewBox='0 0 " + std::to_string(kGlanceWidth) + " " +
         std::to_string(y + 18) + "' role='img' aria-label='" + escape_html(text.title + spoken) +
         "'>" + rows + "</svg></figure>";
}

// One of the drawn frames at a state with two futures A and B: how far it has gone from B to A, and
// its expected squared error in units of |A - B|^2.
PlotPoint place_between(const EvaluationState& state, const Frame& frame) {
  const double whole = squared_distance(state.legal[0].frame, state.legal[1].frame);
  const double to_a = squared_distance(frame, state.legal[0].frame);
  const double to_b = squared_distance(frame, state.legal[1].frame);
  return {(to_b - to_a + whole) / (2 * whole),
          (state.legal[0].probability * to_a + state.legal[1].probability * to_b) / whole};
}

// Of all frames that a run showed there; none where there is no run.
std::vector<PlotPoint> places_between(const EvaluationState& state, const RunResult* run,
                                      std::size_t row) {
  std::vector<PlotPoint> places;
  if (!run) return places;
  for (const auto& frame : run->shown[row].frames) places.push_back(place_between(state, frame));
  return places;
}

// Bands and dots of one curve are beside those of the others, not on them.
double beside_px(std::size_t index, std::size_t count) {
  return 6 * (static_cast<double>(index) - (static_cast<double>(count) - 1) / 2);
}

std::string calibration_rows(const std::vector<Shown>& shown) {
  std::string html;
  for (const auto& one : shown) {
    for (const auto& point : one.summary->calibration) {
      html += "<tr><th scope='row'>" + escape_html(one.series.name) + "</th><td>" +
              number_text(point.probability, 3) + "</td><td>" + number_text(point.share.value, 3) +
              "<small>" + number_text(point.share.low, 3) + "&thinsp;to&thinsp;" +
              number_text(point.share.high, 3) + "</small></td><td>&plusmn;&thinsp;" +
              number_text(point.noise, 3) + "</td><td>" + number_text(point.error.value, 3) +
              "</td><td class='c-truth'>" + number_text(point.error.floor, 3) + "</td><td>" +
              std::to_string(point.share.count) + "</td></tr>";
    }
  }
  return html;
}

std::string calibration_plot(const std::vector<Shown>& shown) {
  Plot plot({0, 1}, {0, 1}, 360, 330);
  plot.names("true probability of a future", "its share among valid samples");
  // 95 % of a perfect sampler's mean shares lie in this band around the diagonal.
  for (const auto& point : shown.front().summary->calibration) {
    plot.interval(point.probability, point.probability - point.noise,
                  point.probability + point.noise, "c-truth", 0, 22, 0.25);
  }
  plot.line({{0, 0}, {1, 1}}, "c-truth", "4 4", 1, 1.2);
  const auto styles = series_styles(series_of(shown));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const double shift_px = beside_px(i, shown.size());
    for (const auto& point : shown[i].summary->calibration) {
      if (point.share.high > point.share.low) {
        plot.interval(point.probability, point.share.low, point.share.high, styles[i].colour,
                      shift_px);
      }
      plot.dot({point.probability, point.share.value}, styles[i].colour, shift_px, 3.2);
    }
  }
  return plot.svg("share drawn against true probability");
}

struct AskedRun {
  const RunResult* run = nullptr;
  std::size_t series = 0;
};

// The runs of which snapshots were asked; those that differ by seed alone are one series.
struct AskedRuns {
  std::vector<AskedRun> runs;
  std::vector<Series> series;
};

AskedRuns asked_while_training(const Comparison& comparison) {
  AskedRuns asked;
  auto& series = asked.series;
  for (const auto& run : comparison.runs) {
    if (run.quality.empty()) continue;
    const ArmResult* arm = arm_of(comparison.arms, run.name);
    const std::string name = arm ? arm->label : run.name;
    auto found = std::find_if(series.begin(), series.end(),
                              [&](const Series& one) { return one.name == name; });
    if (found == series.end()) found = series.insert(found, {name, true, run.deterministic});
    asked.runs.push_back({&run, static_cast<std::size_t>(found - series.begin())});
  }
  return asked;
}

// How a value runs over the seconds, and the bar that it has to reach.
std::string quality_chart(const AskedRuns& asked, const std::string& title, double most_seconds,
                          double bar, double most, double QualityPoint::*value) {
  Plot plot({0, most_seconds}, {0, most});
  plot.names("seconds of training", title);
  plot.line({{0, bar}, {most_seconds, bar}}, "c-plain", "4 4", 1, 1.2);
  const auto styles = series_styles(asked.series);
  for (const auto& [run, series] : asked.runs) {
    std::vector<PlotPoint> points;
    for (const auto& point : run->quality) points.push_back({point.seconds, point.*value});
    plot.line(points, styles[series].colour, styles[series].dashes);
  }
  return "<figure class='chart'>" + plot.svg(title + " over the seconds of training") + "</figure>";
}

std::string reached_text(const std::vector<QualityPoint>& quality) {
  const auto seconds = seconds_to_quality(quality);
  return seconds ? number_text(*seconds, 0) + " s"
                 : "not within " + number_text(quality.back().seconds, 0) + " s";
}

}  // namespace

std::string glance_html(const Comparison& comparison) {
  if (comparison.states.one_real_future) return "";
  const auto shown = shown_together(comparison, {"exact_sampler", "exact_mean"});
  std::string html =
      "<p>Dots with 95 % intervals; the upright blue line is what a perfect sampler reads with as "
      "many samples.</p><div class='charts'>";
  for (const Metric metric : {Metric::valid, Metric::blend, Metric::coverage, Metric::tv,
                              Metric::turn_tv, Metric::sharpness}) {
    html += glance_chart(shown, metric);
  }
  return html + "</div>";
}

std::string error_curve_html(const Comparison& comparison, std::size_t state_index) {
  const EvaluationState& state = comparison.states.main[state_index];
  if (state.legal.size() != 2) return "";
  const MainRuns main = main_runs(comparison);
  const std::vector<PlotPoint> sampled = places_between(state, main.sampler, state_index);
  const std::vector<PlotPoint> blurred = places_between(state, main.baseline, state_index);
  const double p = state.legal[0].probability;
  std::vector<PlotPoint> curve;
  for (int i = -4; i <= 44; ++i) {
    const double way = i / 40.0;
    curve.push_back({way, p * (1 - way) * (1 - way) + (1 - p) * way * way});
  }
  double most = 0.7;
  for (const auto& points : {curve, sampled, blurred}) {
    for (const auto& point : points) most = std::max(most, point.y);
  }
  const std::string a = arrow_html(state.legal[0].label), b = arrow_html(state.legal[1].label);
  Plot plot({-0.1, 1.1}, {0, most});
  plot.names("how much of " + a + " is in the answer, the rest is " + b, "expected squared error");
  plot.line(curve, "c-plain");
  plot.note({0, p}, "only " + b, "c-truth", 12, 0, "start");
  plot.note({1, 1 - p}, "only " + a, "c-truth", -12, 0, "end");
  plot.note({p, p * (1 - p)}, "the mean of both: least", "c-plain", 0, 22);
  for (const auto& place : sampled) plot.dot(place, "c-valid", 0, 5);
  for (const auto& place : blurred) plot.dot(place, "c-blend", 0, 5);
  std::string legend;
  if (main.baseline) legend += "<li class='c-blend'>&#9679; <span>the baseline's frame</span></li>";
  if (main.sampler) {
    legend += "<li class='c-valid'>&#9679; <span>" + std::to_string(sampled.size()) +
              " frames of the " + arm_word(*main.sampler) + "</span></li>";
  }
  return "<figure class='chart'>" +
         plot.svg("expected squared error of mixtures: least at the mean") +
         (legend.empty() ? "" : "<ul class='legend'>" + legend + "</ul>") +
         "<figcaption><small>Measured, in units of the squared distance between the two futures. "
         "A true frame reads " +
         number_text(1 - p, 2) + " or " + number_text(p, 2) + ", the blur " +
         number_text(p * (1 - p), 2) + ".</small></figcaption></figure>";
}

Section calibration_section(const Comparison& comparison) {
  auto shown = shown_together(comparison, {"exact_sampler"});
  shown.erase(std::remove_if(shown.begin(), shown.end(),
                             [](const Shown& one) { return one.summary->calibration.empty(); }),
              shown.end());
  std::size_t points = 0;
  for (const auto& one : shown) points = std::max(points, one.summary->calibration.size());
  if (points < 2) return {};
  return {"calibration", "Calibration", "Does it know how likely each turn is?",
          "<p>How often a future was drawn among valid samples (upwards) against its true "
          "probability. On the dashed line drawn and true agree. Bars: 95 % intervals. Within the "
          "blue band lie 95 % of a perfect sampler's points: chance alone makes that much. Where "
          "all futures of a state are equally likely their mean share is right of itself: there "
          "the error, state by state, tells.</p>" +
              series_legend_html(series_of(shown)) + "<figure class='chart'>" +
              calibration_plot(shown) + "</figure>" +
              details_html("The same in numbers",
                           "<div class='scroll'><table><thead><tr><th scope='col'>run</th><th "
                           "scope='col'>p</th><th scope='col'>mean share</th><th "
                           "scope='col'>95&nbsp;% of perfect</th><th scope='col'>mean error</th>"
                           "<th scope='col' class='c-truth'>perfect</th><th "
                           "scope='col'>futures</th></tr></thead><tbody>" +
                               calibration_rows(shown) + "</tbody></table></div>")};
}

Section time_section(const Comparison& comparison) {
  const auto asked = asked_while_training(comparison);
  if (asked.runs.empty()) return {};
  double most_seconds = 1;
  std::string rows;
  for (const auto& [run, series] : asked.runs) {
    most_seconds = std::max(most_seconds, run->quality.back().seconds);
    rows += "<tr><th scope='row'>" + escape_html(run->name) + "</th><td>" +
            reached_text(run->quality) + "</td></tr>";
  }
  return {"time", "Time to quality", "How long until it is good?",
          "<p>Seconds of training until at least " + percent_text(kQualityValid) +
              " of the samples are valid and the turn TV is at most " +
              number_text(kQualityTurnTv, 2) +
              ", from then on (dashed: these bars). States judged at each snapshot: " +
              std::to_string(comparison.setup.snapshot_states) + ", samples of each state: " +
              std::to_string(std::min(comparison.setup.samples, kSnapshotSamples)) +
              "; seconds are of training alone, on the machine that trained.</p>" +
              series_legend_html(asked.series) + "<div class='charts'>" +
              quality_chart(asked, "valid", most_seconds, kQualityValid, 1, &QualityPoint::valid) +
              quality_chart(asked, "turn TV", most_seconds, kQualityTurnTv, 0.4,
                            &QualityPoint::turn_tv) +
              "</div><div class='scroll'><table><thead><tr><th scope='col'>run</th><th "
              "scope='col'>seconds to quality</th></tr></thead><tbody>" +
              rows + "</tbody></table></div>"};
}

}  // namespace crossroads
