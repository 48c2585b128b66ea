// Runs that are one experiment, repeated: equal in everything but the seed, what follows from it,
// and where their data lies (seeds may have recorded their own). Equal minutes are any number of
// steps.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace crossroads {

using Facts = std::map<std::string, std::string>;

// Equal for repetitions of one experiment.
[[nodiscard]] Facts experiment_of(const std::string& arm, const Facts& facts);

// The groups of two trained runs or more whose seeds all differ. `Run` has arm, folder, facts.
template <class Run>
[[nodiscard]] std::vector<std::vector<const Run*>> seed_groups(const std::vector<Run>& runs) {
  std::map<Facts, std::vector<const Run*>> by_experiment;
  for (const Run& run : runs) {
    if (!run.folder.empty() && run.facts.count("seed") > 0)
      by_experiment[experiment_of(run.arm, run.facts)].push_back(&run);
  }
  std::vector<std::vector<const Run*>> groups;
  for (const auto& [experiment, group] : by_experiment) {
    std::set<std::string> seeds;
    for (const Run* run : group) seeds.insert(run->facts.at("seed"));
    if (group.size() > 1 && seeds.size() == group.size()) groups.push_back(group);
  }
  return groups;
}

}  // namespace crossroads
