#include "experiments/seed_groups.hpp"

namespace crossroads {

Facts experiment_of(const std::string& arm, const Facts& facts) {
  static const std::set<std::string> kDiffer{"seed",      "seconds",   "adversarial_share",
                                             "recording", "data_hash", "version"};
  static const std::set<std::string> kOfMinutes{"steps", "planned-steps", "patches_seen"};
  Facts experiment{{"arm", arm}};
  const bool by_time = facts.count("minutes") > 0;
  for (const auto& [key, value] : facts) {
    if (kDiffer.count(key) > 0 || (by_time && kOfMinutes.count(key) > 0)) continue;
    experiment[key] = value;
  }
  return experiment;
}

std::string label_of(const Facts& experiment, const std::vector<Facts>& all) {
  std::set<std::string> told;
  for (const Facts& other : all) {
    if (other.at("arm") != experiment.at("arm")) continue;
    for (const auto& [key, value] : experiment) {
      const auto found = other.find(key);
      if (found == other.end() || found->second != value) told.insert(key);
    }
  }
  for (const char* follows : {"parameters", "patches_seen", "planned-steps"}) {
    if (told.size() > 1) told.erase(follows);
  }
  std::string label = experiment.at("arm");
  for (const auto& key : told) label += ", " + key + " " + experiment.at(key);
  return label;
}

}  // namespace crossroads
