#include <catch2/catch.hpp>
#include <numeric>
#include <set>

#include "sim/recorder.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;

TEST_CASE("Seeds of games differ from game to game, run to run and purpose to purpose") {
  std::set<std::uint64_t> seeds;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    for (std::uint64_t index = 0; index < 100; ++index) {
      for (const auto purpose : {Purpose::record, Purpose::compare, Purpose::play, Purpose::test}) {
        seeds.insert(game_seed(seed, index, purpose));
      }
    }
  }
  CHECK(seeds.size() == 4000);
  CHECK(*seeds.rbegin() < (std::uint64_t{1} << 63U));
}

TEST_CASE("An episode holds the reset frame and one frame for every frame_skip ticks") {
  const Level level = load_level("corner");
  GameRecorder game(level, 8, 5, 10);
  State state = start_game(level, 5);
  std::vector<Frame> frames = {render_frame(level, state)};
  while (!game.ended()) {
    for (int i = 0; i < 8; ++i) game.tick(Policy{});
    for (int i = 0; i < 8; ++i) tick(level, state, Policy{});
    frames.push_back(render_frame(level, state));
  }
  const std::int32_t score = game.state().score;
  const Episode episode = game.take_episode();
  CHECK(episode.seed == 5);
  CHECK(episode.frames == frames);
  CHECK(episode.frames.size() == 11);
  CHECK(episode.actions.size() == 10);
  CHECK(episode.terminations == std::vector<std::uint8_t>(10, 0));
  CHECK(episode.truncations == std::vector<std::uint8_t>{0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
  CHECK(std::accumulate(episode.rewards.begin(), episode.rewards.end(), 0.0) == score);
  for (const auto& [name, rows] : episode.infos) CHECK(rows.size() == 11);
  CHECK(episode.infos.at("ticks").back() == 80);
  CHECK(episode.infos.at("score").back() == score);
  CHECK(std::uint64_t(episode.infos.at("state_hash_high").back()) << 32U |
        std::uint64_t(episode.infos.at("state_hash_low").back()) == hash_state(state));
}

TEST_CASE("The action of a step is the last one asked for in its ticks, or none") {
  const Level level = level_of("#####\n#P..#\n#...#\n#####\n");
  GameRecorder game(level, 4, 1, 3);
  for (const auto action : {Action::none, Action::right, Action::down, Action::none,  // down
                            Action::none, Action::none, Action::none, Action::none,   // none
                            Action::none, Action::none, Action::none, Action::up}) {
    game.tick(action);
  }
  CHECK(game.ended());
  CHECK(game.take_episode().actions == std::vector<std::int64_t>{3, 0, 1});
}

TEST_CASE("A game that is won ends with a termination, even within a frame") {
  const Level level = level_of("####\n#P.#\n####\n");
  GameRecorder game(level, 5, 1, 100);
  for (int i = 0; i < 20; ++i) game.tick(Action::right);
  CHECK(game.ended());
  const Episode episode = game.take_episode();
  // Eight ticks to the dot: a frame after 5 and one at 8, where the game ends.
  CHECK(episode.frames.size() == 3);
  CHECK(episode.terminations == std::vector<std::uint8_t>{0, 1});
  CHECK(episode.truncations == std::vector<std::uint8_t>{0, 0});
  CHECK(episode.rewards == std::vector<double>{0, 1});
  CHECK(episode.infos.at("ticks") == std::vector<double>{0, 5, 8});
}

TEST_CASE("A game cut off within a frame keeps the frames before it") {
  const Level level = load_level("corner");
  GameRecorder game(level, 8, 1, 100);
  for (int i = 0; i < 8 * 3 + 5; ++i) game.tick(Policy{});
  const Episode episode = game.take_episode();
  CHECK(episode.frames.size() == 4);
  CHECK(episode.truncations == std::vector<std::uint8_t>{0, 0, 1});
}

TEST_CASE("Where the ghosts are is noted on measuring levels, and nothing about modes") {
  const Level level = parse_level(corner_with_ghosts(), "ghosts");
  GameRecorder game(level, 8, 3, 2);
  const State start = game.state();
  while (!game.ended()) game.tick(Policy{});
  const State end = game.state();
  const Episode episode = game.take_episode();
  const std::string last = "ghost_" + std::to_string(level.ghosts - 1);
  CHECK(episode.infos.at(last + "_x").front() * 16 == start.ghosts[level.ghosts - 1].x_16th_px);
  CHECK(episode.infos.at(last + "_y").back() * 16 == end.ghosts[level.ghosts - 1].y_16th_px);
  CHECK(episode.infos.count("ghost_" + std::to_string(level.ghosts) + "_x") == 0);
  CHECK(episode.infos.count("ghost_0_mode") == 0);
  CHECK(describe(level, "simulator", "uniform", 8, 3).ghost_mode_codes.empty());
}

TEST_CASE("On classic the lives, places and modes of all four ghosts are noted") {
  const Level level = load_level("classic");
  GameRecorder game(level, 4, 1, 3);
  while (!game.ended()) game.tick(Action::none);
  const Episode episode = game.take_episode();
  // The first stands outside and scatters first; the others are in the house.
  CHECK(episode.infos.at("ghost_0_mode") == std::vector<double>{1, 1, 1, 1});
  for (const char* mode : {"ghost_1_mode", "ghost_2_mode", "ghost_3_mode"}) {
    CHECK(episode.infos.at(mode) == std::vector<double>{0, 0, 0, 0});
  }
  CHECK(episode.infos.at("ghost_0_x").front() == 112);
  CHECK(episode.infos.at("ghost_0_y").front() == 68);
  CHECK(episode.infos.at("ghost_3_x").front() == 128);
  CHECK(episode.infos.at("lives") == std::vector<double>{3, 3, 3, 3});
  CHECK(describe(level, "simulator", "uniform", 4, 1).ghost_mode_codes ==
        "0 house, 1 scatter, 2 chase, 3 frightened, 4 eyes");
}

TEST_CASE("The actions of a game, played again, give its frames and its hash") {
  const Level level = parse_level(corner_with_ghosts(), "ghosts");
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    GameRecorder first(level, 8, seed, 64), again(level, 8, seed, 64);
    while (!first.ended()) again.tick(first.tick(Policy{Policy::Kind::biased, 30}));
    REQUIRE(again.ended());
    REQUIRE(hash_state(first.state()) == hash_state(again.state()));
    const Episode a = first.take_episode(), b = again.take_episode();
    REQUIRE(a.frames == b.frames);
    REQUIRE(a.infos == b.infos);
    REQUIRE(a.actions == b.actions);
  }
}

TEST_CASE("A recording of a level says all that is needed to play it again") {
  const Level level = load_level("corner");
  const RecordingInfo info = describe(level, "simulator", "biased:70", 4, 9);
  CHECK(info.level_name == "corner");
  CHECK(parse_level(info.level_text, "corner").hash == info.level_hash);
  CHECK(info.policy == "biased:70");
  CHECK(info.frame_skip == 4);
  CHECK(info.seed == 9);
  CHECK(info.palette.size() == 25 * 3);
  CHECK(info.height_px == 64);
}
