#include "experiments/result_tables.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "experiments/bars.hpp"
#include "experiments/markdown_table.hpp"
#include "experiments/metrics.hpp"
#include "experiments/portrait_table.hpp"
#include "experiments/result_cells.hpp"
#include "experiments/time_to_quality.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using result_cells::cell;
using result_cells::number;

constexpr const char* kBegin = "<!-- results: ";
constexpr const char* kEnd = "<!-- end -->";

struct Result {
  const ResultFile* file = nullptr;
  Json json;
};

std::vector<Result> parse(const std::vector<ResultFile>& files) {
  std::vector<Result> results;
  for (const auto& file : files) {
    if (file.is_comparison) results.push_back({&file, Json::parse(file.text)});
  }
  return results;
}

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

std::vector<Metric> main_metrics() {
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

// What a perfect sampler is expected to read; the same for every run that has the metric. Of z
// nothing: the floor of z_information is chance, no perfection.
std::string perfect_cell(const Json& json, Metric metric) {
  if (metric == Metric::z_information || metric == Metric::z_effect) return "";
  const auto& [key, title, meaning, decimals] = metric_text(metric);
  for (const auto& run : json.at("runs")) {
    const auto found = run.at("metrics").find(key);
    if (found == run.at("metrics").end() || !found->is_object()) continue;
    const std::string text = number(found->at("floor"), decimals);
    if (!text.empty()) return text;
  }
  return "";
}

std::vector<std::string> perfect_cells(std::vector<std::string> first, const Json& json) {
  for (const Metric metric : main_metrics()) first.push_back(perfect_cell(json, metric));
  return first;
}

std::string seeds_text(const Row& row) {
  return row.seeds == 0 ? "" : std::to_string(row.seeds);
}

std::string main_table(const Json& json) {
  MarkdownTable table(titles({"run", "seeds"}, main_metrics()));
  for (const Row& row : rows_of(json)) {
    table.add(cells({row.name, seeds_text(row)}, row.source->at("metrics"), main_metrics()));
  }
  table.add(perfect_cells({"*perfect sampler, expected*", ""}, json));
  return table.text();
}

// The same question: what is exact reads the same.
bool same_question(const Json& a, const Json& b) {
  const auto same = [&](const char* key) { return a.value(key, Json()) == b.value(key, Json()); };
  return same("level_hash") && same("policy") && same("ahead");
}

// All files of a study in one table: the trained runs of each, the exact ones once a question.
std::string study_table(const std::vector<const Result*>& results) {
  MarkdownTable table(titles({"file", "run", "seeds"}, main_metrics()));
  const auto first_of_question = [&](const Result* result) {
    const auto first = std::find_if(results.begin(), results.end(), [&](const Result* other) {
      return same_question(other->json, result->json);
    });
    return *first == result;
  };
  for (const bool trained : {true, false}) {
    for (const Result* result : results) {
      for (const Row& row : rows_of(result->json)) {
        const bool exact = row.name.rfind("exact", 0) == 0 && first_of_question(result);
        if (trained ? row.seeds == 0 : !exact) continue;
        table.add(cells({result->file->name, row.name, seeds_text(row)}, row.source->at("metrics"),
                        main_metrics()));
      }
    }
  }
  for (const Result* result : results) {
    if (!first_of_question(result)) continue;
    table.add(perfect_cells({result->file->name, "*perfect sampler, expected*", ""}, result->json));
  }
  return table.text();
}

std::vector<Metric> short_metrics() {
  return {Metric::valid,   Metric::blend,     Metric::coverage,    Metric::tv,
          Metric::turn_tv, Metric::sharpness, Metric::energy_score};
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
  MarkdownTable table({"run", "seed", "seconds to quality", "trained for, s"});
  bool any = false;
  for (const auto& run : json.at("runs")) {
    const auto found = run.find("time_to_quality");
    if (found == run.end() || !found->is_object()) continue;
    any = true;
    const std::string reached = number(found->at("seconds"), 0);
    table.add({run.at("name").get<std::string>(), run.at("seed").dump(),
               reached.empty() ? "not reached" : reached,
               number(found->at("points").back().at("seconds"), 0)});
  }
  return any ? "\nSeconds of training until valid " + number(kQualityValid, 2) + " and turn TV " +
                   number(kQualityTurnTv, 2) + ", from then on:\n\n" + table.text()
             : "";
}

std::string origin(const Json& json) {
  std::string text = std::to_string(json.at("states").get<int>()) + " states, " +
                     std::to_string(json.at("samples").get<int>()) + " samples each";
  if (json.at("policy").is_string()) text += ", policy " + json.at("policy").get<std::string>();
  text += ", version " + json.at("version").get<std::string>();
  return text + ". `" + json.at("command").get<std::string>() + "`\n";
}

// A file of compare-portraits.
std::string portrait_section(const ResultFile& file) {
  const Json json = Json::parse(file.text);
  return "\n## " + file.study + "/" + file.name + "\n\n" +
         std::to_string(json.at("samples").get<int>()) + " samples without a request, " +
         std::to_string(json.at("asked").get<int>()) + " of each kind of request, version " +
         json.at("version").get<std::string>() + ". `" + json.at("command").get<std::string>() +
         "`\nIn brackets: the smallest and the largest of several seeds.\n\n" +
         portrait_table(json);
}

std::vector<const Result*> named(const std::vector<Result>& results, const std::string& name) {
  std::vector<const Result*> found;
  for (const auto& result : results) {
    if (name == result.file->study || name == result.file->study + "/" + result.file->name) {
      found.push_back(&result);
    }
  }
  return found;
}

std::string table_named(const std::vector<ResultFile>& files, const std::vector<Result>& results,
                        const std::string& name) {
  for (const auto& file : files) {
    if (file.is_portraits && name == file.study + "/" + file.name) {
      return portrait_table(Json::parse(file.text));
    }
  }
  const auto found = named(results, name);
  if (found.empty()) {
    throw Error("results named " + name, "none", "a marker of the tables",
                "write STUDY or STUDY/NAME as under experiments/results");
  }
  return found.size() == 1 ? main_table(found.front()->json) : study_table(found);
}

}  // namespace

std::vector<ResultFile> read_results(const fs::path& folder) {
  std::error_code no;
  if (!fs::is_directory(folder, no)) {
    throw Error("a folder of results", "none", folder.string(), "give --results");
  }
  std::vector<ResultFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path& path = entry.path();
    if (path.extension() != ".json") continue;
    ResultFile file{path.parent_path().lexically_relative(folder).string(), path.stem().string(),
                    read_text_file(path)};
    const Json json = Json::parse(file.text, nullptr, false);
    if (!json.is_object()) {
      throw Error("results as a JSON object", "something else", path.string(), "move it away");
    }
    file.is_comparison =
        json.contains("runs") && json.contains("arms") && json.contains("forced_states");
    file.is_portraits = json.contains("runs") && json.contains("copy_distance");
    files.push_back(std::move(file));
  }
  std::sort(files.begin(), files.end(), [](const ResultFile& a, const ResultFile& b) {
    return std::tie(a.study, a.name) < std::tie(b.study, b.name);
  });
  return files;
}

std::string results_markdown(const std::vector<ResultFile>& files) {
  std::string text =
      "# Results\n\nMade by `tables` from `experiments/results/STUDY/LEVEL.json`; edit nothing "
      "here. "
      "In brackets: 95 %\nintervals, by bootstrap over seeds (where there are several), then "
      "junctions.\n";
  std::string study;
  for (const Result& result : parse(files)) {
    if (result.file->study != study) {
      study = result.file->study;
      text += "\n## " + study + "\n";
    }
    text += "\n### " + result.file->name + "\n\n" + origin(result.json) + "\n" +
            main_table(result.json) + ways_table(result.json) + differences_table(result.json) +
            time_table(result.json);
  }
  std::string others;
  for (const auto& file : files) {
    if (file.is_portraits) text += portrait_section(file);
  }
  for (const auto& file : files) {
    if (!file.is_comparison && !file.is_portraits)
      others += "* `" + file.study + "/" + file.name + ".json`\n";
  }
  return others.empty() ? text : text + "\n## Of other programs, as they wrote them\n\n" + others;
}

std::string fill_tables(const std::string& text, const std::vector<ResultFile>& files,
                        const std::string& bars) {
  const auto results = parse(files);
  std::string filled;
  std::size_t at = 0;
  for (;;) {
    const auto begin = text.find(kBegin, at);
    if (begin == std::string::npos) return filled + text.substr(at);
    const auto name_at = begin + std::string(kBegin).size();
    const auto name_end = text.find(" -->", name_at);
    const auto end = text.find(kEnd, name_at);
    if (name_end == std::string::npos || end == std::string::npos || end < name_end) {
      throw Error("a marker with its <!-- end -->", text.substr(begin, 60), "the text to fill",
                  "close it");
    }
    const std::string name = text.substr(name_at, name_end - name_at);
    filled += text.substr(at, name_end + 4 - at) + "\n" +
              (name == "bars" ? bars_table(bars, files) : table_named(files, results, name));
    at = end;
  }
}

}  // namespace crossroads
