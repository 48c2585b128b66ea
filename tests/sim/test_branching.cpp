#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "recordings/hash.hpp"
#include "sim/branching.hpp"
#include "sim/recorder.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;

namespace {

double sum_of(const std::vector<Branch>& all) {
  double sum = 0;
  for (const Branch& branch : all) sum += branch.probability;
  return sum;
}

std::uint64_t hash_frame(const Frame& frame) {
  return hash_bytes(frame.pixels.data(), frame.pixels.size());
}

// Plays on many times with other streams and compares how often each frame comes with its
// probability. Wilson-Hilferty: a chi-square with f degrees of freedom is above
// f (1 - 2/(9f) + 4 sqrt(2/(9f)))^3 once in 30,000 times.
void check_against_play(const Level& level, const Policy& policy, const State& state, int ticks,
                        int games) {
  const std::vector<Branch> all = branches(level, policy, state, ticks);
  REQUIRE(sum_of(all) == Approx(1).epsilon(1e-12));
  std::map<std::uint64_t, int> seen;  // by the frame's hash
  for (int game = 0; game < games; ++game) {
    State copy = state;
    const std::uint64_t seed = game_seed(99, static_cast<std::uint64_t>(game), Purpose::test);
    copy.player_random = Random(seed, 11);
    copy.ghost_random = Random(seed, 12);
    for (int i = 0; i < ticks; ++i) tick(level, copy, policy);
    ++seen[hash_frame(render_frame(level, copy))];
  }
  double chi_square = 0;
  for (const Branch& branch : all) {
    const double expected = branch.probability * games;
    const auto found = seen.find(hash_frame(branch.frame));
    const double count = found == seen.end() ? 0 : found->second;
    chi_square += (count - expected) * (count - expected) / expected;
    if (found != seen.end()) seen.erase(found);
  }
  CHECK(seen.empty());  // nothing was played that isn't a branch
  const double f = std::max<double>(1, static_cast<double>(all.size()) - 1);
  const double cube = 1 - 2 / (9 * f) + 4 * std::sqrt(2 / (9 * f));
  CHECK(chi_square < f * cube * cube * cube);
}

State corner_state(int row, int col, Direction facing) {
  State state = start_game(load_level("corner"), 1);
  put(state.player, row, col, facing);
  return state;
}

}  // namespace

TEST_CASE("Where there is no choice there is one branch with probability 1") {
  const Level level = load_level("corner");
  const auto all = branches(level, {}, corner_state(1, 4, Direction::right), 8);
  REQUIRE(all.size() == 1);
  CHECK(all[0].probability == 1);
  CHECK(tile_of(all[0].state.player).col == 5);
  CHECK(all[0].frame == render_frame(level, all[0].state));
  CHECK(all[0].without_actors == render_frame(level, all[0].state, false));
}

TEST_CASE("At a junction each way is a branch, most probable first") {
  const Level level = load_level("corner");
  const State state = corner_state(1, 3, Direction::up);  // left or right
  const auto even = branches(level, {}, state, 8);
  REQUIRE(even.size() == 2);
  CHECK(even[0].probability == 0.5);
  CHECK(even[1].probability == 0.5);
  const auto biased = branches(level, {Policy::Kind::biased, 20}, state, 8);
  REQUIRE(biased.size() == 2);
  CHECK(biased[0].probability == Approx(0.8));
  CHECK(biased[1].probability == Approx(0.2));
  CHECK(tile_of(biased[0].state.player).col == 4);
  CHECK(tile_of(biased[1].state.player).col == 2);
}

TEST_CASE("A way that is never taken is no branch") {
  const Level level = load_level("corner");
  CHECK(branches(level, {Policy::Kind::biased, 100}, corner_state(1, 3, Direction::up), 8).size() ==
        1);
}

TEST_CASE("The choice shows on the very first tick and not before") {
  const Level level = load_level("corner");
  const State state = corner_state(1, 3, Direction::up);
  CHECK(branches(level, {}, state, 0).size() == 1);
  CHECK(branches(level, {}, state, 1).size() == 2);
}

TEST_CASE("Paths that meet in the same picture are one branch") {
  // One ghost turns left or right and comes round the block to where another one hides it.
  const Level level = level_of("#####\n#GG_#\n#_#_#\n#P__#\n#####\n");
  State state = start_game(level, 1);
  put(state.ghosts[0], 1, 2, Direction::up);
  put(state.ghosts[1], 1, 2, Direction::left);
  put(state.player, 3, 1, Direction::down);
  CHECK(branches(level, {}, state, 8).size() == 2);
  const auto all = branches(level, {}, state, 32);
  REQUIRE(all.size() == 1);
  CHECK(all[0].probability == 1);
}

TEST_CASE("The streams of a state are not read by branching") {
  const Level level = load_level("corner");
  const State a = corner_state(3, 3, Direction::down);
  State b = a;
  b.player_random = Random(77, 1);
  b.ghost_random = Random(78, 2);
  const auto of_a = branches(level, {}, a, 24), of_b = branches(level, {}, b, 24);
  REQUIRE(of_a.size() == of_b.size());
  for (std::size_t i = 0; i < of_a.size(); ++i) {
    CHECK(of_a[i].frame == of_b[i].frame);
    CHECK(of_a[i].probability == of_b[i].probability);
  }
  CHECK(of_a[0].state.player_random == a.player_random);
}

TEST_CASE("Branching agrees with how often each frame comes when one plays") {
  const Level corner = load_level("corner");
  const Policy biased{Policy::Kind::biased, 30};
  check_against_play(corner, {}, corner_state(3, 4, Direction::right), 8, 20000);
  check_against_play(corner, biased, corner_state(6, 4, Direction::down), 8, 20000);
  check_against_play(corner, biased, corner_state(3, 3, Direction::down), 32, 20000);
  const Level ghosts = parse_level(corner_with_ghosts(), "ghosts");
  State state = start_game(ghosts, 5);
  put(state.player, 3, 3, Direction::down);
  put(state.ghosts[0], 1, 3, Direction::up);
  put(state.ghosts[1], 3, 6, Direction::right);
  put(state.ghosts[2], 6, 4, Direction::down);
  CHECK(branches(ghosts, biased, state, 8).size() == 16);
  check_against_play(ghosts, biased, state, 8, 20000);
  check_against_play(ghosts, {}, state, 20, 20000);
}

TEST_CASE("The probabilities of all branches sum to 1 in many states") {
  const Level level = parse_level(corner_with_ghosts(), "ghosts");
  State state = start_game(level, 2);
  for (int i = 0; i < 300 && !state.over; ++i) {
    tick(level, state, Policy{});
    CHECK(sum_of(branches(level, {Policy::Kind::biased, 37}, state, 8)) ==
          Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("A branch knows the action that leads to it, also where there was no choice") {
  const Level level = load_level("corner");
  for (const auto& branch : branches(level, {}, corner_state(1, 3, Direction::up), 8)) {
    const bool left = tile_of(branch.state.player).col == 2;
    CHECK(branch.by_action ==
          (left ? std::array<double, 5>{0, 0, 0.5, 0, 0} : std::array<double, 5>{0, 0, 0, 0, 0.5}));
  }
  const auto forced = branches(level, {}, corner_state(1, 4, Direction::right), 8);
  REQUIRE(forced.size() == 1);
  CHECK(forced[0].by_action == std::array<double, 5>{0, 0, 0, 0, 1});
  // Over two tiles it is the last one: left or right first, then down at either corner's side.
  for (const auto& branch : branches(level, {}, corner_state(1, 3, Direction::up), 16)) {
    const auto way = static_cast<std::size_t>(to_action(branch.state.player.facing));
    CHECK(branch.by_action[way] == Approx(branch.probability));
  }
}

TEST_CASE("What the recorder stores as action and frame is a branch with that action") {
  for (const auto* name : {"corner", "chase"}) {
    const Level level = load_level(name);
    for (std::uint64_t game = 0; game < 60; ++game) {
      const std::uint64_t seed = game_seed(5, game, Purpose::test);
      GameRecorder recorder(level, level.ticks_per_frame, seed, 1);
      const auto futures = branches(level, {}, recorder.state(), level.ticks_per_frame);
      while (!recorder.ended()) recorder.tick(Policy{});
      const Episode episode = recorder.take_episode();
      double together = 0;
      for (const auto& branch : futures) {
        if (branch.frame == episode.frames[1]) {
          together = branch.by_action[static_cast<std::size_t>(episode.actions[0])];
        }
      }
      CHECK(together > 0);
    }
  }
}

TEST_CASE("More ways than can be waited for are refused in one line") {
  const Level level = load_level("chase");
  CHECK_THROWS_WITH(branches(level, {}, start_game(level, 1), 400),
                    Catch::Contains("at most 20000 ways") && Catch::Contains("level chase"));
}

TEST_CASE("A person on a straight way may go on or back, at a junction every open way") {
  // Each wish once: none and up, down (walls) go on to the right, as right does; left goes back.
  const Level way = level_of("#####\n#P..#\n#####\n");
  State state = start_game(way, 1);
  put(state.player, 1, 2, Direction::right);
  const auto on_or_back = branches_of_a_person(way, state, 8);
  REQUIRE(on_or_back.size() == 2);
  for (const Branch& branch : on_or_back) CHECK(branch.probability == 0.5);
  const auto at = [&](std::size_t i) { return tile_of(on_or_back[i].state.player).col; };
  CHECK(at(0) + at(1) == 1 + 3);

  const Level cross = level_of("#####\n##.##\n#P..#\n##.##\n#####\n");
  State middle = start_game(cross, 1);
  put(middle.player, 2, 2, Direction::right);
  CHECK(branches_of_a_person(cross, middle, 8).size() == 4);
}

TEST_CASE("A person's legal frames are also those of the ghosts' ways, all alike") {
  const Level level = parse_level(corner_with_ghosts(), "corner");
  State state = start_game(level, 4);
  put(state.player, 1, 5, Direction::right);     // on or back
  put(state.ghosts[0], 3, 1, Direction::left);   // up or down
  put(state.ghosts[1], 1, 6, Direction::right);  // down
  put(state.ghosts[2], 6, 1, Direction::left);   // up
  const auto all = branches_of_a_person(level, state, 8);
  REQUIRE(all.size() == 4);
  for (const Branch& branch : all) {
    CHECK(branch.probability == 0.25);
    double actions = 0;
    for (const double share : branch.by_action) actions += share;
    CHECK(actions == Approx(0.25));
  }
}
