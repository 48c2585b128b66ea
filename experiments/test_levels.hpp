// Which levels of a set are asked about. Mazes from different seeds may be equal, small ones often
// are: each one is asked about once, and those that a run learnt from are left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/contender.hpp"
#include "sim/level_set.hpp"

namespace crossroads {

struct MazeCounts {
  int named = 0;        // by the set's seeds
  int different = 0;    // among them
  int in_training = 0;  // of the different ones, of any run
  int asked = 0;
};

struct TestLevels {
  std::vector<Level> levels;         // at least one
  std::optional<MazeCounts> counts;  // of a set of mazes
};

// All of a set that every run learnt from, by its hash: then nothing new is asked. Error: a set
// without a new maze, or a run's mazes are drawn otherwise by this version.
[[nodiscard]] TestLevels choose_test_levels(const LevelSet& set,
                                            const std::vector<Contender>& runs);

// "64 mazes, 55 different, 20 of them learnt from and left out: 35 asked about"
[[nodiscard]] std::string maze_counts_text(const MazeCounts& counts);

// A run of mazes may be asked about other mazes, if one of the two is a set.
[[nodiscard]] bool is_maze_test(const std::string& learnt, const std::string& asked);

}  // namespace crossroads
