#include "experiments/result_tables.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tuple>

#include "experiments/bars.hpp"
#include "experiments/comparison_tables.hpp"
#include "experiments/portrait_table.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

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
         portrait_table(json, {});
}

// What stands in a marker: a name, then the columns that are wanted, all where none is named.
struct Wish {
  std::string name;
  std::vector<std::string> columns;
};

Wish parse_wish(const std::string& marker) {
  Wish wish;
  std::istringstream words(marker);
  words >> wish.name;
  for (std::string word; words >> word;) wish.columns.push_back(word);
  return wish;
}

std::string comparison_table(const std::vector<const Result*>& found,
                             const std::vector<std::string>& columns) {
  using TableOfParts = std::string (*)(const Json&);
  static const std::map<std::string, TableOfParts> parts{
      {"ways", comparison_tables::ways_table},
      {"differences", comparison_tables::differences_table},
      {"time", comparison_tables::time_table}};
  const auto part = columns.empty() ? parts.end() : parts.find(columns[0]);
  if (part != parts.end()) {
    if (columns.size() == 1 && found.size() == 1) return part->second(found[0]->json);
    throw Error("`" + columns[0] + "` alone, of one file", "more", "a marker of the tables",
                "write STUDY/NAME " + columns[0]);
  }
  std::vector<Metric> metrics;
  for (const auto& key : columns) metrics.push_back(metric_named(key, "a marker of the tables"));
  if (metrics.empty()) metrics = comparison_tables::usual_metrics();
  if (found.size() == 1) return comparison_tables::main_table(found[0]->json, metrics);
  std::vector<std::pair<std::string, const Json*>> named;
  for (const Result* one : found) named.emplace_back(one->file->name, &one->json);
  return comparison_tables::joint_table(named, metrics);
}

std::string table_wished(const std::vector<ResultFile>& files, const std::vector<Result>& results,
                         const Wish& wish) {
  const auto is_named = [&](const ResultFile& file) {
    return wish.name == file.study || wish.name == file.study + "/" + file.name;
  };
  for (const auto& file : files) {
    if (file.is_portraits && wish.name == file.study + "/" + file.name) {
      return portrait_table(Json::parse(file.text), wish.columns);
    }
  }
  std::vector<const Result*> found;
  for (const auto& result : results) {
    if (is_named(*result.file)) found.push_back(&result);
  }
  if (found.empty()) {
    throw Error("results named " + wish.name, "none", "a marker of the tables",
                "write STUDY or STUDY/NAME as under experiments/results");
  }
  return comparison_table(found, wish.columns);
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
  using namespace comparison_tables;
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
            main_table(result.json, usual_metrics()) + ways_table(result.json) +
            differences_table(result.json) + time_table(result.json);
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
    filled +=
        text.substr(at, name_end + 4 - at) + "\n" +
        (name == "bars" ? bars_table(bars, files) : table_wished(files, results, parse_wish(name)));
    at = end;
  }
}

}  // namespace crossroads
