// Values as the JSON of results has them: what does not apply, or is no number, is null.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "predictor/facts.hpp"

namespace crossroads {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json number(double value);
[[nodiscard]] Json text(const std::string& value);

// What every result tells of a run: its name, arm, folder, seed, steps, seconds and so on.
[[nodiscard]] Json run_facts(const std::string& name, const std::string& arm,
                             const std::string& folder, const Facts& facts);

// The file: indented, whatever bytes a name may hold.
[[nodiscard]] std::string json_text(const Json& json);

}  // namespace crossroads
