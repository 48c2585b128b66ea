#include "experiments/charts.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "experiments/html.hpp"

namespace crossroads {
namespace {

// Maps values to the pixels of a chart with its origin at the lower left.
struct Axes {
  double left = 40, right = 300, top = 14, bottom = 260;
  double most_x = 1, most_y = 1;
  [[nodiscard]] double x(double value) const { return left + (right - left) * value / most_x; }
  [[nodiscard]] double y(double value) const {
    return bottom - (bottom - top) * std::min(value, most_y) / most_y;
  }
};

std::string px(double value) {
  return number_text(value, 1);
}

std::string line_svg(double x1, double y1, double x2, double y2, const std::string& style) {
  return "<path d='M" + px(x1) + " " + px(y1) + "L" + px(x2) + " " + px(y2) + "' " + style + "/>";
}

std::string text_svg(double x, double y, const std::string& anchor, const std::string& text) {
  return "<text x='" + px(x) + "' y='" + px(y) + "' text-anchor='" + anchor + "'>" + text +
         "</text>";
}

std::string axes_svg(const Axes& axes, int decimals_x, int decimals_y, const std::string& unit_x) {
  std::string svg = "<path d='M" + px(axes.left) + " " + px(axes.top) + "V" + px(axes.bottom) +
                    "H" + px(axes.right) +
                    "' fill='none' stroke='var(--plain)'/><g fill='var(--quiet)' font-size='11'>";
  for (int i = 0; i <= 4; ++i) {
    const double part = i / 4.0;
    svg += text_svg(axes.x(part * axes.most_x), axes.bottom + 15, "middle",
                    number_text(part * axes.most_x, decimals_x));
    svg += text_svg(axes.left - 6, axes.y(part * axes.most_y) + 4, "end",
                    number_text(part * axes.most_y, decimals_y));
  }
  return svg + text_svg((axes.left + axes.right) / 2, axes.bottom + 31, "middle", unit_x) + "</g>";
}

std::string chart(const std::string& label, const std::string& content) {
  return "<svg class='chart' viewBox='0 0 312 296' role='img' aria-label='" + label + "'>" +
         content + "</svg>";
}

std::string colour_of(std::size_t index) {
  static const std::vector<std::string> kColours{"var(--valid)", "var(--blend)", "var(--vanished)",
                                                 "var(--other)", "var(--truth)"};
  return kColours[index % kColours.size()];
}

std::string key_html(const std::string& colour, const std::string& name) {
  return " <span style='white-space:nowrap'><span style='color:" + colour + "'>&#9679;</span> " +
         escape_html(name) + "</span>";
}

// What has a calibration curve: arms with several seeds together, else single runs.
struct Curve {
  std::string name, colour;
  const std::vector<CalibrationPoint>* points = nullptr;
};

std::vector<Curve> calibration_curves(const Comparison& comparison) {
  std::vector<Curve> curves;
  for (const auto& run : comparison.runs) {
    if (run.arm == "exact_sampler") curves.push_back({run.name, "var(--quiet)", &run.calibration});
  }
  std::size_t index = 0;
  for (const auto& arm : comparison.arms) {
    if (arm.calibration.empty()) continue;
    curves.push_back({arm.label, colour_of(index++), &arm.calibration});
  }
  for (const auto& run : comparison.runs) {
    const bool in_arm =
        std::any_of(comparison.arms.begin(), comparison.arms.end(), [&](const ArmResult& arm) {
          return std::count(arm.runs.begin(), arm.runs.end(), run.name) > 0;
        });
    if (run.folder.empty() || run.deterministic || in_arm) continue;
    curves.push_back({run.name, colour_of(index++), &run.calibration});
  }
  return curves;
}

// 95 % of a perfect sampler's mean shares lie in this band around the diagonal.
std::string band_svg(const Axes& axes, const std::vector<CalibrationPoint>& points) {
  std::string svg;
  for (const auto& point : points) {
    svg += line_svg(axes.x(point.probability), axes.y(point.probability - point.noise),
                    axes.x(point.probability), axes.y(point.probability + point.noise),
                    "stroke='var(--truth)' stroke-opacity='.25' stroke-width='16'");
  }
  return svg;
}

std::string curve_svg(const Axes& axes, const Curve& curve, double shift_px) {
  std::string svg;
  for (const auto& point : *curve.points) {
    const double x = axes.x(point.probability) + shift_px;
    if (point.share.high > point.share.low) {
      svg += line_svg(x, axes.y(point.share.low), x, axes.y(point.share.high),
                      "stroke='" + curve.colour + "' stroke-width='1.5'");
    }
    svg += "<circle r='3.2' cx='" + px(x) + "' cy='" + px(axes.y(point.share.value)) +
           "' style='fill:" + curve.colour + "'/>";
  }
  return svg;
}

std::string calibration_rows(const std::vector<Curve>& curves) {
  std::string html;
  for (const auto& curve : curves) {
    for (const auto& point : *curve.points) {
      html += "<tr><th scope='row'>" + escape_html(curve.name) + "</th><td>" +
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

// One of the two: how a value runs over the seconds, and the bar that it has to reach.
std::string quality_chart(const Comparison& comparison, const std::string& title,
                          double most_seconds, double bar, double most,
                          const std::function<double(const QualityPoint&)>& value) {
  Axes axes;
  axes.most_x = 40 * std::ceil(most_seconds / 40);  // four round marks
  axes.most_y = most;
  std::string svg = axes_svg(axes, 0, 2, "seconds of training");
  svg += line_svg(axes.left, axes.y(bar), axes.right, axes.y(bar),
                  "stroke='var(--truth)' stroke-dasharray='4 4'");
  std::size_t index = 0;
  for (const auto& run : comparison.runs) {
    if (run.quality.empty()) continue;
    std::string points;
    for (const auto& point : run.quality) {
      if (!std::isfinite(value(point))) continue;
      points += px(axes.x(point.seconds)) + "," + px(axes.y(value(point))) + " ";
    }
    svg += "<polyline fill='none' stroke-width='1.7' stroke='" + colour_of(index++) + "' points='" +
           points + "'/>";
  }
  return "<figure class='half'><figcaption>" + title + "</figcaption>" + chart(title, svg) +
         "</figure>";
}

std::string reached_text(const std::vector<QualityPoint>& quality) {
  const auto seconds = seconds_to_quality(quality);
  return seconds ? number_text(*seconds, 0) + " s"
                 : "not within " + number_text(quality.back().seconds, 0) + " s";
}

}  // namespace

std::string calibration_html(const Comparison& comparison) {
  const auto curves = calibration_curves(comparison);
  std::size_t points = 0;
  for (const auto& curve : curves) points = std::max(points, curve.points->size());
  if (points < 2) return "";
  Axes axes;
  std::string svg = axes_svg(axes, 2, 2, "true probability");
  svg += line_svg(axes.x(0), axes.y(0), axes.x(1), axes.y(1),
                  "stroke='var(--truth)' stroke-dasharray='4 4'");
  svg += band_svg(axes, *curves.front().points);
  std::string names;
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const double shift_px =
        5 * (static_cast<double>(i) - (static_cast<double>(curves.size()) - 1) / 2);
    svg += curve_svg(axes, curves[i], shift_px);
    names += key_html(curves[i].colour, curves[i].name);
  }
  return "<section id='calibration'><h2>Calibration</h2><p>How often a future was drawn among "
         "valid samples (upwards) against its true probability. Bars: 95 % intervals. Within the "
         "band lie 95 % of a perfect sampler's points. Where all futures of a state are equally "
         "likely their mean share is right of itself: there the error, state by state, tells."
         "</p><p>" +
         names + "</p>" + chart("calibration", svg) +
         "<div class='scroll' style='margin-top:1rem'><table><thead><tr><th>run</th><th>p</th>"
         "<th>mean share</th><th>95&nbsp;% of perfect</th><th>mean error</th><th "
         "class='c-truth'>perfect</th>"
         "<th>futures</th></tr></thead><tbody>" +
         calibration_rows(curves) + "</tbody></table></div></section>\n";
}

std::string time_to_quality_html(const Comparison& comparison) {
  double most_seconds = 0;
  std::string names;
  std::string rows;
  std::size_t index = 0;
  for (const auto& run : comparison.runs) {
    if (run.quality.empty()) continue;
    most_seconds = std::max(most_seconds, run.quality.back().seconds);
    names += key_html(colour_of(index++), run.name);
    rows += "<tr><th scope='row'>" + escape_html(run.name) + "</th><td>" +
            reached_text(run.quality) + "</td></tr>";
  }
  if (rows.empty()) return "";
  return "<section id='time'><h2>Time to quality</h2><p>Seconds of training until at least " +
         percent_text(kQualityValid) + " of the samples are valid and the turn TV is at most " +
         number_text(kQualityTurnTv, 2) + ", from then on. Snapshots of the training were asked " +
         std::to_string(comparison.setup.snapshot_states) + " states, " +
         std::to_string(std::min(comparison.setup.samples, kSnapshotSamples)) +
         " samples each; seconds are of training alone, on the machine that trained.</p><p>" +
         names + "</p><div class='curves'>" +
         quality_chart(comparison, "valid", most_seconds, kQualityValid, 1,
                       [](const QualityPoint& point) { return point.valid; }) +
         quality_chart(comparison, "turn TV", most_seconds, kQualityTurnTv, 0.4,
                       [](const QualityPoint& point) { return point.turn_tv; }) +
         "</div><div class='scroll'><table><thead><tr><th>run</th><th>seconds to quality</th>"
         "</tr></thead><tbody>" +
         rows + "</tbody></table></div></section>\n";
}

}  // namespace crossroads
