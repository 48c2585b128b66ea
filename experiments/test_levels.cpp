#include "experiments/test_levels.hpp"

#include <algorithm>
#include <set>

#include "recordings/error.hpp"

namespace crossroads {
namespace {

bool is_maze(const std::string& name) {
  return name.rfind("maze:", 0) == 0;
}

// What a run learnt from by another way than mazes is no maze.
void add_learnt(const Contender& run, std::set<std::string>& hashes) {
  const std::string name = fact(run.facts, "level_name"), hash = fact(run.facts, "level_hash");
  if (!is_maze(name)) return;
  const LevelSet learnt = load_level_set(name);
  if (learnt.hash != hash) {
    throw Error("the mazes " + name + " as the run learnt them (" + hash + ")", learnt.hash,
                run.folder, "compare with the version that it was trained with");
  }
  for (const Level& level : learnt.levels) hashes.insert(level.hash);
}

}  // namespace

TestLevels choose_test_levels(const LevelSet& set, const std::vector<Contender>& runs) {
  if (!is_maze_set(set.name)) return {set.levels, std::nullopt};
  std::set<std::string> learnt, met;
  for (const Contender& run : runs) add_learnt(run, learnt);
  const bool of_training =
      !runs.empty() && std::all_of(runs.begin(), runs.end(), [&](const Contender& run) {
        return fact(run.facts, "level_hash") == set.hash;
      });
  TestLevels test;
  MazeCounts counts;
  counts.named = static_cast<int>(set.levels.size());
  for (const Level& level : set.levels) {
    if (!met.insert(level.hash).second) continue;
    ++counts.different;
    const bool known = learnt.count(level.hash) != 0;
    if (known) ++counts.in_training;
    if (!known || of_training) test.levels.push_back(level);
  }
  counts.asked = static_cast<int>(test.levels.size());
  test.counts = counts;
  if (!test.levels.empty()) return test;
  throw Error("a maze that no run learnt from",
              std::to_string(counts.different) + " different ones, all learnt from",
              "level " + set.name, "give other seeds, or larger mazes");
}

std::string maze_counts_text(const MazeCounts& counts) {
  const bool left_out = counts.asked < counts.different;
  return std::to_string(counts.named) + " mazes, " + std::to_string(counts.different) +
         " different, " + std::to_string(counts.in_training) + " of them learnt from" +
         (left_out ? " and left out: " : ": ") + std::to_string(counts.asked) + " asked about";
}

bool is_maze_test(const std::string& learnt, const std::string& asked) {
  return is_maze(learnt) && is_maze(asked) && (is_maze_set(learnt) || is_maze_set(asked));
}

}  // namespace crossroads
