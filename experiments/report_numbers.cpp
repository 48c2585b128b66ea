// The table of report.html: every number with what it means.
#include <cmath>

#include "experiments/html.hpp"
#include "experiments/picture.hpp"
#include "experiments/report.hpp"

namespace crossroads {
namespace {

const Measured* find(const std::map<std::string, Measured>& metrics, const std::string& key) {
  const auto found = metrics.find(key);
  return found == metrics.end() || found->second.count == 0 ? nullptr : &found->second;
}

struct Column {
  std::string title, note;
  bool trained = false;
  const std::map<std::string, Measured>* metrics = nullptr;
};

// Trained runs first: on a phone they are what one sees without scrolling.
std::vector<Column> columns(const Comparison& comparison) {
  std::vector<Column> result;
  for (const bool trained : {true, false}) {
    for (const auto& run : comparison.runs) {
      if (run.folder.empty() == trained) continue;
      result.push_back({run.name, trained ? run.arm : "not trained", trained, &run.metrics});
    }
    for (const auto& arm : comparison.arms) {
      if (!trained) break;
      result.push_back(
          {arm.label, std::to_string(arm.runs.size()) + " seeds together", true, &arm.metrics});
    }
  }
  return result;
}

std::string cell(const Measured* one, int decimals, bool trained, int states) {
  if (!one || !std::isfinite(one->value)) return "<td>&ndash;</td>";
  std::string html = "<td" + std::string(trained ? " class='trained'" : "") + ">" +
                     number_text(one->value, decimals);
  if (std::isfinite(one->low) && one->high > one->low) {
    html += "<small>" + number_text(one->low, decimals) + "&thinsp;to&thinsp;" +
            number_text(one->high, decimals) + "</small>";
  }
  if (one->count % states != 0) html += "<small>" + std::to_string(one->count) + " states</small>";
  return html + "</td>";
}

// The perfect sampler's reading, of the column that was read at most states.
double floor_of(const std::vector<Column>& all, const std::string& key) {
  const Measured* most = nullptr;
  for (const auto& column : all) {
    const Measured* one = find(*column.metrics, key);
    if (!one || !std::isfinite(one->floor)) continue;
    if (!most || one->count > most->count) most = one;
  }
  return most ? most->floor : std::nan("");
}

std::string metric_rows(const std::vector<Column>& all, Metric metric, const std::string& key,
                        int states) {
  const MetricText& text = metric_text(metric);
  std::string row = "<tbody><tr><th scope='row'>" + std::string(text.title) + "</th>";
  bool any = false;
  for (const auto& column : all) {
    const Measured* one = find(*column.metrics, key);
    any = any || one;
    row += cell(one, text.decimals, column.trained, states);
  }
  if (!any) return "";
  row += "<td class='c-truth'>" + number_text(floor_of(all, key), text.decimals) + "</td></tr>";
  if (key != text.key) return row + "</tbody>";  // at forced states: told above already
  return row + "<tr><td class='meaning' colspan='" + std::to_string(all.size() + 2) + "'><div>" +
         text.meaning + "</div></td></tr></tbody>";
}

std::string head(const std::vector<Column>& all) {
  std::string html = "<thead><tr><th scope='col'>number</th>";
  for (const auto& column : all) {
    html += "<th scope='col'>" + escape_html(column.title) + "<small>" + escape_html(column.note) +
            "</small></th>";
  }
  return html + "<th scope='col' class='c-truth'>perfect<small>sampler</small></th></tr></thead>";
}

std::string section_row(const std::string& title, const std::string& note, std::size_t width) {
  const std::string span = " colspan='" + std::to_string(width) + "'";
  return "<tbody><tr class='head'><th" + span + "><div>" + title +
         "</div></th></tr><tr><td class='meaning'" + span + "><div>" + note +
         "</div></td></tr></tbody>";
}

std::string intro(const Comparison& comparison) {
  const std::string states = std::to_string(comparison.states.main.size());
  if (comparison.states.one_real_future) {
    return "<p>Over " + states + " places of the recording, " +
           std::to_string(comparison.setup.samples) +
           " samples each. Small figures: 95 % intervals by bootstrap over episodes.</p>"
           "<p>What this cannot know: which other next frames would have been right, and how "
           "likely each was. So nothing here tells a wrong frame from another right one; whether "
           "samples are valid, cover all futures and come at the right rates is left empty. With "
           "a level, <code>compare --level</code> knows all of it.</p>";
  }
  return "<p>Over " + states + " states with several futures, " +
         std::to_string(comparison.setup.samples) +
         " samples each; whole frames after rounding to 8 bits. Small figures: 95 % intervals by "
         "bootstrap over junctions (and seeds, where several runs of one arm are put together). "
         "The last column is what a perfect sampler is expected to read with as many samples.</p>";
}

}  // namespace

Section numbers_section(const Comparison& comparison) {
  const auto all = columns(comparison);
  std::string table = head(all);
  for (int i = 0; i < kMetrics; ++i) {
    const auto metric = static_cast<Metric>(i);
    table += metric_rows(all, metric, metric_text(metric).key,
                         static_cast<int>(comparison.states.main.size()));
  }
  if (!comparison.states.forced.empty()) {
    table += section_row(
        std::to_string(comparison.states.forced.size()) + " states with one future only, " +
            std::to_string(kForcedSamples) + " samples each",
        "Valid here: within a quarter of the distance from the true frame to the last one.",
        all.size() + 2);
    for (const Metric metric : forced_metrics()) {
      table += metric_rows(all, metric, forced_key(metric),
                           static_cast<int>(comparison.states.forced.size()));
    }
  }
  return {"numbers", "Numbers", "The numbers",
          glance_html(comparison) + intro(comparison) + "<div class='scroll'><table>" + table +
              "</table></div>"};
}

}  // namespace crossroads
