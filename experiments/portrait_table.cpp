#include "experiments/portrait_table.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/markdown_table.hpp"
#include "experiments/portrait_numbers.hpp"
#include "experiments/result_cells.hpp"

namespace crossroads {
namespace {

using Json = nlohmann::ordered_json;

// "z50" of "z50-seed3"; other names as they are.
std::string without_seed(const std::string& name) {
  const auto at = name.rfind("-seed");
  const bool digits = at != std::string::npos && at + 5 < name.size() &&
                      name.find_first_not_of("0123456789", at + 5) == std::string::npos;
  return digits ? name.substr(0, at) : name;
}

struct Row {
  std::string name;
  std::vector<const Json*> runs;
};

std::vector<Row> rows_of(const Json& results) {
  std::vector<Row> rows;
  for (const auto& run : results.at("runs")) {
    const std::string name = without_seed(run.at("name").get<std::string>());
    const auto same = [&](const Row& row) { return row.name == name; };
    auto found = std::find_if(rows.begin(), rows.end(), same);
    if (found == rows.end()) found = rows.insert(rows.end(), Row{name, {}});
    found->runs.push_back(&run);
  }
  return rows;
}

std::string title_of(PortraitNumber number) {
  std::string title = portrait_number_text(number).title;
  const std::string accent = "&eacute;";
  const auto at = title.find(accent);
  return at == std::string::npos ? title : title.replace(at, accent.size(), "é");
}

std::string cell(const Row& row, PortraitNumber number) {
  const auto& text = portrait_number_text(number);
  const int decimals = number == PortraitNumber::missing   ? 0
                       : number == PortraitNumber::frechet ? 1
                                                           : 3;
  std::vector<double> values;
  for (const Json* run : row.runs) {
    const Json& one = run->at("metrics").at(text.key);
    if (one.is_object()) values.push_back(one.at("value").get<double>());
  }
  if (values.empty()) return "";
  double sum = 0;
  for (const double value : values) sum += value;
  const auto shown = [&](double value) { return result_cells::number(value, decimals); };
  const std::string mean = shown(sum / static_cast<double>(values.size()));
  if (values.size() == 1) return mean;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return mean + " (" + shown(*low) + " to " + shown(*high) + ")";
}

}  // namespace

std::string portrait_table(const Json& results) {
  std::vector<std::string> titles{"run", "seeds"};
  for (std::size_t i = 0; i < kPortraitNumbers; ++i) {
    titles.push_back(title_of(static_cast<PortraitNumber>(i)));
  }
  MarkdownTable table(titles);
  for (const Row& row : rows_of(results)) {
    const bool trained = !row.runs[0]->at("run").is_null();
    std::vector<std::string> cells{row.name, trained ? std::to_string(row.runs.size()) : ""};
    for (std::size_t i = 0; i < kPortraitNumbers; ++i) {
      cells.push_back(cell(row, static_cast<PortraitNumber>(i)));
    }
    table.add(cells);
  }
  return table.text();
}

}  // namespace crossroads
