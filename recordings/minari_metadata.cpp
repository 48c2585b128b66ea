#include "recordings/minari_metadata.hpp"

#include <nlohmann/json.hpp>
#include <vector>

namespace crossroads {
namespace {

// Readers of Minari refuse versions newer than they are; all of 0.5.x take this one.
constexpr const char* kMinariVersion = "0.5.0";

// Minari wants every bound of the box written out, a scalar is refused.
nlohmann::json bounds(const RecordingInfo& info, int value) {
  const nlohmann::json row(std::vector<int>(static_cast<std::size_t>(info.width_px), value));
  const nlohmann::json plane(
      std::vector<nlohmann::json>(static_cast<std::size_t>(info.height_px), row));
  return {plane, plane, plane};
}

std::string observation_space(const RecordingInfo& info) {
  return nlohmann::json{{"type", "Box"},
                        {"dtype", "uint8"},
                        {"shape", {3, info.height_px, info.width_px}},
                        {"low", bounds(info, 0)},
                        {"high", bounds(info, 255)}}
      .dump();
}

std::string codes_text(const std::string& name, const std::string& codes) {
  return codes.empty() ? "" : name + codes;
}

nlohmann::json constant_metadata(const std::string& id, const RecordingInfo& info) {
  return {{"dataset_id", id},
          {"minari_version", kMinariVersion},
          {"data_format", "hdf5"},
          {"observation_space", observation_space(info)},
          {"action_space", R"({"type": "Discrete", "dtype": "int64", "start": 0, "n": 5})"},
          {"algorithm_name", info.policy},
          {"author", nlohmann::json::array({"Crossroads " CROSSROADS_VERSION})},
          {"description", "Recorded by Crossroads from " + info.source +
                              (info.level_name.empty() ? "" : ", level " + info.level_name) +
                              codes_text("; actions: ", info.action_codes) +
                              codes_text("; ghost modes: ", info.ghost_mode_codes)}};
}

}  // namespace

MinariMetadata::MinariMetadata(const std::string& dataset_id, const RecordingInfo& info) {
  const std::string all = constant_metadata(dataset_id, info).dump(1);
  start_ = all.substr(0, all.rfind("\n}"));
}

std::string MinariMetadata::counts(std::int64_t episodes, std::int64_t steps) {
  const auto padded = [](std::int64_t count) {
    constexpr std::size_t kMostDigits = 19;
    const std::string digits = std::to_string(count);
    return digits + std::string(kMostDigits - digits.size(), ' ');
  };
  return ",\n \"total_episodes\": " + padded(episodes) + ",\n \"total_steps\": " + padded(steps) +
         "\n}\n";
}

}  // namespace crossroads
