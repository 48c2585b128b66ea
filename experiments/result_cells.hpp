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

// What a perfect sampler is expected to read at the states of this metrics.json: as the run has it
// that could be asked at most of them (turns can only be read where a sample is valid). Empty where
// nothing is perfect: the floor of z_information is chance.
[[nodiscard]] std::string perfect(const nlohmann::ordered_json& json, Metric metric);

}  // namespace crossroads::result_cells
