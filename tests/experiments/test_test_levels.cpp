#include <catch2/catch.hpp>
#include <set>

#include "experiments/test_levels.hpp"
#include "recordings/error.hpp"

using namespace crossroads;

namespace {

// A run that learnt from this level or set.
Contender learnt_from(const std::string& name) {
  Contender run;
  run.facts["level_name"] = name;
  run.facts["level_hash"] = load_level_set(name).hash;
  return run;
}

std::set<std::string> hashes(const std::vector<Level>& levels) {
  std::set<std::string> all;
  for (const Level& level : levels) all.insert(level.hash);
  return all;
}

}  // namespace

TEST_CASE("of a set each different maze is asked about, once") {
  const LevelSet set = load_level_set("maze:0-999");  // 532 of them differ: test_maze.cpp
  const TestLevels test = choose_test_levels(set, {});
  REQUIRE(test.counts);
  CHECK(test.counts->named == 1000);
  CHECK(test.counts->different == 532);
  CHECK(test.counts->in_training == 0);
  CHECK(test.counts->asked == 532);
  CHECK(test.levels.size() == 532);
  CHECK(hashes(test.levels).size() == 532);
}

TEST_CASE("mazes that a run learnt from are left out, even if their seeds are others") {
  const std::vector<Contender> runs = {learnt_from("maze:0-499"), learnt_from("maze:3")};
  const TestLevels test = choose_test_levels(load_level_set("maze:400-999"), runs);
  const auto learnt = hashes(load_level_set("maze:0-499").levels);
  for (const Level& level : test.levels) REQUIRE(learnt.count(level.hash) == 0);
  // What is new from seed 500 on, so that both ranges together make 532.
  CHECK(test.counts->asked == 532 - static_cast<int>(learnt.size()));
  CHECK(test.counts->asked + test.counts->in_training == test.counts->different);
  CHECK(test.counts->in_training > 0);
}

TEST_CASE("the very set that all runs learnt from is asked about as a whole") {
  const TestLevels test =
      choose_test_levels(load_level_set("maze:1-20:16x16"), {learnt_from("maze:1-20:16x16")});
  CHECK(test.counts->in_training == 20);
  CHECK(test.counts->asked == 20);
  CHECK(maze_counts_text(*test.counts) ==
        "20 mazes, 20 different, 20 of them learnt from: 20 asked about");
  CHECK(maze_counts_text({64, 55, 20, 35}) ==
        "64 mazes, 55 different, 20 of them learnt from and left out: 35 asked about");
}

TEST_CASE("a set without a new maze is refused") {
  CHECK_THROWS_WITH(choose_test_levels(load_level_set("maze:1-5"), {learnt_from("maze:1-10")}),
                    Catch::Contains("no run learnt from") && Catch::Contains("level maze:1-5"));
}

TEST_CASE("mazes that this version draws otherwise than a run learnt them are refused") {
  Contender run = learnt_from("maze:1-5");
  run.facts["level_hash"] = "0123456789abcdef";
  CHECK_THROWS_AS(choose_test_levels(load_level_set("maze:6-9"), {run}), Error);
}

TEST_CASE("one level is asked about whatever a run learnt from") {
  const TestLevels test = choose_test_levels(load_level_set("corner"), {learnt_from("maze:1-5")});
  CHECK(test.levels.size() == 1);
  CHECK_FALSE(test.counts);
}

TEST_CASE("mazes may be asked about by runs of other mazes, where one of the two is a set") {
  CHECK(is_maze_test("maze:1-64", "maze:1001-1064"));
  CHECK(is_maze_test("maze:1-64", "maze:1001"));
  CHECK(is_maze_test("maze:1", "maze:2-9"));
  CHECK_FALSE(is_maze_test("maze:1", "maze:2"));
  CHECK_FALSE(is_maze_test("corner", "maze:2-9"));
  CHECK_FALSE(is_maze_test("maze:1-9", "corner"));
}
