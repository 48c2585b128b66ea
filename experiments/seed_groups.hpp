// Runs that are one experiment, repeated: equal in everything but the seed, what follows from it,
// and where their data lies (seeds may have recorded their own). Equal minutes are any number of
// steps. What tells of no seed (a TorchScript file, samples drawn elsewhere) repeats nothing.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "predictor/facts.hpp"

namespace crossroads {

// Equal for repetitions of one experiment.
[[nodiscard]] Facts experiment_of(const std::string& arm, const Facts& facts);

// The arm; where several of `all` have the same one, with what tells them apart.
[[nodiscard]] std::string label_of(const Facts& experiment, const std::vector<Facts>& all);

// The arm, of those with several seeds, that a run of this name belongs to; null where it stands
// alone. `Arm` has runs, their names.
template <class Arm>
[[nodiscard]] const Arm* arm_of(const std::vector<Arm>& arms, const std::string& run) {
  const auto found = std::find_if(arms.begin(), arms.end(), [&](const Arm& arm) {
    return std::find(arm.runs.begin(), arm.runs.end(), run) != arm.runs.end();
  });
  return found == arms.end() ? nullptr : &*found;
}

template <class Run>
struct SeedGroup {
  Facts experiment;
  std::string label;
  std::vector<const Run*> runs;  // one or more, no two of one seed
};

template <class Run>
[[nodiscard]] bool different_seeds(const std::vector<const Run*>& runs) {
  std::set<std::string> seeds;
  for (const Run* run : runs) seeds.insert(run->facts.at("seed"));
  return seeds.size() == runs.size();
}

// The trained runs that have a seed, by experiment, in the order in which they were named; left out
// where a seed stands twice in one. `Run` has arm, folder, facts.
template <class Run>
[[nodiscard]] std::vector<SeedGroup<Run>> seed_groups(const std::vector<Run>& runs) {
  std::vector<SeedGroup<Run>> groups;
  for (const Run& run : runs) {
    if (run.folder.empty() || run.facts.count("seed") == 0) continue;
    const Facts experiment = experiment_of(run.arm, run.facts);
    auto found = std::find_if(groups.begin(), groups.end(),
                              [&](const auto& one) { return one.experiment == experiment; });
    if (found == groups.end()) found = groups.insert(found, {experiment, "", {}});
    found->runs.push_back(&run);
  }
  groups.erase(std::remove_if(groups.begin(), groups.end(),
                              [](const auto& group) { return !different_seeds(group.runs); }),
               groups.end());
  std::vector<Facts> experiments;
  for (const auto& group : groups) experiments.push_back(group.experiment);
  for (auto& group : groups) group.label = label_of(group.experiment, experiments);
  return groups;
}

}  // namespace crossroads
