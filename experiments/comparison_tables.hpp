// Tables in Markdown of what `compare` measured. Columns that stay empty are left out.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "experiments/metrics.hpp"

namespace crossroads::comparison_tables {

using Json = nlohmann::ordered_json;  // a metrics.json

// What a table shows unless it is told other metrics.
[[nodiscard]] std::vector<Metric> usual_metrics();

// A row an arm (all its seeds) or run, then what a perfect sampler is expected to read.
[[nodiscard]] std::string main_table(const Json& json, const std::vector<Metric>& metrics);
// Several files, by name, in one table: the trained runs of each; what is exact once a question (a
// level, a policy, a distance).
[[nodiscard]] std::string joint_table(const std::vector<std::pair<std::string, const Json*>>& files,
                                      const std::vector<Metric>& metrics);

// Each with a line that introduces it; empty where there is nothing to show.
[[nodiscard]] std::string ways_table(const Json& json);
[[nodiscard]] std::string differences_table(const Json& json);
[[nodiscard]] std::string time_table(const Json& json);

}  // namespace crossroads::comparison_tables
