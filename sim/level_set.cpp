#include "sim/level_set.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "recordings/whole_number.hpp"
#include "sim/maze.hpp"

namespace crossroads {
namespace {

const std::string kMaze = "maze:";
const std::string kSetText = "mazes ";
constexpr std::uint64_t kMostMazes = 1000;

struct Range {
  std::uint64_t first = 0, last = 0;
  std::string size;  // ":ROWSxCOLS", or nothing
};

// What is wrong with the size is said when a maze of it is drawn.
Range parse_range(const std::string& name) {
  const std::size_t dash = name.find('-');
  const std::size_t colon = std::min(name.find(':', kMaze.size()), name.size());
  Range range;
  range.size = name.substr(colon);
  const bool right =
      dash < colon &&
      read_whole_number(name.substr(kMaze.size(), dash - kMaze.size()), range.first) &&
      read_whole_number(name.substr(dash + 1, colon - dash - 1), range.last);
  if (!right || range.last < range.first || range.last - range.first >= kMostMazes) {
    throw Error("maze:FIRST-LAST or maze:FIRST-LAST:ROWSxCOLS, 1 to " + std::to_string(kMostMazes) +
                    " mazes",
                "`" + name + "`", "the level's name",
                "write for example maze:1-64 or maze:1-64:16x16");
  }
  return range;
}

LevelSet load_mazes(const std::string& name) {
  const Range range = parse_range(name);
  LevelSet set{name, kSetText + name + "\n", "", {}};
  for (std::uint64_t seed = range.first; seed - range.first <= range.last - range.first; ++seed) {
    set.levels.push_back(load_level(kMaze + std::to_string(seed) + range.size));
    set.text += set.levels.back().hash + "\n";
  }
  set.hash = hash_text(hash_bytes(set.text.data(), set.text.size()));
  return set;
}

}  // namespace

bool is_maze_set(const std::string& name) {
  return name.rfind(kMaze, 0) == 0 && name.find('-') != std::string::npos;
}

LevelSet one_level(Level level) {
  LevelSet set{level.name, level.text, level.hash, {}};
  set.levels.push_back(std::move(level));
  return set;
}

LevelSet load_level_set(const std::string& name) {
  return is_maze_set(name) ? load_mazes(name) : one_level(load_level(name));
}

LevelSet parse_level_set(const std::string& text, const std::string& name) {
  if (text.rfind(kSetText, 0) != 0 || !is_maze_set(name)) return one_level(parse_level(text, name));
  LevelSet set = load_mazes(name);
  if (set.text == text) return set;
  throw Error("the mazes " + name + " as they are drawn now (" + set.hash + ")",
              "others (" + hash_text(hash_bytes(text.data(), text.size())) + ")",
              "the level's text", "use the version that it was recorded with");
}

void note_maze(Episode& episode, const LevelSet& set, std::size_t game) {
  if (!is_maze_set(set.name)) return;
  const auto seed = static_cast<double>(parse_maze_name(set.of_game(game).name)->seed);
  episode.infos["maze"].assign(episode.frames.size(), seed);
}

}  // namespace crossroads
