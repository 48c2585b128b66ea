#include "experiments/result_cells.hpp"

#include "experiments/decimals.hpp"

namespace crossroads::result_cells {

using Json = nlohmann::ordered_json;

std::string number(const Json& value, int decimals) {
  return value.is_number() ? with_decimals(value.get<double>(), decimals) : "";
}

std::string cell(const Json& metrics, Metric metric) {
  const auto& [key, title, meaning, decimals] = metric_text(metric);
  const auto found = metrics.find(key);
  if (found == metrics.end() || !found->is_object()) return "";
  std::string text = number(found->at("value"), decimals);
  const Json& low = found->at("lo");
  const Json& high = found->at("hi");
  if (low.is_number() && high.is_number() && high.get<double>() > low.get<double>()) {
    text += " (" + number(low, decimals) + " to " + number(high, decimals) + ")";
  }
  return text;
}

std::string perfect(const Json& json, Metric metric) {
  if (metric == Metric::z_information || metric == Metric::z_effect) return "";
  const auto& [key, title, meaning, decimals] = metric_text(metric);
  std::string text;
  int most_states = 0;
  for (const auto& run : json.at("runs")) {
    const auto found = run.at("metrics").find(key);
    if (found == run.at("metrics").end() || !found->is_object()) continue;
    const int states = found->value("n", 0);
    if (states <= most_states || !found->at("floor").is_number()) continue;
    most_states = states;
    text = number(found->at("floor"), decimals);
  }
  return text;
}

}  // namespace crossroads::result_cells
