#include <catch2/catch.hpp>

#include "recordings/input_log.hpp"
#include "recordings/recording.hpp"
#include "sim/play_session.hpp"
#include "sim/rules.hpp"
#include "tests/recordings/scratch.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;
using tests::Scratch;

namespace {

constexpr auto kReady = PlaySession::Phase::ready;
constexpr auto kRunning = PlaySession::Phase::running;
constexpr auto kPaused = PlaySession::Phase::paused;
constexpr auto kEnded = PlaySession::Phase::ended;

// Three dots in a line, and one out of the way so that eating the line doesn't end the game.
const Level& line() {
  static const Level level = level_of("#######\n#P...##\n#____.#\n#######\n");
  return level;
}

void ticks(PlaySession& session, int count) {
  for (; count > 0; --count) session.tick();
}

// What a replay does: each game from its seed and its ticks alone, checked by the log's hash.
std::vector<State> replayed(const InputLog& log) {
  std::vector<State> states;
  for (const InputLog::Game& game : log.games) {
    states.push_back(start_game(line(), game.seed));
    for (const std::uint8_t action : game.actions) {
      tick(line(), states.back(), static_cast<Action>(action));
    }
    CHECK(hash_state(states.back()) == game.final_hash);
  }
  return states;
}

}  // namespace

TEST_CASE("A person's game waits for the first key") {
  PlaySession session(line(), 8, 1, std::nullopt);
  const State before = session.state();
  ticks(session, 20);
  CHECK(session.phase() == kReady);
  CHECK(session.state() == before);
  session.press(Direction::right);
  ticks(session, 8);
  CHECK(session.phase() == kRunning);
  CHECK(session.state().score == 1);
  CHECK_FALSE(session.recording());
}

TEST_CASE("While paused nothing moves and keys are not kept") {
  PlaySession session(line(), 8, 1, std::nullopt);
  session.press(Direction::right);
  ticks(session, 3);
  session.toggle_pause();
  CHECK(session.phase() == kPaused);
  session.press(Direction::left);
  const State before = session.state();
  ticks(session, 20);
  CHECK(session.state() == before);
  session.toggle_pause();
  ticks(session, 5);
  CHECK(session.state().score == 1);
}

TEST_CASE("A finished board is shown for a while, then the next game waits") {
  const Level level = level_of("####\n#P.#\n####\n");
  PlaySession session(level, 8, 1, std::nullopt);
  session.press(Direction::right);
  ticks(session, 8);
  CHECK(session.phase() == kEnded);
  CHECK(session.games() == 1);
  CHECK(session.frames() == 1);
  ticks(session, 89);
  CHECK(session.phase() == kEnded);
  ticks(session, 1);
  CHECK(session.phase() == kReady);
  CHECK(session.state().score == 0);
}

TEST_CASE("A restart keeps the game so far as an episode, and leaving keeps the last one") {
  const Scratch scratch;
  {
    PlaySession session(line(), 8, 1, scratch / "mine");
    session.press(Direction::right);
    ticks(session, 18);  // two frames and two ticks
    session.restart();
    session.restart();  // of a game that hasn't begun: nothing to keep
    session.press(Direction::right);
    ticks(session, 7);  // less than a frame: no episode
    session.restart();
    session.press(Direction::down);
    ticks(session, 8);
    session.press(Direction::right);
    ticks(session, 8);
    session.finish();
    CHECK(session.games() == 3);
    CHECK(session.frames() == 4);
  }
  const RecordingReader reader(scratch / "mine");
  REQUIRE(reader.episodes() == 2);
  CHECK(reader.info().source == "play");
  CHECK(reader.info().policy == "person");
  CHECK(reader.read(0).actions == std::vector<std::int64_t>{4, 0});
  CHECK(reader.read(0).rewards == std::vector<double>{1, 1});
  CHECK(reader.read(0).truncations == std::vector<std::uint8_t>{0, 1});
  CHECK(reader.read(1).actions == std::vector<std::int64_t>{3, 4});
  const InputLog log = read_input_log(scratch / "mine-v0" / "inputs.log");
  REQUIRE(log.games.size() == 3);
  CHECK(log.games[0].actions.size() == 18);
  CHECK(log.games[1].actions.size() == 7);
  CHECK(log.games[2].final_hash != 0);
}

TEST_CASE("What was pressed is in the log within a second, before the episode is kept") {
  const Scratch scratch;
  PlaySession session(line(), 8, 1, scratch / "mine");
  session.press(Direction::right);
  ticks(session, 60);
  const InputLog log = read_input_log(scratch / "mine-v0" / "inputs.log");
  REQUIRE(log.games.size() == 1);
  CHECK(log.games[0].actions.size() == 60);
  CHECK(log.games[0].actions[0] == 4);
  CHECK(log.games[0].final_hash == 0);
  session.finish();
}

TEST_CASE("A step is one tick of a paused game, steered by the keys pressed meanwhile") {
  PlaySession session(line(), 8, 1, std::nullopt);
  session.press(Direction::right);
  ticks(session, 3);
  session.step();  // pauses
  CHECK(session.phase() == kPaused);
  CHECK(session.state().ticks == 3);
  session.step();
  CHECK(session.state().ticks == 4);
  CHECK(session.state().player.facing == Direction::right);
  session.press(Direction::left);
  session.step();
  CHECK(session.state().ticks == 5);
  CHECK(session.state().player.facing == Direction::left);
  ticks(session, 20);
  CHECK(session.state().ticks == 5);
}

TEST_CASE("A step begins a game that waits, and ends one with its last dot") {
  const Level level = level_of("####\n#P.#\n####\n");
  PlaySession session(level, 8, 1, std::nullopt);
  session.step();
  CHECK(session.phase() == kPaused);
  CHECK(session.state().ticks == 1);
  session.press(Direction::right);
  for (int i = 0; i < 8; ++i) session.step();
  CHECK(session.phase() == kEnded);
  CHECK(session.games() == 1);
}

TEST_CASE("Keys pressed faster than the ticks take one tick each, none is lost") {
  const Scratch scratch;
  PlaySession session(line(), 1, 1, scratch / "mine");
  for (const Direction way : {Direction::right, Direction::left, Direction::right}) {
    session.press(way);
  }
  ticks(session, 4);
  session.finish();
  const InputLog log = read_input_log(scratch / "mine-v0" / "inputs.log");
  CHECK(log.games[0].actions == std::vector<std::uint8_t>{4, 2, 4, 0});
}

TEST_CASE("Loading goes back to the saved moment, as often as wanted, and waits for a key") {
  PlaySession session(line(), 8, 1, std::nullopt);
  CHECK_FALSE(session.load());
  session.press(Direction::right);
  ticks(session, 12);
  CHECK(session.save());
  const State saved = session.state();
  for (int time = 0; time < 2; ++time) {
    session.press(Direction::left);
    ticks(session, 9);
    CHECK_FALSE(session.state() == saved);
    CHECK(session.load());
    CHECK(session.phase() == kReady);
    CHECK(session.loaded());
    ticks(session, 5);
    CHECK(session.state() == saved);
  }
  session.restart();
  CHECK(session.load());
  CHECK(session.state() == saved);
}

TEST_CASE("A finished board can't be saved, but one saved before can be loaded") {
  const Level level = level_of("####\n#P.#\n####\n");
  PlaySession session(level, 8, 1, std::nullopt);
  CHECK(session.save());  // before the first key
  session.press(Direction::right);
  ticks(session, 8);
  CHECK(session.phase() == kEnded);
  CHECK_FALSE(session.save());
  CHECK(session.load());
  CHECK(session.phase() == kReady);
  CHECK(session.state().dots_left == 1);
}

TEST_CASE("While recording, loading ends the episode and begins one that replays exactly") {
  const Scratch scratch;
  {
    PlaySession session(line(), 8, 1, scratch / "mine");
    session.press(Direction::right);
    ticks(session, 10);
    CHECK(session.save());
    ticks(session, 6);  // 16 ticks: two frames, two points
    CHECK(session.load());
    CHECK(session.load());  // nothing was played meanwhile: no episode of it
    session.press(Direction::left);
    ticks(session, 14);  // 10 ticks again and 14: three frames
    session.finish();
    CHECK(session.games() == 2);
    CHECK(session.frames() == 5);
    CHECK(session.ticks_played() == 30);
  }
  const RecordingReader reader(scratch / "mine");
  REQUIRE(reader.episodes() == 2);
  const Episode first = reader.read(0), second = reader.read(1);
  CHECK(first.truncations == std::vector<std::uint8_t>{0, 1});
  CHECK(first.rewards == std::vector<double>{1, 1});
  CHECK(second.actions == std::vector<std::int64_t>{4, 2, 0});
  CHECK(second.rewards == std::vector<double>{1, 0, 0});
  CHECK(second.seed == first.seed);
  const InputLog log = read_input_log(scratch / "mine-v0" / "inputs.log");
  REQUIRE(log.games.size() == 2);
  CHECK(log.games[0].actions.size() == 16);
  CHECK(log.games[1].actions.size() == 24);
  CHECK(replayed(log)[1].score == 1);
}

TEST_CASE("A policy plays without a key, its recording names it and replays exactly") {
  const Scratch scratch;
  const Level level = load_level("chase");
  {
    PlaySession session(level, 8, 5, scratch / "watched", Policy{Policy::Kind::biased, 30});
    CHECK(session.phase() == kRunning);
    session.press(Direction::up);  // is nobody's wish
    ticks(session, 8 * 20);
    session.finish();
  }
  const RecordingReader reader(scratch / "watched");
  CHECK(reader.info().policy == "biased:30");
  const Episode episode = reader.read(0);
  GameRecorder again(level, 8, episode.seed, 20);
  while (!again.ended()) again.tick(Policy{Policy::Kind::biased, 30});
  CHECK(again.take_episode().frames == episode.frames);
  const InputLog log = read_input_log(scratch / "watched-v0" / "inputs.log");
  State state = start_game(level, log.games.at(0).seed);
  for (const std::uint8_t action : log.games[0].actions) {
    tick(level, state, static_cast<Action>(action));
  }
  CHECK(hash_state(state) == log.games[0].final_hash);
}

TEST_CASE("A game is handed over from a person to a policy and back, in the middle of it") {
  const Level way = level_of("######\n#P...#\n######\n");
  PlaySession session(way, 8, 1, std::nullopt);
  session.hand_over(parse_policy("uniform"));
  CHECK(session.phase() == kRunning);  // nobody needs to press anything
  ticks(session, 8);
  CHECK(session.state().score == 1);  // there is one way
  session.hand_over(std::nullopt);
  session.press(Direction::left);
  ticks(session, 8);
  CHECK(session.state().player.facing == Direction::left);
}
