#include "experiments/comparison_tables.hpp"

#include <algorithm>

#include "experiments/markdown_table.hpp"
#include "experiments/result_cells.hpp"
#include "experiments/time_to_quality.hpp"

namespace crossroads::comparison_tables {
namespace {

using result_cells::cell;
using result_cells::number;
using result_cells::perfect;

// A row of the main table: an arm with all its seeds, or a run by itself.
struct Row {
  std::string name;
  std::size_t seeds = 0;  // 0: nothing was trained
  const Json* source = nullptr;
};

std::vector<Row> rows_of(const Json& json) {
  std::vector<Row> rows;
  std::vector<std::string> grouped;
  for (const auto& arm : json.at("arms")) {
    const auto runs = arm.at("runs").get<std::vector<std::string>>();
    rows.push_back({arm.value("label", arm.at("arm").get<std::string>()), runs.size(), &arm});
    grouped.insert(grouped.end(), runs.begin(), runs.end());
  }
  for (const bool trained : {true, false}) {
    for (const auto& run : json.at("runs")) {
      const auto name = run.at("name").get<std::string>();
      if (run.at("run").is_null() == trained) continue;
      if (std::count(grouped.begin(), grouped.end(), name) > 0) continue;
      rows.push_back({name, trained ? 1U : 0U, &run});
    }
  }
  return rows;
}

std::vector<std::string> titles(std::vector<std::string> first,
                                const std::vector<Metric>& metrics) {
  for (const Metric metric : metrics) first.emplace_back(metric_text(metric).title);
  return first;
}

std::vector<std::string> cells(std::vector<std::string> first, const Json& values,
                               const std::vector<Metric>& metrics) {
  for (const Metric metric : metrics) first.push_back(cell(values, metric));
  return first;
}

std::vector<std::string> perfect_cells(std::vector<std::string> first, const Json& json,
                                       const std::vector<Metric>& metrics) {
  for (const Metric metric : metrics) first.push_back(perfect(json, metric));
  return first;
}

std::string seeds_text(const Row& row) {
  return row.seeds == 0 ? "" : std::to_string(row.seeds);
}

// The same question: what is exact reads the same.
bool same_question(const Json& a, const Json& b) {
  const auto same = [&](const char* key) { return a.value(key, Json()) == b.value(key, Json()); };
  return same("level_hash") && same("policy") && same("ahead");
}

std::vector<Metric> short_metrics() {
  return {Metric::valid,   Metric::blend,     Metric::coverage,    Metric::tv,
          Metric::turn_tv, Metric::sharpness, Metric::energy_score};
}

// The row's runs of which snapshots were asked, in the order of the seeds.
std::vector<const Json*> timed_runs(const Json& json, const Row& row) {
  std::vector<std::string> names{row.name};
  const auto of_arm = row.source->find("runs");
  if (of_arm != row.source->end()) names = of_arm->get<std::vector<std::string>>();
  std::vector<const Json*> timed;
  for (const auto& run : json.at("runs")) {
    if (std::count(names.begin(), names.end(), run.at("name").get<std::string>()) == 0) continue;
    const auto found = run.find("time_to_quality");
    if (found != run.end() && found->is_object()) timed.push_back(&*found);
  }
  return timed;
}

}  // namespace

std::vector<Metric> usual_metrics() {
  std::vector<Metric> metrics{
      Metric::valid,    Metric::blend,         Metric::coverage,          Metric::tv,
      Metric::turn_tv,  Metric::sharpness,     Metric::calibration_error, Metric::mse_to_exact_mean,
      Metric::z_effect, Metric::z_information, Metric::action_accuracy};
  for (int actor = 0; actor < kMostActors; ++actor) {
    metrics.push_back(actor_valid(actor));
    metrics.push_back(actor_turn_tv(actor));
  }
  return metrics;
}

std::string main_table(const Json& json, const std::vector<Metric>& metrics) {
  MarkdownTable table(titles({"run", "seeds"}, metrics));
  for (const Row& row : rows_of(json)) {
    table.add(cells({row.name, seeds_text(row)}, row.source->at("metrics"), metrics));
  }
  table.add(perfect_cells({"*perfect sampler, expected*", ""}, json, metrics));
  return table.text();
}

std::string joint_table(const std::vector<std::pair<std::string, const Json*>>& files,
                        const std::vector<Metric>& metrics) {
  MarkdownTable table(titles({"file", "run", "seeds"}, metrics));
  const auto first_of_question = [&](const Json* json) {
    const auto first = std::find_if(files.begin(), files.end(), [&](const auto& other) {
      return same_question(*other.second, *json);
    });
    return first->second == json;
  };
  for (const bool trained : {true, false}) {
    for (const auto& [name, json] : files) {
      for (const Row& row : rows_of(*json)) {
        const bool exact = row.name.rfind("exact", 0) == 0 && first_of_question(json);
        if (trained ? row.seeds == 0 : !exact) continue;
        table.add(cells({name, row.name, seeds_text(row)}, row.source->at("metrics"), metrics));
      }
    }
  }
  for (const auto& [name, json] : files) {
    if (!first_of_question(json)) continue;
    table.add(perfect_cells({name, "*perfect sampler, expected*", ""}, *json, metrics));
  }
  return table.text();
}

std::string ways_table(const Json& json) {
  MarkdownTable table(titles({"run", "ways", "states x seeds"}, short_metrics()));
  bool several = false;
  for (const Row& row : rows_of(json)) {
    const auto by_ways = row.source->find("by_ways");
    if (by_ways == row.source->end()) continue;
    several = several || by_ways->size() > 1;
    for (const auto& [ways, metrics] : by_ways->items()) {
      table.add(cells(
          {row.name, ways,
           metrics.at("valid").is_object() ? std::to_string(metrics.at("valid").at("n").get<int>())
                                           : ""},
          metrics, short_metrics()));
    }
  }
  return several ? "\nBy the number of ways:\n\n" + table.text() : "";
}

std::string differences_table(const Json& json) {
  const auto found = json.find("differences");
  if (found == json.end() || found->empty()) return "";
  MarkdownTable table(titles({"difference", "seeds"}, short_metrics()));
  for (const auto& one : *found) {
    table.add(cells({one.at("a").get<std::string>() + " - " + one.at("b").get<std::string>(),
                     std::to_string(one.at("pairs").get<int>())},
                    one.at("metrics"), short_metrics()));
  }
  return "\nBetween arms, paired by seed:\n\n" + table.text();
}

std::string time_table(const Json& json) {
  MarkdownTable table({"run", "seeds", "seconds to quality, each seed", "trained for, s"});
  bool any = false;
  for (const Row& row : rows_of(json)) {
    std::string reached, trained;
    for (const Json* run : timed_runs(json, row)) {
      const std::string seconds = number(run->at("seconds"), 0);
      const std::string between = reached.empty() ? "" : " / ";
      reached += between + (seconds.empty() ? "not reached" : seconds);
      trained += between + number(run->at("points").back().at("seconds"), 0);
    }
    if (reached.empty()) continue;
    any = true;
    table.add({row.name, seeds_text(row), reached, trained});
  }
  return any ? "\nSeconds of training until valid " + number(kQualityValid, 2) + " and turn TV " +
                   number(kQualityTurnTv, 2) + ", from then on:\n\n" + table.text()
             : "";
}

}  // namespace crossroads::comparison_tables
