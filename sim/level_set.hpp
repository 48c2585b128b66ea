// The levels of a recording or a comparison: one, or the mazes of a range of seeds, which take
// turns game by game. maze:FIRST-LAST[:ROWSxCOLS], both ends included, 1000 mazes at most.
// A set's text is a line `mazes NAME` and the hash of each maze's text: small, and its own hash
// stands for all the texts. The mazes are drawn again from the name.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "recordings/episode.hpp"
#include "sim/level.hpp"

namespace crossroads {

struct LevelSet {
  std::string name, text, hash;  // as a recording notes them; of one level its own
  std::vector<Level> levels;     // at least one; all of one size and pace

  // Game i of a set is played on its maze i, and from the first again behind the last.
  [[nodiscard]] const Level& of_game(std::size_t game) const {
    return levels[game % levels.size()];
  }
};

[[nodiscard]] bool is_maze_set(const std::string& name);
[[nodiscard]] LevelSet one_level(Level level);

// What load_level takes, or a set.
[[nodiscard]] LevelSet load_level_set(const std::string& name);

// From the text that a recording or an input log holds. Error: the mazes of this name were drawn
// otherwise then.
[[nodiscard]] LevelSet parse_level_set(const std::string& text, const std::string& name);

// Among the infos of an episode of a set: `maze`, the seed of its maze.
void note_maze(Episode& episode, const LevelSet& set, std::size_t game);

}  // namespace crossroads
