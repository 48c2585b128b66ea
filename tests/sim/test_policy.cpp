#include <catch2/catch.hpp>

#include "recordings/error.hpp"
#include "sim/policy.hpp"
#include "sim/rules.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;

namespace {

// Weights of none, up, left, down, right where the player stands at (row, col) of this cross.
Weights weights_at(int row, int col, Direction facing, const Policy& policy) {
  const Level level = level_of(
      "#####\n"
      "##.##\n"
      "#.P.#\n"
      "##.##\n"
      "#####\n");
  State state = start_game(level, 1);
  put(state.player, row, col, facing);
  return player_weights(level, state, policy);
}

const Policy kBiased70{Policy::Kind::biased, 70};

}  // namespace

TEST_CASE("A policy reads back as it was written") {
  CHECK(policy_text(parse_policy("uniform")) == "uniform");
  CHECK(policy_text(parse_policy("biased:70")) == "biased:70");
  CHECK(parse_policy("biased:0").left_percent == 0);
  CHECK(policy_text(parse_policy("marked")) == "marked");
}

TEST_CASE("A policy that isn't there is wrong use") {
  for (const auto* text :
       {"", "left", "biased", "biased:", "biased:101", "biased:-1", "biased:7x"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_policy(text), UsageError);
  }
}

TEST_CASE("Uniform gives every way but back the same weight") {
  CHECK(weights_at(2, 2, Direction::up, {}) == Weights{0, 1, 1, 0, 1});
  CHECK(weights_at(2, 2, Direction::left, {}) == Weights{0, 1, 1, 1, 0});
}

TEST_CASE("Biased 70 gives the leftmost way 70 percent and the other two 15 each") {
  // Of 200: 140 to the left hand, 30 straight on, 30 to the right hand.
  CHECK(weights_at(2, 2, Direction::up, kBiased70) == Weights{0, 30, 140, 0, 30});
  CHECK(weights_at(2, 2, Direction::down, kBiased70) == Weights{0, 0, 30, 30, 140});
  CHECK(weights_at(2, 2, Direction::left, kBiased70) == Weights{0, 30, 30, 140, 0});
  CHECK(weights_at(2, 2, Direction::right, kBiased70) == Weights{0, 140, 0, 30, 30});
}

TEST_CASE(
    "Where two ways are open biased 70 gives 70 to 30, and straight on counts as left of right") {
  const Level level = load_level("corner");
  State state = start_game(level, 1);
  put(state.player, 1, 3, Direction::right);  // straight on or down, which is the right hand
  CHECK(player_weights(level, state, kBiased70) == Weights{0, 0, 0, 30, 70});
  put(state.player, 1, 3, Direction::left);  // down is the left hand, or straight on
  CHECK(player_weights(level, state, kBiased70) == Weights{0, 0, 30, 70, 0});
  put(state.player, 1, 3, Direction::up);  // the crossbar of the T
  CHECK(player_weights(level, state, kBiased70) == Weights{0, 0, 70, 0, 30});
}

TEST_CASE("Marked takes the leftmost way with the percent of its tile, and elsewhere any way") {
  const Level level = level_of(
      "#####\n"
      "##.##\n"
      "#P%.#\n"
      "##.##\n"
      "#...#\n"
      "#####\n");
  const Policy marked = parse_policy("marked", level);
  State state = start_game(level, 1);
  state.marks[2 * 5 + 2] = 20;
  put(state.player, 2, 2, Direction::up);  // left 20, straight on and right 40 each
  CHECK(player_weights(level, state, marked) == Weights{0, 80, 40, 0, 80});
  put(state.player, 4, 2, Direction::down);  // a T without a mark
  CHECK(player_weights(level, state, marked) == Weights{0, 0, 1, 0, 1});
}

TEST_CASE("Marked on a level without marks is wrong use, and names the level") {
  CHECK_THROWS_AS(parse_policy("marked", load_level("corner")), UsageError);
  CHECK_THROWS_WITH(parse_policy("marked", load_level("corner")),
                    Catch::Contains("none in corner") && Catch::Contains("--level biased"));
}

TEST_CASE("In a dead end back is the only way") {
  CHECK(weights_at(1, 2, Direction::up, {}) == Weights{0, 0, 0, 1, 0});
  CHECK(weights_at(1, 2, Direction::up, kBiased70) == Weights{0, 0, 0, 1, 0});
}

TEST_CASE("Between tile centres there is nothing to decide") {
  const Level level = load_level("corner");
  State state = start_game(level, 1);
  put(state.player, 1, 3, Direction::right);
  state.player.x_16th_px += 16;
  CHECK(player_weights(level, state, {}) == Weights{1, 0, 0, 0, 0});
}
