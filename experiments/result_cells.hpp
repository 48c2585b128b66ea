// One number of a metrics.json as a table shows it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "experiments/metrics.hpp"

namespace crossroads::result_cells {

// Empty where there is no number.
[[nodiscard]] std::string number(const nlohmann::ordered_json& value, int decimals);

// "0.973 (0.950 to 0.980)"; empty where the metric does not apply.
[[nodiscard]] std::string cell(const nlohmann::ordered_json& metrics, Metric metric);

}  // namespace crossroads::result_cells
