#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "recordings/hash.hpp"
#include "sim/recorder.hpp"
#include "sim/rules.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;

namespace {

void ticks(const Level& level, State& state, Action action, int count) {
  for (; count > 0; --count) tick(level, state, action);
}

// At a tile's centre in one direction at least, on floor in the other: always on the path.
bool on_path(const Level& level, const Actor& actor) {
  const bool centred_x = actor.x_16th_px % 128 == 64, centred_y = actor.y_16th_px % 128 == 64;
  // The tiles under both ends of the way between two centres.
  for (const int end : {-63, 63}) {
    const int x = actor.x_16th_px + (centred_x ? 0 : end);
    const int y = actor.y_16th_px + (centred_y ? 0 : end);
    if (level.is_wall(y / 128, x / 128)) return false;
  }
  return centred_x || centred_y;
}

const char* const kRing =
    "#####\n"
    "#P..#\n"
    "#.#.#\n"
    "#...#\n"
    "#####\n";

}  // namespace

TEST_CASE("The player eats the dot on the very tick that reaches the tile's centre") {
  const Level level = level_of("#####\n#P..#\n#####\n");
  State state = start_game(level, 1);
  CHECK(state.dots_left == 2);
  ticks(level, state, Action::right, 7);
  CHECK(state.score == 0);
  CHECK(state.player.x_16th_px == (12 + 7) * 16);
  ticks(level, state, Action::right, 1);
  CHECK(state.score == 1);
  CHECK(to_text(level, state) == "#####\n#_>.#\n#####\n");
}

TEST_CASE("The game is over when the last dot is eaten, and then nothing moves") {
  const Level level = level_of("#####\n#P..#\n#####\n");
  State state = start_game(level, 1);
  ticks(level, state, Action::right, 16);
  CHECK(state.over);
  CHECK(state.score == 2);
  const State end = state;
  ticks(level, state, Action::left, 20);
  CHECK(state == end);
}

TEST_CASE("A turn asked for early is kept until its way is open") {
  const Level level = level_of(kRing);
  State state = start_game(level, 1);
  ticks(level, state, Action::right, 1);
  ticks(level, state, Action::down, 1);  // a wall is below all the way to the corner
  CHECK(state.wanted == Action::down);
  ticks(level, state, Action::none, 14);
  CHECK(to_text(level, state) == "#####\n#__>#\n#.#.#\n#...#\n#####\n");
  ticks(level, state, Action::none, 8);
  CHECK(state.wanted == Action::none);
  CHECK(to_text(level, state) == "#####\n#___#\n#.#v#\n#...#\n#####\n");
}

TEST_CASE("Without a wish a person walks straight on and stops at a wall") {
  const Level level = level_of(kRing);
  State state = start_game(level, 1);
  ticks(level, state, Action::right, 1);
  ticks(level, state, Action::none, 15);
  CHECK(state.player.moving);
  ticks(level, state, Action::none, 10);
  CHECK_FALSE(state.player.moving);
  CHECK(to_text(level, state) == "#####\n#__>#\n#.#.#\n#...#\n#####\n");
}

TEST_CASE("A person can turn back between tile centres") {
  const Level level = level_of(kRing);
  State state = start_game(level, 1);
  ticks(level, state, Action::right, 3);
  CHECK(state.player.x_16th_px == (12 + 3) * 16);
  ticks(level, state, Action::left, 1);
  CHECK(state.player.x_16th_px == (12 + 2) * 16);
  CHECK(state.player.facing == Direction::left);
}

TEST_CASE("A ghost takes any way but back, and back in a dead end") {
  const Level level = level_of("#####\n#..P#\n#.###\n#G###\n#####\n");
  State state = start_game(level, 1);
  put(state.ghosts[0], 1, 1, Direction::left);
  CHECK(ghost_weights(level, state, 0) == GhostWeights{0, 0, 1, 0});
  put(state.ghosts[0], 1, 1, Direction::up);
  CHECK(ghost_weights(level, state, 0) == GhostWeights{0, 0, 0, 1});
  put(state.ghosts[0], 3, 1, Direction::down);
  CHECK(ghost_weights(level, state, 0) == GhostWeights{1, 0, 0, 0});
  state.ghosts[0].y_16th_px -= 16;
  CHECK(ghost_weights(level, state, 0) == GhostWeights{0, 0, 0, 0});
}

TEST_CASE("Touching a ghost changes nothing for the player") {
  const Level with = level_of("#####\n#PG.#\n#####\n");
  const Level without = level_of("#####\n#P_.#\n#####\n");
  State a = start_game(with, 1), b = start_game(without, 1);
  for (int i = 0; i < 16; ++i) {
    tick(with, a, Action::right);
    tick(without, b, Action::right);
    REQUIRE(a.player == b.player);
    REQUIRE(a.score == b.score);
  }
}

TEST_CASE("Under random play everybody stays on the path and the score is the dots eaten") {
  const Level level = parse_level(corner_with_ghosts(), "ghosts");
  REQUIRE(level.ghosts == 3);
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    State state = start_game(level, seed);
    const int dots = state.dots_left;
    for (int i = 0; i < 512 && !state.over; ++i) {
      tick(level, state, Policy{});
      REQUIRE(on_path(level, state.player));
      for (int ghost = 0; ghost < 3; ++ghost) {
        REQUIRE(on_path(level, state.ghosts[static_cast<std::size_t>(ghost)]));
      }
      REQUIRE(state.score == dots - static_cast<int>(state.dots.count()));
      REQUIRE(state.dots_left == static_cast<int>(state.dots.count()));
    }
  }
}

TEST_CASE("Games start on every floor tile, and every dot is there in about 60 percent of them") {
  const Level level = load_level("corner");
  std::map<std::pair<int, int>, int> starts;
  std::size_t dots = 0;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    const State state = start_game(level, game_seed(1, i, Purpose::test));
    const Position tile = tile_of(state.player);
    ++starts[{tile.row, tile.col}];
    dots += state.dots.count();
  }
  // 27 floor tiles: 3000 / 27 = 111 starts each, and 0.6 * 26 = 15.6 dots a game.
  CHECK(starts.size() == 27);
  for (const auto& [tile, count] : starts) CHECK((count > 70 && count < 165));
  CHECK(static_cast<double>(dots) / 3000 == Approx(15.6).margin(0.2));
}

TEST_CASE(
    "Each mark is 10, 20, ... 90 percent, equally often, and changes nothing else of a game") {
  const Level marked = load_level("biased");
  std::string text = marked.text;
  std::replace(text.begin(), text.end(), '%', '_');
  const Level bare = parse_level(text, "bare");
  std::map<int, int> count;
  for (std::uint64_t i = 0; i < 900; ++i) {
    const std::uint64_t seed = game_seed(1, i, Purpose::test);
    State with = start_game(marked, seed);
    const State without = start_game(bare, seed);
    for (const std::size_t tile : marked.marked_tiles) ++count[with.marks[tile]];
    REQUIRE(hash_state(with) != hash_state(without));
    with.marks.fill(0);
    REQUIRE(with == without);
  }
  // 8 marks in 900 games: 800 of each, with a standard deviation of 27.
  CHECK(count.size() == 9);
  for (const auto& [percent, times] : count) {
    CHECK((percent % 10 == 0 && percent >= 10 && percent <= 90));
    CHECK(times == Approx(800).margin(110));
  }
}

TEST_CASE("The same seed gives the same bits, another seed other ones") {
  const Level level = parse_level(corner_with_ghosts(), "ghosts");
  State a = start_game(level, 7), b = start_game(level, 7), c = start_game(level, 8);
  CHECK(a == b);
  CHECK(hash_state(a) != hash_state(c));
  for (int i = 0; i < 300; ++i) {
    REQUIRE(tick(level, a, Policy{}) == tick(level, b, Policy{}));
    REQUIRE(a == b);
  }
}

TEST_CASE("A long game has the hash that it always had") {
  const Level level = parse_level(corner_with_ghosts(), "ghosts");
  std::uint64_t hash = kHashStart, game = 0;
  State state = start_game(level, game);
  for (int i = 1; i <= 1000000; ++i) {
    tick(level, state, Policy{Policy::Kind::biased, 60});
    if (i % 100 == 0) {
      const std::uint64_t now = hash_state(state);
      hash = hash_bytes(&now, sizeof now, hash);
    }
    if (state.over) state = start_game(level, ++game);
  }
  CHECK(hash_text(hash) == "5dffc6af106671f4");
}
