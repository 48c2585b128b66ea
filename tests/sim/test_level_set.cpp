#include <catch2/catch.hpp>
#include <set>

#include "recordings/error.hpp"
#include "sim/level_set.hpp"
#include "sim/recorder.hpp"

using namespace crossroads;
using Catch::Matchers::Contains;

TEST_CASE("A set of mazes has one maze for each seed, both ends included, which take turns") {
  const LevelSet set = load_level_set("maze:7-9");
  REQUIRE(set.levels.size() == 3);
  CHECK(set.name == "maze:7-9");
  for (const std::size_t game : {0U, 3U, 6U}) CHECK(set.of_game(game).name == "maze:7");
  CHECK(set.of_game(1).hash == load_level("maze:8").hash);
  CHECK(set.of_game(5).hash == load_level("maze:9").hash);
  CHECK(load_level_set("maze:3-4:9x14").of_game(1).hash == load_level("maze:4:9x14").hash);
  CHECK(load_level_set("maze:5-5").levels.size() == 1);
}

TEST_CASE("A set's text is its name and the hash of each maze, and gives the set again") {
  const LevelSet set = load_level_set("maze:7-8");
  // The first hash is the one of test_maze.cpp.
  CHECK(set.text == "mazes maze:7-8\n3b4c32ebfa434835\n" + load_level("maze:8").hash + "\n");
  const LevelSet again = parse_level_set(set.text, set.name);
  CHECK(again.hash == set.hash);
  CHECK(again.levels.size() == 2);
  CHECK(load_level_set("maze:7-9").hash != set.hash);
}

TEST_CASE("One level is a set of its own, with the level's name, text and hash") {
  const Level corner = load_level("corner");
  for (const LevelSet& set : {load_level_set("corner"), parse_level_set(corner.text, "corner")}) {
    CHECK(set.name == "corner");
    CHECK(set.text == corner.text);
    CHECK(set.hash == corner.hash);
    CHECK(set.of_game(8).hash == corner.hash);
  }
}

TEST_CASE("A set that cannot be is refused, and says how it is written") {
  for (const auto* name : {"maze:9-7", "maze:-7", "maze:1-", "maze:a-b", "maze:1-2-3",
                           "maze:1-1001", "maze:1-2:4x8", "maze:1-2:8"}) {
    INFO(name);
    CHECK_THROWS_AS(load_level_set(name), Error);
  }
  CHECK_THROWS_WITH(load_level_set("maze:9-7"), Contains("maze:1-64"));
}

TEST_CASE("Where one level is wanted a set is refused") {
  CHECK_THROWS_WITH(load_level("maze:1-64"), Contains("one maze") && Contains("`maze:1-64`"));
}

TEST_CASE("Mazes that were drawn otherwise are not taken for those of the recording") {
  LevelSet set = load_level_set("maze:7-8");
  set.text[set.text.size() - 2] ^= 1;
  CHECK_THROWS_WITH(parse_level_set(set.text, set.name), Contains("maze:7-8"));
  CHECK_THROWS_AS(parse_level_set(set.text, "corner"), Error);
}

TEST_CASE("An episode of a set says the seed of its maze in every row, one of a level nothing") {
  const LevelSet set = load_level_set("maze:7-9");
  Episode episode;
  episode.frames.resize(3);
  note_maze(episode, set, 4);
  CHECK(episode.infos.at("maze") == std::vector<double>{8, 8, 8});
  Episode other;
  note_maze(other, load_level_set("corner"), 0);
  CHECK(other.infos.empty());
}

TEST_CASE("A recording of a set has the set's name, text and hash") {
  const LevelSet set = load_level_set("maze:7-9:10x12");
  const RecordingInfo info = describe(set, "simulator", "uniform", 8, 1);
  CHECK(info.level_name == "maze:7-9:10x12");
  CHECK(info.level_text == set.text);
  CHECK(info.level_hash == set.hash);
  CHECK(info.height_px == 80);
  CHECK(info.width_px == 96);
}
