#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <utility>

#include "sim/maze.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;

namespace {

struct Counts {
  int dead_ends = 0, junctions = 0, crossings = 0, tiles = 0, ways = 0, squares = 0;
};

Counts count(const Level& level) {
  Counts counts;
  for (int row = 0; row < level.rows; ++row) {
    for (int col = 0; col < level.cols; ++col) {
      if (level.is_wall(row, col)) continue;
      int open = 0;
      for (const Direction d : kDirections) {
        if (!level.is_wall(row + row_step(d), col + col_step(d))) ++open;
      }
      ++counts.tiles;
      counts.ways += open;
      counts.dead_ends += open < 2 ? 1 : 0;
      counts.junctions += open == 3 ? 1 : 0;
      counts.crossings += open == 4 ? 1 : 0;
      if (!level.is_wall(row + 1, col) && !level.is_wall(row, col + 1) &&
          !level.is_wall(row + 1, col + 1)) {
        ++counts.squares;
      }
    }
  }
  counts.ways /= 2;
  return counts;
}

}  // namespace

TEST_CASE("1,000 mazes of each size have T junctions, crossings and loops, and no dead end") {
  for (const auto* size : {"8x8", "5x5", "16x16", "9x14"}) {
    for (int seed = 0; seed < 1000; ++seed) {
      // A part that can't be reached would be refused by the level's parser.
      const Level level = load_level("maze:" + std::to_string(seed) + ":" + size);
      const Counts counts = count(level);
      INFO(level.text);
      REQUIRE(counts.dead_ends == 0);
      REQUIRE(counts.squares == 0);  // ways are one tile wide
      REQUIRE(counts.junctions >= 1);
      REQUIRE(counts.crossings >= 1);
      REQUIRE(counts.ways - counts.tiles + 1 >= 2);  // independent loops
    }
  }
}

TEST_CASE("Of 1,000 seeds more than half give a small maze of its own, and all a large one") {
  std::set<std::string> small, large;
  for (int seed = 0; seed < 1000; ++seed) {
    const std::string name = "maze:" + std::to_string(seed);
    for (const auto& [mazes, size] : {std::pair(&small, ""), std::pair(&large, ":16x16")}) {
      mazes->insert(load_level(name + size).hash);
    }
  }
  CHECK(small.size() == 532);
  CHECK(large.size() == 1000);
}

TEST_CASE(
    "A maze is the same on every machine, 64 pixels square unless another size is asked for") {
  CHECK(load_level("maze:7").hash == "3b4c32ebfa434835");
  CHECK(load_level("maze:7:8x8").hash == "3b4c32ebfa434835");
  CHECK(load_level("maze:7:32x32").hash == "55686900474e0f46");
  CHECK(load_level("maze:7").height_px() == 64);
  CHECK(load_level("maze:7:16x12").height_px() == 128);
  CHECK(load_level("maze:7:16x12").width_px() == 96);
}

TEST_CASE("A maze's name that can't be read is refused") {
  for (const auto* name : {"maze:", "maze:x", "maze:-1", "maze:1:", "maze:1:8", "maze:1:4x8",
                           "maze:1:8x33", "maze:1:8x8x8", "maze:1 "}) {
    INFO(name);
    CHECK_THROWS_WITH(load_level(name), Catch::Matchers::Contains(name));
  }
}
