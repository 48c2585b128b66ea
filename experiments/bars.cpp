#include "experiments/bars.hpp"

#include <cstdio>

#include "experiments/markdown_table.hpp"
#include "experiments/metrics.hpp"
#include "experiments/portrait_table.hpp"
#include "experiments/result_cells.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

using Json = nlohmann::ordered_json;

struct Bar {
  bool at_least = true;  // else at most
  double value = 0;
  [[nodiscard]] bool met_by(double reached) const {
    return at_least ? reached >= value : reached <= value;
  }
};

Bar parse_bar(const std::string& text) {
  Bar bar{text.rfind(">= ", 0) == 0, 0};
  char rest = 0;
  if ((bar.at_least || text.rfind("<= ", 0) == 0) &&
      std::sscanf(text.c_str() + 3, "%lf%c", &bar.value, &rest) == 1) {
    return bar;
  }
  throw Error("a bar as \">= 0.95\" or \"<= 0.1\"", text, "the bars", "correct it");
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

void add_row(MarkdownTable& table, const std::vector<std::string>& first, const Json& results,
             const Json& metrics, const std::string& key, const std::string& bar_text) {
  const Metric metric = metric_named(key, "the bars");
  const Bar bar = parse_bar(bar_text);
  const auto& text = metric_text(metric);
  const auto found = metrics.find(key);
  if (found == metrics.end() || !found->is_object()) return;
  const double value = found->at("value").get<double>();
  const bool met = bar.met_by(value);
  std::vector<std::string> cells = first;
  cells.insert(cells.end(), {text.title, bar_text, result_cells::cell(metrics, metric),
                             result_cells::perfect(results, metric), met ? "yes" : "**no**"});
  table.add(cells);
}

// Of one arm of a comparison, or one row of portraits, all that it is held to.
void add_arm(MarkdownTable& table, const std::string& study, const std::string& arm,
             const Json& bars, const Json& results) {
  std::size_t seeds = 0;
  const Json* reached = find_arm(results, arm, seeds);
  if (!reached) return;
  for (const auto& [key, bar] : bars.items()) {
    add_row(table, {study, arm, std::to_string(seeds)}, results, *reached, key,
            bar.get<std::string>());
  }
}

void add_portraits(MarkdownTable& table, const std::string& study, const std::string& row,
                   const Json& bars, const Json& results) {
  for (const auto& [key, bar] : bars.items()) {
    const auto text = bar.get<std::string>();
    const auto reached = portrait_cell(results, row, key);
    if (!reached) continue;
    table.add({study, row, std::to_string(reached->seeds), reached->title, text, reached->cell,
               reached->real, parse_bar(text).met_by(reached->value) ? "yes" : "**no**"});
  }
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
      if (file.study + "/" + file.name != name) continue;
      if (!file.is_portraits && !file.is_comparison) continue;
      const auto add = file.is_portraits ? add_portraits : add_arm;
      const Json json = Json::parse(file.text);
      for (const auto& [arm, bars_of_arm] : arms.items()) {
        add(table, name, arm, bars_of_arm, json);
      }
    }
  }
  return table.text();
}

}  // namespace crossroads
