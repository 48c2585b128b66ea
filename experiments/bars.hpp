// What the studies are held to: bars that were set before the final runs, beside what was reached.
#pragma once

#include <string>
#include <vector>

#include "experiments/result_tables.hpp"

namespace crossroads {

// A table in Markdown, a row a bar. `bars` is JSON: {"STUDY/NAME": {ARM: {METRIC: BAR}}}, METRIC a
// key of metrics.json; shares (valid, coverage, ...) must reach their bar, distances and errors
// must not pass it. What was not measured yet has no row. Error: no such JSON, an unknown metric.
[[nodiscard]] std::string bars_table(const std::string& bars, const std::vector<ResultFile>& files);

}  // namespace crossroads
