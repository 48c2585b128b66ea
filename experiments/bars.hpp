// What the studies are held to: bars that were set before the final runs, beside what was reached.
#pragma once

#include <string>
#include <vector>

#include "experiments/result_tables.hpp"

namespace crossroads {

// A table in Markdown, a row a bar. `bars` is JSON: {"STUDY/NAME": {ARM: {METRIC: BAR}}}, ARM its
// name or label, METRIC a key of metrics.json, BAR ">= 0.95" or "<= 0.1"; of portraits ARM is a row
// of their table and METRIC what portrait_cell takes, and fresh real pictures stand in the place of
// a perfect sampler. What was not measured yet has no row. Error: no such JSON, an unknown metric,
// another kind of bar.
[[nodiscard]] std::string bars_table(const std::string& bars, const std::vector<ResultFile>& files);

}  // namespace crossroads
