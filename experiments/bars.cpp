#include "experiments/bars.hpp"

#include "experiments/markdown_table.hpp"
#include "experiments/result_cells.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

using Json = nlohmann::ordered_json;

Metric metric_named(const std::string& key) {
  for (int i = 0; i < kMetrics; ++i) {
    if (key == metric_text(static_cast<Metric>(i)).key) return static_cast<Metric>(i);
  }
  throw Error("a metric of metrics.json", key, "the bars", "correct its name");
}

bool less_is_better(const std::string& key) {
  return key.find("tv") != std::string::npos || key.find("error") != std::string::npos;
}

// The arm's numbers over all its seeds, or those of its only run.
const Json* find_arm(const Json& json, const std::string& name, std::size_t& seeds) {
  for (const auto& arm : json.at("arms")) {
    if (arm.at("arm") != name && arm.value("label", "") != name) continue;
    seeds = arm.at("runs").size();
    return &arm.at("metrics");
  }
  seeds = 1;
  for (const auto& run : json.at("runs")) {
    if (run.contains("arm") && run.at("arm") == name) return &run.at("metrics");
  }
  return nullptr;
}

void add_row(MarkdownTable& table, const std::vector<std::string>& first, const Json& metrics,
             const std::string& key, double bar) {
  const Metric metric = metric_named(key);
  const auto& text = metric_text(metric);
  const auto found = metrics.find(key);
  if (found == metrics.end() || !found->is_object()) return;
  const double value = found->at("value").get<double>();
  const bool less = less_is_better(key);
  std::vector<std::string> cells = first;
  cells.insert(cells.end(), {text.title, (less ? "<= " : ">= ") + Json(bar).dump(),
                             result_cells::cell(metrics, metric),
                             result_cells::number(found->at("floor"), text.decimals),
                             (less ? value <= bar : value >= bar) ? "yes" : "**no**"});
  table.add(cells);
}

}  // namespace

std::string bars_table(const std::string& bars, const std::vector<ResultFile>& files) {
  const Json wanted = Json::parse(bars, nullptr, false);
  if (!wanted.is_object()) {
    throw Error("bars as a JSON object", "something else", "the bars", "correct them");
  }
  MarkdownTable table(
      {"study", "arm", "seeds", "number", "bar", "reached", "perfect sampler", "met"});
  for (const auto& [name, arms] : wanted.items()) {
    for (const auto& file : files) {
      if (!file.is_comparison || file.study + "/" + file.name != name) continue;
      const Json json = Json::parse(file.text);
      for (const auto& [arm, metrics] : arms.items()) {
        std::size_t seeds = 0;
        const Json* reached = find_arm(json, arm, seeds);
        if (!reached) continue;
        for (const auto& [key, bar] : metrics.items()) {
          add_row(table, {name, arm, std::to_string(seeds)}, *reached, key, bar.get<double>());
        }
      }
    }
  }
  return table.text();
}

}  // namespace crossroads
