// metrics.json of compare-portraits: every number for other programs. What does not apply is null.
#include "experiments/json_values.hpp"
#include "experiments/portrait_comparison.hpp"

namespace crossroads {
namespace {

Json estimate(const Estimate& one) {
  const Json value = number(one.value);
  if (value.is_null()) return nullptr;
  return {{"value", value}, {"lo", number(one.low)}, {"hi", number(one.high)}};
}

Json attribute_json(const PortraitComparison& comparison, const PortraitResult& result,
                    std::size_t index) {
  const AttributeResult& one = result.attributes[index];
  Json json{{"tv", number(one.tv)},
            {"tv_floor", number(comparison.tv_floor[index])},
            {"missing", one.missing},
            {"met", estimate(one.met)}};
  const auto& values = attribute_list()[index].values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    json["counts"][std::string(values[i])] = one.counts[i];
  }
  return json;
}

Json result_json(const PortraitComparison& comparison, const PortraitResult& result) {
  Json json = run_facts(result.name, result.arm, result.folder, result.facts);
  json["metrics"] = Json::object();
  for (std::size_t i = 0; i < kPortraitNumbers; ++i) {
    const char* key = portrait_number_text(static_cast<PortraitNumber>(i)).key;
    json["metrics"][key] = estimate(result.numbers[i]);
  }
  for (std::size_t i = 0; i < kAttributes; ++i) {
    json["attributes"][std::string(attribute_list()[i].name)] =
        attribute_json(comparison, result, i);
  }
  json["nearest_training_distances"] = Json::array();
  for (const auto& pair : result.pairs) {
    json["nearest_training_distances"].push_back(pair.distance);
  }
  return json;
}

Json reader_json(const Facts& reader) {
  Json json = Json::object();
  for (const auto& [key, value] : reader) json[key] = value;
  return json;
}

}  // namespace

std::string portrait_metrics_json(const PortraitComparison& comparison) {
  const PortraitSetup& setup = comparison.setup;
  Json json{{"schema", 1},
            {"version", CROSSROADS_VERSION},
            {"samples", setup.samples},
            {"asked", setup.asked},
            {"seed", setup.seed},
            {"training_data_hash", text(comparison.training_hash)},
            {"copy_distance", number(comparison.copy_distance)},
            {"reader", reader_json(setup.reader)},
            {"command", setup.command}};
  json["runs"] = Json::array();
  for (const auto& result : comparison.results) {
    json["runs"].push_back(result_json(comparison, result));
  }
  return json_text(json);
}

}  // namespace crossroads
