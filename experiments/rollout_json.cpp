// rollout.json: every curve for other programs. What does not apply is null.
#include <algorithm>

#include "experiments/json_values.hpp"
#include "experiments/rollout.hpp"

namespace crossroads {
namespace {

Json curve_json(const std::vector<LegalShare>& curve) {
  Json json = Json::array();
  for (std::size_t step = 0; step < curve.size(); ++step) {
    const LegalShare& point = curve[step];
    json.push_back({{"step", step + 1},
                    {"value", number(point.share)},
                    {"lo", number(point.low)},
                    {"hi", number(point.high)},
                    {"n", point.counted}});
  }
  return json;
}

Json median_json(const std::vector<LegalShare>& curve) {
  const MedianFrames median = median_legal_frames(curve);
  return {{"frames", median.frames}, {"or_more", median.or_more}};
}

int count(const std::vector<Rollout>& rollouts, Rollout::End end) {
  return static_cast<int>(std::count_if(rollouts.begin(), rollouts.end(),
                                        [end](const Rollout& one) { return one.end == end; }));
}

Json run_json(const RolloutRun& run) {
  Json json = run_facts(run.name, run.arm, run.folder, run.facts);
  const auto& rollouts = run.rolled.rollouts;
  json["failed"] = count(rollouts, Rollout::End::failed);
  json["game_over"] = count(rollouts, Rollout::End::game_over);
  json["lasted"] = count(rollouts, Rollout::End::lasted);
  json["median_legal_frames"] = median_json(run.curve);
  json["legal_share"] = curve_json(run.curve);
  return json;
}

}  // namespace

std::string rollout_json(const RolloutStudy& study) {
  const RolloutSetup& setup = study.setup;
  Json json{{"schema", 1},
            {"version", CROSSROADS_VERSION},
            {"level", setup.level},
            {"level_hash", setup.level_hash},
            {"policy", setup.policy},
            {"frame_skip", setup.frame_skip},
            {"past_frames", setup.past_frames},
            {"seed", setup.seed},
            {"starts", study.starts.size()},
            {"frames", setup.frames},
            {"command", setup.command}};
  json["runs"] = Json::array();
  for (const auto& run : study.runs) json["runs"].push_back(run_json(run));
  json["arms"] = Json::array();
  for (const auto& arm : study.arms) {
    json["arms"].push_back({{"arm", arm.arm},
                            {"label", arm.label},
                            {"runs", arm.runs},
                            {"median_legal_frames", median_json(arm.curve)},
                            {"legal_share", curve_json(arm.curve)}});
  }
  return json_text(json);
}

}  // namespace crossroads
