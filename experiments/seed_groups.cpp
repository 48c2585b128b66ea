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

}  // namespace crossroads
