#include "experiments/portrait_table.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "experiments/markdown_table.hpp"
#include "experiments/portrait_numbers.hpp"
#include "experiments/result_cells.hpp"
#include "portraits/attributes.hpp"
#include "recordings/error.hpp"

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

// What a column holds, and how it is read from a run.
struct Column {
  std::string title;
  int decimals = 3;
  std::function<std::optional<double>(const Json& run)> read;
};

std::optional<double> value_of(const Json& estimate) {
  if (!estimate.is_object()) return {};
  return estimate.at("value").get<double>();
}

Column column_of(PortraitNumber number) {
  const std::string key = portrait_number_text(number).key;
  const int decimals = number == PortraitNumber::missing   ? 0
                       : number == PortraitNumber::frechet ? 1
                                                           : 3;
  return {title_of(number), decimals,
          [key](const Json& run) { return value_of(run.at("metrics").at(key)); }};
}

std::optional<double> worst_tv(const Json& run) {
  std::optional<double> worst;
  for (const auto& [name, attribute] : run.at("attributes").items()) {
    const Json& tv = attribute.at("tv");
    if (tv.is_number()) worst = std::max(worst.value_or(0), tv.get<double>());
  }
  return worst;
}

Column column_named(const std::string& key) {
  for (std::size_t i = 0; i < kPortraitNumbers; ++i) {
    const auto number = static_cast<PortraitNumber>(i);
    if (key == portrait_number_text(number).key) return column_of(number);
  }
  if (key == "worst_tv") return {"Worst attribute's TV", 3, worst_tv};
  for (const auto& attribute : attribute_list()) {
    const std::string name(attribute.name);
    if (key != "met_" + name) continue;
    std::string title = "One wish met: " + name;
    std::replace(title.begin(), title.end(), '_', ' ');
    return {title, 3,
            [name](const Json& run) { return value_of(run.at("attributes").at(name).at("met")); }};
  }
  throw Error("a number of compare-portraits", key, "the bars or a marker of the tables",
              "correct its name");
}

std::vector<double> values_of(const Row& row, const Column& column) {
  std::vector<double> values;
  for (const Json* run : row.runs) {
    if (const auto value = column.read(*run)) values.push_back(*value);
  }
  return values;
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::string cell(const Row& row, const Column& column) {
  const auto values = values_of(row, column);
  if (values.empty()) return "";
  const auto shown = [&](double value) { return result_cells::number(value, column.decimals); };
  if (values.size() == 1) return shown(values[0]);
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return shown(mean_of(values)) + " (" + shown(*low) + " to " + shown(*high) + ")";
}

const Row* row_named(const std::vector<Row>& rows, const std::string& name) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

std::string portrait_table(const Json& results, const std::vector<std::string>& keys) {
  std::vector<Column> columns;
  for (const auto& key : keys) columns.push_back(column_named(key));
  for (std::size_t i = 0; keys.empty() && i < kPortraitNumbers; ++i) {
    columns.push_back(column_of(static_cast<PortraitNumber>(i)));
  }
  std::vector<std::string> titles{"run", "seeds"};
  for (const Column& column : columns) titles.push_back(column.title);
  MarkdownTable table(titles);
  for (const Row& row : rows_of(results)) {
    const bool trained = !row.runs[0]->at("run").is_null();
    std::vector<std::string> cells{row.name, trained ? std::to_string(row.runs.size()) : ""};
    for (const Column& column : columns) cells.push_back(cell(row, column));
    table.add(cells);
  }
  return table.text();
}

std::optional<PortraitCell> portrait_cell(const Json& results, const std::string& name,
                                          const std::string& key) {
  const auto rows = rows_of(results);
  const Column column = column_named(key);
  const Row *row = row_named(rows, name), *real = row_named(rows, "real");
  if (row == nullptr || values_of(*row, column).empty()) return {};
  return PortraitCell{row->runs.size(), column.title, mean_of(values_of(*row, column)),
                      cell(*row, column), real == nullptr ? "" : cell(*real, column)};
}

}  // namespace crossroads
