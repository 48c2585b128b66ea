// The results of compare-portraits as a table in Markdown.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace crossroads {

// A row for each run, or for runs NAME-seed1, NAME-seed2, ... together: then the mean over the
// seeds, with their smallest and largest value in brackets. `columns`: keys as portrait_cell takes
// them; none: all numbers of metrics.json.
[[nodiscard]] std::string portrait_table(const nlohmann::ordered_json& results,
                                         const std::vector<std::string>& columns);

// One number of such a row, for comparing it with a bar.
struct PortraitCell {
  std::size_t seeds = 0;
  std::string title;
  double value = 0;        // the mean
  std::string cell, real;  // as in the table; of fresh real pictures
};

// `key` is that of a number in metrics.json; or worst_tv, the largest TV of an attribute; or
// met_ATTRIBUTE, the share of portraits asked for it alone that have it. Nothing where there is no
// such row, or the number does not apply to it. Error: no such number.
[[nodiscard]] std::optional<PortraitCell> portrait_cell(const nlohmann::ordered_json& results,
                                                        const std::string& row,
                                                        const std::string& key);

}  // namespace crossroads
