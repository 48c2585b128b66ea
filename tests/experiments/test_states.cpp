#include <algorithm>
#include <catch2/catch.hpp>

#include "experiments/states.hpp"
#include "hand_made.hpp"
#include "recordings/error.hpp"
#include "sim/palette.hpp"
#include "sim/recorder.hpp"

using namespace crossroads;

namespace {
StateRequest request(int states, int forced = 5) {
  return {3, 8, 4, states, forced};
}
StateSet corner(const StateRequest& ask) {
  return collect_states(load_level("corner"), parse_policy("uniform"), ask);
}
}  // namespace

TEST_CASE("states have K past frames and the probabilities of all their futures") {
  const StateSet set = corner(request(20));
  REQUIRE(set.main.size() == 20);
  for (const auto& state : set.main) {
    REQUIRE(state.past.size() == 4);
    REQUIRE(state.legal.size() == 2);
    REQUIRE(state.legal[0].probability == Approx(0.5));
    REQUIRE(state.legal[0].label != state.legal[1].label);
  }
  REQUIRE(set.distinct_pasts >= 1);
  REQUIRE(set.distinct_pasts <= 20);
}

TEST_CASE("forced states are a row of their own and nothing is left out silently") {
  const StateSet set = corner(request(20, 5));
  REQUIRE(set.forced.size() == 5);
  for (const auto& state : set.forced) REQUIRE(state.legal.size() == 1);
  REQUIRE(set.excluded.at("fewer than K past frames") == 3 * set.games);
}

TEST_CASE("the same seed asks the same questions, and a smaller number the first of them") {
  const StateSet ten = corner(request(10));
  const StateSet twenty = corner(request(20));
  REQUIRE(std::equal(ten.main.begin(), ten.main.end(), twenty.main.begin(),
                     [](const auto& a, const auto& b) {
                       return a.past == b.past && a.game_seed == b.game_seed && a.step == b.step;
                     }));
}

TEST_CASE("of several levels game after game takes the next, and a state knows its own") {
  const std::vector<Level> levels = {load_level("corner"), load_level("crossing")};
  const StateSet set = collect_states(levels, parse_policy("uniform"), request(60));
  std::set<std::uint64_t> games[2];
  for (const auto& state : set.main) {
    REQUIRE((state.level == 0 || state.level == 1));
    const Level& level = levels[static_cast<std::size_t>(state.level)];
    REQUIRE(state.junction / kMostTiles == state.level);
    // Only corner has walls all around: the first pixel's colour tells the two apart.
    REQUIRE((state.past[0].at(2, 0, 0) == palette()[level.walls_picture[0]].b));
    games[state.level].insert(state.game_seed);
    for (int game = 0; game < set.games; ++game) {
      if (game_seed(3, static_cast<std::uint64_t>(game), Purpose::compare) != state.game_seed)
        continue;
      REQUIRE(game % 2 == state.level);
    }
  }
  CHECK(games[0].size() >= 1);
  CHECK(games[1].size() >= 1);
}

TEST_CASE("of many levels each one gives its share, from all of a game") {
  std::vector<Level> levels;
  for (int seed = 1; seed <= 20; ++seed)
    levels.push_back(load_level("maze:" + std::to_string(seed)));
  const StateSet set = collect_states(levels, parse_policy("uniform"), request(60, 20));
  std::map<int, int> of_level, forced_of_level;
  int latest = 0;
  for (const auto& state : set.main) {
    ++of_level[state.level];
    latest = std::max(latest, state.step);
  }
  for (const auto& state : set.forced) ++forced_of_level[state.level];
  CHECK(set.games == 20);
  CHECK(of_level.size() == 20);
  for (const auto& [level, states] : of_level) CHECK(states == 3);
  CHECK(forced_of_level.size() == 20);
  CHECK(set.forced.size() == 20);
  CHECK(latest > 32);  // of 64
  // As many as there are levels, and one for the first level again: its share is one a game.
  const StateSet few = collect_states(levels, parse_policy("uniform"), request(21, 20));
  CHECK(few.games == 21);
  CHECK(few.main.back().level == 0);
}

TEST_CASE("a level with too few ambiguous states is refused") {
  const Level corridor = parse_level(
      "ticks_per_frame 8\nspeed_16th_px 16\ndots_percent 0\nframes_per_game 6\nstart random\n"
      "maze\n########\n#......#\n#.####.#\n#.####.#\n#.####.#\n#.####.#\n#......#\n########\n",
      "ring");
  REQUIRE_THROWS_WITH(collect_states(corridor, parse_policy("uniform"), request(1)),
                      Catch::Contains("found 0 of them") && Catch::Contains("level ring"));
}

TEST_CASE("a recording without rules gives the one real future") {
  FrameSource source;
  source.height_px = source.width_px = 16;
  for (const int x : {0, 1, 2, 2, 3}) {
    const Frame frame = hand_made::board(x, 0);
    source.pixels.insert(source.pixels.end(), frame.pixels.begin(), frame.pixels.end());
  }
  source.episodes = {{0, 5}};
  const StateSet set = states_of_recording(source, 2, 10);
  REQUIRE(set.one_real_future);
  REQUIRE(set.main.size() == 2);  // frame 3 equals frame 2: nothing moves
  REQUIRE(set.main[0].step == 2);
  REQUIRE(set.main[0].past[0] == hand_made::board(0, 0));
  REQUIRE(set.main[1].legal[0].frame == hand_made::board(3, 0));
  REQUIRE(set.excluded.at("nothing moves") == 1);
  REQUIRE_THROWS_AS(states_of_recording(source, 5, 10), Error);
}

TEST_CASE("pasts are found again in a recording by their hash") {
  FrameSource source;
  source.height_px = source.width_px = 16;
  for (const int x : {0, 1, 2}) {
    const Frame frame = hand_made::board(x, 0);
    source.pixels.insert(source.pixels.end(), frame.pixels.begin(), frame.pixels.end());
  }
  source.episodes = {{0, 3}};
  const auto hashes = past_hashes(source, 2);
  REQUIRE(hashes.size() == 2);
  REQUIRE(hashes.count(hash_past({hand_made::board(1, 0), hand_made::board(2, 0)}, 2)) == 1);
  REQUIRE(hashes.count(hash_past({hand_made::board(2, 0), hand_made::board(1, 0)}, 2)) == 0);
}

TEST_CASE("the frame further ahead is one that the game really comes to") {
  const Level level = load_level("corner");
  for (const int ahead : {1, 2, 4}) {
    StateRequest ask = request(30);
    ask.ahead = ahead;
    const StateSet set = corner(ask);
    REQUIRE(set.main.size() == 30);
    for (const auto& state : set.main) {
      double sum = 0;
      for (const auto& legal : state.legal) sum += legal.probability;
      REQUIRE(sum == Approx(1));
      GameRecorder recorder(level, 8, state.game_seed, state.step + ahead);
      while (!recorder.ended()) recorder.tick(parse_policy("uniform"));
      const Episode game = recorder.take_episode();
      REQUIRE(game.frames[static_cast<std::size_t>(state.step)] == state.past.back());
      // The game may have ended before; the states from which it always could are left out.
      REQUIRE(game.frames.size() == static_cast<std::size_t>(state.step + ahead + 1));
      const auto real =
          std::find_if(state.legal.begin(), state.legal.end(),
                       [&](const LegalFrame& legal) { return legal.frame == game.frames.back(); });
      REQUIRE(real != state.legal.end());
      REQUIRE(real->by_action[static_cast<std::size_t>(game.actions.back())] > 0);
    }
  }
}

TEST_CASE("states from which a game may be over too soon are left out and counted") {
  StateRequest ask = request(300);
  REQUIRE(corner(ask).excluded.count("the game may be over before the frame is due") == 0);
  ask.ahead = 4;
  REQUIRE(corner(ask).excluded.at("the game may be over before the frame is due") > 0);
}

TEST_CASE("more legal frames than can be judged are refused in one line") {
  StateRequest ask = request(5);
  ask.ahead = 8;
  REQUIRE_THROWS_WITH(collect_states(load_level("chase"), parse_policy("uniform"), ask),
                      Catch::Contains("at most 256 legal frames") && Catch::Contains("8 frames"));
}

TEST_CASE("a recording's place further ahead, and the action that was taken there") {
  FrameSource source;
  source.height_px = source.width_px = 16;
  for (const int x : {0, 1, 2, 3, 4}) {
    const Frame frame = hand_made::board(x, 0);
    source.pixels.insert(source.pixels.end(), frame.pixels.begin(), frame.pixels.end());
  }
  source.episodes = {{0, 5}};
  const StateSet far = states_of_recording(source, 2, 10, 2);
  REQUIRE(far.main.size() == 2);
  REQUIRE(far.main[0].past[1] == hand_made::board(1, 0));
  REQUIRE(far.main[0].legal[0].frame == hand_made::board(3, 0));
  REQUIRE(far.main[0].step == 3);
  REQUIRE(far.main[0].legal[0].by_action == std::array<double, 5>{});  // nobody acts
  source.actions = {4, 3, 7, 4, 0};                                    // 7: foreign
  const StateSet near = states_of_recording(source, 2, 10);
  REQUIRE(near.main.size() == 3);
  REQUIRE(near.main[0].legal[0].by_action == std::array<double, 5>{0, 0, 0, 1, 0});
  REQUIRE(near.main[1].legal[0].by_action == std::array<double, 5>{});
}
