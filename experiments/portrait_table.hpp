// The results of compare-portraits as a table in Markdown.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace crossroads {

// A row for each run, or for runs NAME-seed1, NAME-seed2, ... together: then the mean over the
// seeds, with their smallest and largest value in brackets.
[[nodiscard]] std::string portrait_table(const nlohmann::ordered_json& results);

}  // namespace crossroads
