// The tables of report.html that need several states or runs: by number of ways, between arms.
#include <cmath>

#include "experiments/html.hpp"
#include "experiments/report.hpp"

namespace crossroads {
namespace {

std::string cell(const Metrics& metrics, Metric metric, bool with_floor) {
  const auto& text = metric_text(metric);
  const auto found = metrics.find(text.key);
  if (found == metrics.end() || found->second.count == 0 || !std::isfinite(found->second.value)) {
    return "<td>&ndash;</td>";
  }
  const Measured& one = found->second;
  std::string html = "<td>" + number_text(one.value, text.decimals) + "<small>" +
                     number_text(one.low, text.decimals) + "&thinsp;to&thinsp;" +
                     number_text(one.high, text.decimals) + "</small>";
  if (with_floor && std::isfinite(one.floor)) {
    html += "<small class='c-truth'>perfect " + number_text(one.floor, text.decimals) + "</small>";
  }
  return html + "</td>";
}

std::string head(const std::vector<std::string>& first) {
  std::string html = "<div class='scroll'><table><thead><tr>";
  for (const auto& title : first) html += "<th scope='col'>" + title + "</th>";
  for (const Metric metric : headline_metrics()) {
    html += "<th scope='col'>" + std::string(metric_text(metric).title) + "</th>";
  }
  return html + "</tr></thead><tbody>";
}

std::string row(const std::vector<std::string>& first, const Metrics& metrics, bool with_floor) {
  std::string html = "<tr><th scope='row'>" + escape_html(first[0]) + "</th>";
  for (std::size_t i = 1; i < first.size(); ++i) html += "<td>" + escape_html(first[i]) + "</td>";
  for (const Metric metric : headline_metrics()) html += cell(metrics, metric, with_floor);
  return html + "</tr>";
}

std::string ways_rows(const std::string& name, const Summary& summary) {
  std::string html;
  for (const auto& [ways, metrics] : summary.by_ways) {
    const int states = metrics.at(metric_text(Metric::valid).key).count;
    html += row({name, ways, std::to_string(states)}, metrics, true);
  }
  return html;
}

}  // namespace

Section ways_section(const Comparison& comparison) {
  if (comparison.states.one_real_future || comparison.runs.front().by_ways.size() < 2) return {};
  std::string rows;
  for (const auto& arm : comparison.arms) rows += ways_rows(arm.label, arm);
  for (const auto& run : comparison.runs) {
    if (!run.folder.empty() || run.arm == "exact_sampler") rows += ways_rows(run.name, run);
  }
  return {"ways", "", "By the number of ways",
          "<p>The same states, sorted by how many next frames are legal.</p>" +
              head({"run", "ways", "states"}) + rows + "</tbody></table></div>"};
}

Section differences_section(const Comparison& comparison) {
  std::string rows;
  for (const auto& one : comparison.differences) {
    rows += row({one.a + " \xE2\x88\x92 " + one.b, std::to_string(one.pairs)}, one.metrics, false);
  }
  if (rows.empty()) return {};
  return {
      "differences", "", "Between arms",
      "<p>One arm less the other, over the seeds that both have. Small figures: 95 % intervals, "
      "seeds drawn in pairs, then junctions; with one seed they tell of the states alone. An "
      "interval that holds 0 is no difference.</p>" +
          head({"difference", "seeds"}) + rows + "</tbody></table></div>"};
}

}  // namespace crossroads
