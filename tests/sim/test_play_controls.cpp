#include <catch2/catch.hpp>

#include "sim/play_controls.hpp"
#include "tests/recordings/scratch.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;
using tests::Scratch;

namespace {

const Level& line() {
  static const Level level = level_of("#######\n#P...##\n#____.#\n#######\n");
  return level;
}

struct Play {
  PlaySession session{line(), 8, 1, std::nullopt};
  PlayControls controls{session};

  void ticks(int count) {
    for (; count > 0; --count) session.tick();
  }
  void press(std::initializer_list<Key> keys) {
    for (const Key key : keys) CHECK(controls.press(key));
  }
  [[nodiscard]] std::string message() const { return controls.text().message; }
};

}  // namespace

TEST_CASE("The screen tells what to do at the start, the score and the dots left") {
  Play play;
  CHECK(play.message() == "press an arrow to start");
  play.press({Key::right});
  play.ticks(24);
  CHECK(play.message().empty());
  CHECK(play.controls.text().left == "score 3");
  CHECK(play.controls.text().middle == "1 dot");
  CHECK(play.controls.text().right.empty());
  CHECK_FALSE(play.controls.text().recording);
}

TEST_CASE("With the arcade's rules the screen tells which level begins") {
  const Level level = load_level("classic");
  PlaySession session(level, 4, 1, std::nullopt);
  PlayControls controls(session);
  controls.press(Key::left);
  session.tick();
  CHECK(controls.text().message == "level 1: ready");
  for (int i = 0; i < 60; ++i) session.tick();
  CHECK(controls.text().message.empty());
}

TEST_CASE("With the arcade's rules the screen tells the lives, and game over with the last one") {
  const Level level = load_level("classic");
  PlaySession session(level, 4, 1, std::nullopt);
  PlayControls controls(session);
  CHECK(controls.text().middle == "3 lives");
  CHECK(controls.press(Key::left));
  int ticks = 0;
  while (controls.text().middle != "1 life" && ++ticks < 100000) session.tick();
  while (session.phase() == PlaySession::Phase::running && ++ticks < 100000) session.tick();
  CHECK(controls.text().message == "game over");
  CHECK(controls.text().middle == "0 lives");
}

TEST_CASE("All keys are shown at the start and while paused, H turns that over, and in play too") {
  Play play;
  const auto help = [&] { return play.controls.text().help; };
  CHECK(help());
  play.press({Key::right});
  CHECK_FALSE(help());
  play.press({Key::help});
  CHECK(help());
  play.press({Key::help, Key::pause});
  CHECK(help());
  play.press({Key::help});
  CHECK_FALSE(help());
  play.press({Key::pause, Key::restart});
  CHECK_FALSE(help());  // somebody doesn't want it while nothing moves
}

TEST_CASE("Slow motion goes 1, 2, 4, 8 times slower and back, and says so") {
  Play play;
  std::string shown;
  for (int i = 0; i < 5; ++i) {
    shown += std::to_string(play.controls.slowness()) + play.controls.text().right + "|";
    play.press({Key::slow});
  }
  CHECK(shown == "1|2slow 1/2|4slow 1/4|8slow 1/8|1|");
}

TEST_CASE("Pause, step and restart are keys") {
  Play play;
  play.press({Key::right});
  play.ticks(4);
  play.press({Key::step});
  CHECK(play.message() == "paused");
  CHECK(play.session.state().ticks == 4);
  play.press({Key::step, Key::step});
  play.ticks(10);
  CHECK(play.session.state().ticks == 6);
  play.press({Key::restart});
  CHECK(play.session.state().ticks == 0);
}

TEST_CASE("Saving and loading say what happened until the next key") {
  Play play;
  play.press({Key::load});
  CHECK(play.message() == "nothing saved yet: f5 saves");
  play.press({Key::right});
  CHECK(play.message().empty());
  play.ticks(8);
  play.press({Key::save});
  CHECK(play.message() == "saved: f9 comes back here");
  play.ticks(8);
  play.press({Key::load});
  CHECK(play.message() == "loaded: press an arrow");
  CHECK(play.session.state().score == 1);
}

TEST_CASE("While recording there is a clock of what was played, and loading says: a new episode") {
  const Scratch scratch;
  // A ring without an end: 125 s are 7576 ticks.
  const Level ring = level_of("#####\n#P__#\n#_#.#\n#__##\n#####\n");
  PlaySession session(ring, 64, 1, scratch / "mine");
  PlayControls controls(session);
  CHECK(controls.text().recording);
  CHECK(controls.text().clock == "00:00");
  CHECK(controls.press(Key::down));
  for (int i = 0; i < 7575; ++i) session.tick();
  CHECK(controls.text().clock == "02:04");
  CHECK(controls.press(Key::save));
  session.tick();
  CHECK(controls.text().clock == "02:05");
  CHECK(controls.press(Key::load));
  CHECK(controls.text().message == "loaded, new episode: press an arrow");
  CHECK(controls.press(Key::load));  // nothing was played since: no episode ends
  CHECK(controls.text().message == "loaded: press an arrow");
  session.finish();
}

TEST_CASE("The end of a board is named") {
  Play play;
  play.press({Key::right});
  play.ticks(26);
  play.press({Key::down, Key::right});
  play.ticks(20);
  CHECK(play.message() == "all eaten");
}

TEST_CASE("Quit alone leaves") {
  Play play;
  CHECK_FALSE(play.controls.press(Key::quit));
}
