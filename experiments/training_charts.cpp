// Training curves of report.html: one chart a column of log.csv, all runs in it.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <set>
#include <sstream>

#include "experiments/charts.hpp"
#include "experiments/plot.hpp"
#include "experiments/seed_groups.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kMostPoints = 150;  // a curve is no sharper than its pixels
constexpr std::size_t kWindow = 5;        // of the running mean over a curve's points
constexpr std::size_t kMostRaw = 4;       // more runs than these, and only their means are legible

struct ColumnText {
  const char *key, *title, *meaning;
  bool logarithmic = false;
};
constexpr ColumnText kColumnTexts[] = {
    {"squared_error", "squared error of a sample",
     "What the baseline is trained on. A right sampler's is about twice the blur's.", true},
    {"energy_score", "energy score",
     "Distance to the real frame less the spread of two samples: least for the true rates."},
    {"discriminator_loss", "discriminator's loss",
     "0.69: it can't tell drawn frames from real ones. Below: it can."},
    {"generator_loss", "generator's adversarial loss",
     "0.69: drawn frames look as real as real ones. Above: they are found out."},
    {"energy_gradient", "gradient of the other loss", "Its norm at the generator's output."},
    {"adversarial_gradient", "adversarial gradient",
     "The same of the discriminator's judgement: above 0, it is alive."},
    {"adversarial_weight", "weight of the adversarial term", "Set so that both gradients count."},
    {"loss", "whole loss", "What is trained on, weights and phases included.", true},
};

struct Log {
  std::size_t series = 0;
  std::vector<std::string> names;
  std::vector<std::vector<double>> columns;
};

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

// What is no number reads NaN.
Log read_log(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line;
  Log log;
  if (!std::getline(lines, line)) return log;
  log.names = split(line);
  log.columns.resize(log.names.size());
  while (std::getline(lines, line)) {
    const auto cells = split(line);
    for (std::size_t i = 0; i < log.names.size(); ++i) {
      char* end = nullptr;
      const double value = i < cells.size() ? std::strtod(cells[i].c_str(), &end) : 0;
      const bool read = end && end != cells[i].c_str();
      log.columns[i].push_back(read ? value : std::numeric_limits<double>::quiet_NaN());
    }
  }
  return log;
}

struct Curve {
  std::size_t series = 0;
  std::vector<PlotPoint> points;
};

// Until a term is switched on its column reads 0: that is no curve yet.
Curve curve_of(const Log& log, const std::string& name) {
  Curve curve{log.series, {}};
  const auto found = std::find(log.names.begin(), log.names.end(), name);
  if (found == log.names.end()) return curve;
  const auto& steps = log.columns.front();
  const auto& values = log.columns[static_cast<std::size_t>(found - log.names.begin())];
  const std::size_t stride = std::max<std::size_t>(1, values.size() / kMostPoints);
  bool on = false;
  for (std::size_t i = (values.size() - 1) % stride; i < values.size(); i += stride) {
    if (!std::isfinite(values[i]) || !std::isfinite(steps[i])) continue;
    on = on || values[i] != 0;
    if (on) curve.points.push_back({steps[i], values[i]});
  }
  return curve;
}

std::vector<PlotPoint> running_mean(const std::vector<PlotPoint>& points) {
  std::vector<PlotPoint> means;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t half = std::min({kWindow / 2, i, points.size() - 1 - i});
    double sum = 0;
    for (std::size_t k = i - half; k <= i + half; ++k) sum += points[k].y;
    means.push_back({points[i].x, sum / static_cast<double>(2 * half + 1)});
  }
  return means;
}

// Empty where nothing changes.
std::string chart(const std::string& name, const std::vector<Curve>& curves,
                  const std::vector<Series>& series) {
  double low = std::numeric_limits<double>::infinity(), high = -low, first = low, last = high;
  for (const auto& curve : curves) {
    for (const auto& point : curve.points) {
      low = std::min(low, point.y);
      high = std::max(high, point.y);
      first = std::min(first, point.x);
      last = std::max(last, point.x);
    }
  }
  if (!(high > low) || !(last > first)) return "";
  const auto* text = std::find_if(std::begin(kColumnTexts), std::end(kColumnTexts),
                                  [&](const ColumnText& one) { return name == one.key; });
  const bool known = text != std::end(kColumnTexts);
  const std::string title = known ? text->title : name;
  const bool logarithmic = known && text->logarithmic && low > 0;
  Plot plot({0, last}, logarithmic ? PlotRange{low, high, true}
                                   : PlotRange{std::min(0.0, low), high + (high - low) * 0.05});
  plot.names("step", logarithmic ? "logarithmic" : "");
  const auto styles = series_styles(series);
  std::string spoken = title + " over steps";
  for (const auto& curve : curves) {
    const SeriesStyle& style = styles[curve.series];
    if (curves.size() <= kMostRaw) plot.line(curve.points, style.colour, "", 0.3, 1);
    plot.line(running_mean(curve.points), style.colour, style.dashes);
    spoken += "; " + series[curve.series].name + " ends at " +
              number_text(running_mean(curve.points).back().y, 3);
  }
  return "<figure class='chart'><figcaption>" + escape_html(title) + "<small>" +
         (known ? text->meaning : "") + "</small></figcaption>" + plot.svg(spoken) + "</figure>";
}

// Known columns first, in the order of their texts.
std::vector<std::string> columns_of(const std::vector<Log>& logs) {
  std::set<std::string> left;
  for (const auto& log : logs) left.insert(log.names.begin() + 1, log.names.end());
  left.erase("seconds");  // a clock, not a curve
  std::vector<std::string> columns;
  for (const auto& text : kColumnTexts) {
    if (left.erase(text.key) > 0) columns.emplace_back(text.key);
  }
  columns.insert(columns.end(), left.begin(), left.end());
  return columns;
}

// Runs of one arm are of one colour.
std::size_t series_for(const RunResult& run, const Comparison& comparison,
                       std::vector<Series>& series) {
  const ArmResult* arm = arm_of(comparison.arms, run.name);
  const std::string& name = arm ? arm->label : run.name;
  const auto found = std::find_if(series.begin(), series.end(),
                                  [&](const Series& one) { return one.name == name; });
  const auto index = static_cast<std::size_t>(found - series.begin());
  if (found == series.end()) series.push_back({name, true, run.deterministic});
  return index;
}

}  // namespace

Section training_section(const Comparison& comparison, const TrainingLogs& texts) {
  std::vector<Log> logs;
  std::vector<Series> series;
  for (const auto& run : comparison.runs) {
    const auto text = texts.find(run.folder);
    if (text == texts.end()) continue;
    Log log = read_log(text->second);
    if (log.columns.size() < 2 || log.columns.front().size() < 2) continue;
    log.series = series_for(run, comparison, series);
    logs.push_back(std::move(log));
  }
  std::string charts;
  for (const auto& name : columns_of(logs)) {
    std::vector<Curve> curves;
    for (const auto& log : logs) {
      curves.push_back(curve_of(log, name));
      if (curves.back().points.size() < 2) curves.pop_back();
    }
    charts += chart(name, curves, series);
  }
  if (charts.empty()) return {};
  return {"training", "Training", "How they were trained",
          "<p>From the runs' log.csv, on training batches. Strong lines are running means; a term "
          "begins where it is switched on.</p>" +
              series_legend_html(series) + "<div class='charts'>" + charts + "</div>"};
}

}  // namespace crossroads
