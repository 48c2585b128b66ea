// metrics.json: every number of a comparison for other programs. What does not apply is null.
#include "experiments/comparison.hpp"
#include "experiments/json_values.hpp"

namespace crossroads {
namespace {

Json measured(const Measured& one) {
  if (one.count == 0) return nullptr;
  return {{"value", number(one.value)},
          {"lo", number(one.low)},
          {"hi", number(one.high)},
          {"floor", number(one.floor)},
          {"n", one.count}};
}

Json metrics(const Metrics& all) {
  Json json = Json::object();
  for (const auto& [key, one] : all) json[key] = measured(one);
  return json;
}

void add_summary(Json& json, const Summary& summary) {
  json["metrics"] = metrics(summary.metrics);
  json["by_ways"] = Json::object();
  for (const auto& [ways, of_them] : summary.by_ways) json["by_ways"][ways] = metrics(of_them);
  json["calibration"] = Json::array();
  for (const auto& point : summary.calibration) {
    json["calibration"].push_back({{"p", point.probability},
                                   {"share", measured(point.share)},
                                   {"noise", point.noise},
                                   {"error", measured(point.error)}});
  }
}

Json seconds(const std::optional<double>& reached) {
  return reached ? Json(*reached) : Json(nullptr);
}

// Null where no snapshots were asked.
Json time_to_quality(const std::vector<QualityPoint>& quality) {
  if (quality.empty()) return nullptr;
  Json points = Json::array();
  for (const auto& point : quality) {
    points.push_back({{"step", point.step},
                      {"seconds", point.seconds},
                      {"valid", number(point.valid)},
                      {"turn_tv", number(point.turn_tv)}});
  }
  return {{"seconds", seconds(seconds_to_quality(quality))}, {"points", points}};
}

Json run_json(const RunResult& run) {
  Json json = run_facts(run.name, run.arm, run.folder, run.facts);
  json["distinct_x_in_training_data"] =
      run.pasts_in_training ? Json(*run.pasts_in_training) : Json(nullptr);
  add_summary(json, run);
  json["time_to_quality"] = time_to_quality(run.quality);
  return json;
}

Json arm_json(const ArmResult& arm) {
  Json json{{"arm", arm.arm}, {"label", arm.label}, {"runs", arm.runs}};
  add_summary(json, arm);
  json["seconds_to_quality"] = Json::array();
  for (const auto& reached : arm.seconds_to_quality) {
    json["seconds_to_quality"].push_back(seconds(reached));
  }
  return json;
}

Json mazes_json(const std::optional<MazeCounts>& mazes) {
  if (!mazes) return nullptr;
  return {{"named", mazes->named},
          {"different", mazes->different},
          {"in_training", mazes->in_training},
          {"asked", mazes->asked}};
}

}  // namespace

std::string metrics_json(const Comparison& comparison) {
  const Setup& setup = comparison.setup;
  Json json{{"schema", 1},
            {"version", CROSSROADS_VERSION},
            {"level", text(setup.level)},
            {"level_hash", text(setup.level_hash)},
            {"mazes", mazes_json(setup.mazes)},
            {"policy", text(setup.policy)},
            {"recording", text(setup.recording)},
            {"frame_skip", setup.frame_skip > 0 ? Json(setup.frame_skip) : Json(nullptr)},
            {"past_frames", setup.past_frames},
            {"ahead", setup.ahead},
            {"seed", setup.seed},
            {"states", comparison.states.main.size()},
            {"samples", setup.samples},
            {"forced_states", comparison.states.forced.size()},
            {"forced_samples", kForcedSamples},
            {"games", comparison.states.games},
            {"distinct_x", comparison.states.distinct_pasts},
            {"excluded", comparison.states.excluded},
            {"command", setup.command}};
  json["runs"] = Json::array();
  for (const auto& run : comparison.runs) json["runs"].push_back(run_json(run));
  json["arms"] = Json::array();
  for (const auto& arm : comparison.arms) json["arms"].push_back(arm_json(arm));
  json["differences"] = Json::array();
  for (const auto& one : comparison.differences) {
    json["differences"].push_back(
        {{"a", one.a}, {"b", one.b}, {"pairs", one.pairs}, {"metrics", metrics(one.metrics)}});
  }
  return json_text(json);
}

}  // namespace crossroads
