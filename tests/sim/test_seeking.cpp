#include <catch2/catch.hpp>

#include "sim/recorder.hpp"
#include "tests/sim/arcade_text.hpp"

using namespace crossroads;

namespace {

Weights weights(const Level& level, const State& state, const std::string& policy) {
  return player_weights(level, state, parse_policy(policy));
}

const Weights kUp{0, 1, 0, 0, 0}, kLeft{0, 0, 1, 0, 0}, kDown{0, 0, 0, 1, 0}, kRight{0, 0, 0, 0, 1},
    kNone{1, 0, 0, 0, 0};

// Around a block, a ghost on the same side; no dot but those that a test lays.
struct Ring {
  Level level = level_of("#######\n#P...G#\n#.###.#\n#.....#\n#######\n");
  State state = start_game(level, 1);
  Ring() { state.dots.reset(); }
  void dot(int row, int col) { state.dots.set(static_cast<std::size_t>(row * level.cols + col)); }
  void ghost(int row, int col) { put(state.ghosts[0], row, col, Direction::left); }
  [[nodiscard]] Weights of(const std::string& policy) const {
    return weights(level, state, policy);
  }
};

// The player of classic one pixel before the junction (1, 5), a dot three tiles ahead, another
// one four tiles behind, and a ghost just beyond the nearer dot. The others are far away.
State between_dots() {
  State state = playing();
  put(state.player, 1, 5, Direction::right);
  state.player.x_16th_px -= 16;
  state.dots.set(tile_number(1, 8));
  state.dots.set(tile_number(1, 1));
  walking(state, 0, 1, 9, Direction::left);
  return state;
}

struct Result {
  double score = 0, ticks = 0;
};

Result mean_of_games(const std::string& policy, int games) {
  Result sum;
  for (int game = 0; game < games; ++game) {
    State state =
        start_game(classic(), game_seed(1, static_cast<std::uint64_t>(game), Purpose::test));
    while (!state.over && state.ticks < 100000) tick(classic(), state, parse_policy(policy));
    sum.score += static_cast<double>(state.score) / games;
    sum.ticks += static_cast<double>(state.ticks) / games;
  }
  return sum;
}

}  // namespace

TEST_CASE(
    "Greedy goes to the nearest dot, also back, and of ways as short the first in the order") {
  const Level level = level_of("#######\n#.#__.#\n#__P_##\n#######\n");
  State state = start_game(level, 1);
  // Three steps to the left dot, and three to the right one, up or right first.
  CHECK(weights(level, state, "greedy") == kUp);
  put(state.player, 2, 2, Direction::right);  // two steps back, four ahead
  CHECK(weights(level, state, "greedy") == kLeft);
  state.dots.reset();
  CHECK(weights(level, state, "greedy") == kNone);
}

TEST_CASE("Greedy eats every dot, and where there are no ghosts avoiding plays as it does") {
  for (const auto* name : {"corner", "crossing", "maze:3"}) {
    const Level level = load_level(name);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      State greedy = start_game(level, seed), avoiding = greedy;
      for (int i = 0; i < 1024 && !greedy.over; ++i) {
        tick(level, greedy, parse_policy("greedy"));
        tick(level, avoiding, parse_policy("avoiding"));
        REQUIRE(greedy == avoiding);
      }
      REQUIRE(greedy.dots_left == 0);
    }
  }
}

TEST_CASE("Greedy heeds no ghost, avoiding leaves a dot that a ghost reaches as soon") {
  Ring ring;
  ring.dot(1, 3);  // two steps for both
  CHECK(ring.of("greedy") == kRight);
  // Four tiles before the ghost at (2, 1) and at (3, 1), at the others less: down.
  CHECK(ring.of("avoiding") == kDown);
  ring.dot(3, 2);  // three steps for the player, five for the ghost
  CHECK(ring.of("avoiding") == kDown);
}

TEST_CASE("Avoiding takes a dot that it reaches two tiles before the ghost, and no later one") {
  Ring ring;
  ring.dot(1, 2);  // one step
  ring.ghost(1, 5);
  CHECK(ring.of("avoiding") == kRight);  // the ghost takes three
  ring.ghost(1, 4);
  CHECK(ring.of("avoiding") == kDown);  // two
}

TEST_CASE("Without a safe tile avoiding goes where the ghost is farther") {
  Ring ring;
  ring.dot(1, 2);
  put(ring.state.player, 1, 3, Direction::left);
  ring.ghost(1, 2);
  CHECK(ring.of("avoiding") == kRight);
}

TEST_CASE("On classic avoiding heeds ghosts that can catch it, and no others") {
  State state = between_dots();
  CHECK(weights(classic(), state, "greedy") == kRight);
  CHECK(weights(classic(), state, "avoiding") == kLeft);
  state.arcade.ghosts[0].frightened = true;
  CHECK(weights(classic(), state, "avoiding") == kRight);
  state.arcade.ghosts[0].frightened = false;
  state.arcade.ghosts[0].mode = GhostMode::eyes;
  CHECK(weights(classic(), state, "avoiding") == kRight);
}

TEST_CASE("On classic avoiding lives longer and scores more than greedy, and greedy than uniform") {
  const Result uniform = mean_of_games("uniform", 10), greedy = mean_of_games("greedy", 10),
               avoiding = mean_of_games("avoiding", 10);
  CHECK(greedy.score > 1.5 * uniform.score);
  CHECK(avoiding.score > 1.5 * greedy.score);
  CHECK(avoiding.ticks > 1.5 * greedy.ticks);
}
