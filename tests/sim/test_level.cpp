#include <catch2/catch.hpp>

#include "recordings/error.hpp"
#include "sim/rules.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;
using Catch::Matchers::Contains;

namespace {

void refuses(const std::string& text, const std::string& where, const std::string& what) {
  INFO(text);
  CHECK_THROWS_WITH(parse_level(text, "test"), Contains("level test, " + where) && Contains(what));
}

const std::string kMaze = "maze\n####\n#P.#\n####\n";

}  // namespace

TEST_CASE("A maze reads back as it was written") {
  const std::string maze =
      "#######\n"
      "#..G._#\n"
      "#.###.#\n"
      "#..<..#\n"
      "#######\n";
  std::string text = maze;
  text[text.find('<')] = 'P';
  const Level level = level_of(text);
  CHECK(to_text(level, start_game(level, 1)) == maze);
}

TEST_CASE("The level corner is read with its keys, its name and a hash of its text") {
  const Level level = load_level("corner");
  CHECK(level.name == "corner");
  CHECK(level.hash.size() == 16);
  CHECK(level.height_px() == 64);
  CHECK(level.width_px() == 64);
  CHECK(level.ticks_per_frame == 8);
  CHECK(level.speed_16th_px == 16);
  CHECK(level.dots_percent == 60);
  CHECK(level.frames_per_game == 64);
  CHECK(level.random_start);
  CHECK(level.ghosts == 0);
}

TEST_CASE("Comments, empty lines and line ends of other systems are no part of a level") {
  const Level level = parse_level(
      "; a comment\r\n\r\nstart maze\r\nmaze\r\n####\r\n; one more\r\n#P.#\r\n####\r\n\n", "test");
  CHECK(level.rows == 3);
  CHECK(level.cols == 4);
}

TEST_CASE("Outside the maze everything is wall") {
  const Level level = level_of("P.\n..\n");
  CHECK(level.is_wall(-1, 0));
  CHECK(level.is_wall(0, 2));
  CHECK_FALSE(level.is_wall(1, 1));
}

TEST_CASE("A mistake in the header is named with its line and column") {
  refuses("speed 16\n" + kMaze, "line 1, column 1", "`speed`");
  refuses("; c\nticks_per_frame eight\n" + kMaze, "line 2, column 17", "`eight`");
  refuses("ticks_per_frame 0\n" + kMaze, "line 1, column 17", "from 1 to 1000");
  refuses("ticks_per_frame 8 8\n" + kMaze, "line 1, column 17", "`8 8`");
  refuses("ticks_per_frame\n" + kMaze, "line 1, column 17", "nothing");
  refuses("dots_percent 101\n" + kMaze, "line 1, column 14", "from 0 to 100");
  refuses("speed_16th_px 24\n" + kMaze, "line 1, column 15", "divides");
  refuses("start here\n" + kMaze, "line 1, column 7", "`here`");
  refuses("start maze\nstart maze\n" + kMaze, "line 2, column 1", "second");
  refuses("start maze\n", "line 1, column 1", "a line `maze`");
  refuses("", "line 1, column 1", "a line `maze`");
}

TEST_CASE("A mistake in the maze is named with its line and column") {
  refuses("maze\n####\n#P.#\n###\n", "line 4, column 4", "a row of 4 tiles");
  refuses("maze\n####\n#P.##\n####\n", "line 3, column 5", "found 5");
  refuses("maze\n####\n#PX#\n####\n", "line 3, column 3", "`X`");
  refuses("maze\n####\n#PP#\n####\n", "line 3, column 3", "one player");
  refuses("maze\n####\n#..#\n####\n", "line 1, column 1", "a player P");
  refuses("start random\n" + kMaze, "line 4, column 2", "no player P");
  refuses("maze\n####\n####\n", "line 1, column 1", "floor");
  refuses("maze\n", "line 1, column 1", "floor");
  refuses("maze\n#####\n#P#.#\n#.###\n#####\n", "line 3, column 4", "sealed-off");
  refuses("maze\n###\n#P#\n###\n", "line 3, column 2", "a way out");
  refuses("maze\n####\n#PX#\n####\n", "line 3, column 3", "% marked floor");
  refuses("rules arcade\nmaze\n##\n.%\n", "line 4, column 2", "no marks");
  refuses("maze\nPGGGG\nG....\n", "line 3, column 1", "at most 4 ghosts");
}

TEST_CASE("A level with more tiles than a state can hold is refused") {
  std::string maze;
  for (int row = 0; row < 33; ++row) maze += std::string(32, '.') + "\n";
  refuses("start random\nmaze\n" + maze, "line 35, column 1", "at most 1024 tiles");
}

TEST_CASE("A level that isn't there is refused with the names of those that are") {
  CHECK_THROWS_WITH(load_level("cornr"), Contains("corner") && Contains("`cornr`"));
}
