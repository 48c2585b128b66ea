#include <catch2/catch.hpp>

#include "sim/branching.hpp"
#include "sim/recorder.hpp"
#include "sim/redraw.hpp"
#include "sim/rules.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;

namespace {

struct Played {
  Episode episode;
  InputLog::Game game;
};

Played play(const Level& level, std::uint64_t seed, int steps) {
  GameRecorder recorder(level, level.ticks_per_frame, seed, steps);
  Played played;
  played.game.seed = seed;
  while (!recorder.ended()) {
    played.game.actions.push_back(static_cast<std::uint8_t>(recorder.tick(Policy{})));
  }
  played.game.final_hash = hash_state(recorder.state());
  played.episode = recorder.take_episode();
  return played;
}

}  // namespace

TEST_CASE(
    "A redrawn frame is one that could have followed, and the same one where only one could") {
  const Level level = load_level("chase");
  const Played played = play(level, 11, 30);
  const Episode again = redraw_game(level, {}, 8, played.game);
  REQUIRE(again.frames.size() == played.episode.frames.size());
  CHECK(again.frames[0] == played.episode.frames[0]);
  State state = start_game(level, 11);
  for (std::size_t t = 0; t + 1 < again.frames.size(); ++t) {
    const auto legal = branches(level, {}, state, 8);
    CHECK(again.infos.at("legal_frames")[t + 1] == static_cast<double>(legal.size()));
    int found = 0;
    for (const auto& branch : legal) found += branch.frame == again.frames[t + 1] ? 1 : 0;
    CHECK(found == 1);
    if (legal.size() == 1) CHECK(again.frames[t + 1] == played.episode.frames[t + 1]);
    for (int i = 0; i < 8; ++i) tick(level, state, Action(played.game.actions[8 * t + i]));
  }
  CHECK(redraw_game(level, {}, 8, played.game).frames == again.frames);
}

TEST_CASE(
    "The redrawn turn doesn't depend on the recorded one: at a fork they agree half the time") {
  const Level level = load_level("corner");
  int forks = 0, same = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Played played = play(level, seed, 30);
    const Episode again = redraw_game(level, {}, 8, played.game);
    for (std::size_t t = 1; t < again.frames.size(); ++t) {
      if (again.infos.at("legal_frames")[t] != 2) continue;
      ++forks;
      same += again.frames[t] == played.episode.frames[t] ? 1 : 0;
    }
  }
  REQUIRE(forks > 1000);
  // Four deviations of a fair coin, each at most 1 / (2 sqrt(1000)) = 0.016 wide.
  CHECK(std::abs(static_cast<double>(same) / forks - 0.5) < 0.064);
}

TEST_CASE("A biased player's turns are redrawn with its own bias") {
  const Level level = load_level("corner");
  const Policy always_left{Policy::Kind::biased, 100};
  const Played played = play(level, 3, 30);
  const Episode again = redraw_game(level, always_left, 8, played.game);
  for (const double legal : again.infos.at("legal_frames")) CHECK(legal == 1);
}

TEST_CASE("A log that ends elsewhere than it says is refused") {
  const Level level = load_level("corner");
  Played played = play(level, 3, 5);
  played.game.final_hash ^= 1;
  CHECK_THROWS_WITH(redraw_game(level, {}, 8, played.game),
                    Catch::Contains("expected the final state"));
}
