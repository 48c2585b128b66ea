// Playing inside a network, with hand-made ones that dream well or badly.
#include <catch2/catch.hpp>
#include <memory>

#include "experiments/dream_controls.hpp"
#include "experiments/dream_screen.hpp"
#include "recordings/error.hpp"
#include "sim/branching.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"
#include "tests/experiments/inputs.hpp"

using namespace crossroads;
using Catch::Contains;
using tests::key;
using End = Rollout::End;

namespace {

const Policy kUniform = parse_policy("uniform");
constexpr int kSkip = 8, kK = 4;
constexpr int kUp = 1, kLeft = 2, kDown = 3, kRight = 4;

// After the K frames of the past the player stands two tiles before a way up and a way down, each a
// dead end of two tiles with the dot at its end.
Level t_junction() {
  return parse_level(
      "ticks_per_frame 8\nspeed_16th_px 16\ndots_percent 100\nframes_per_game 64\nstart maze\n"
      "maze\n########\n######.#\n######_#\n#P_____#\n######_#\n######.#\n########\n",
      "fork");
}

Dreamer dreamer(const std::function<Frame(const std::vector<Frame>&, const Z&, int)>& next) {
  Dreamer made;
  made.run.past_frames = kK;
  made.run.takes_actions = true;
  made.draw_z = [](std::uint64_t seed) { return Z{static_cast<float>(seed % 1'000'003)}; };
  made.next = next;
  return made;
}

// Knows the rules: the dream is the real game.
Dreamer perfect(const Level& level, std::uint64_t seed) {
  RolloutSetup setup;
  setup.seed = seed;
  setup.frame_skip = kSkip;
  setup.past_frames = kK;
  setup.starts = 1;
  setup.frames = 0;
  const auto state = std::make_shared<State>(collect_starts(level, kUniform, setup).front().state);
  return dreamer([&level, state](const std::vector<Frame>&, const Z&, int action) {
    for (int i = 0; i < kSkip; ++i) {
      tick(level, *state, i == 0 ? static_cast<Action>(action) : Action::none);
    }
    return render_frame(level, *state);
  });
}

Dreamer copier() {
  return dreamer([](const std::vector<Frame>& past, const Z&, int) { return past.back(); });
}

std::vector<int> actions_of(DreamSession& session, int frames) {
  std::vector<int> actions;
  for (int i = 0; i < frames; ++i) {
    session.next_frame();
    actions.push_back(session.action());
  }
  return actions;
}

}  // namespace

TEST_CASE(
    "a key is kept until its way is open and taken once, and without one they go straight on") {
  const Level level = t_junction();
  DreamSession session(level, kUniform, kSkip, 1, perfect(level, 1));
  session.press(Direction::up);
  // Right to the fork, up to the dead end, back, and past the fork without a wish to turn there.
  const std::vector<int> wanted{kRight, kRight, kUp, kUp, kDown, kDown, kDown, kDown};
  CHECK(actions_of(session, 8) == wanted);
  CHECK(session.over());
  session.next_frame();
  CHECK(session.frames() == 8);
}

TEST_CASE("a dream that is right is the real game, legal to its end") {
  const Level level = t_junction();
  DreamSession session(level, kUniform, kSkip, 1, perfect(level, 1));
  CHECK(session.dreamt() == session.real());
  session.press(Direction::down);
  for (int i = 1; i <= 8; ++i) {
    session.next_frame();
    CHECK((session.dreamt() == session.real()));
    CHECK(session.legal().legal_frames == i);
    if (i == 5) session.press(Direction::left);  // back at the fork it goes home
  }
  CHECK(session.action() == kLeft);
  CHECK(session.legal().end == End::lasted);
  CHECK(legal_text(session) == "legal: 8 frames so far");

  DreamSession whole(level, kUniform, kSkip, 1, perfect(level, 1));
  whole.press(Direction::up);
  actions_of(whole, 8);
  CHECK(whole.legal().end == End::game_over);
  CHECK(legal_text(whole) == "legal: 8 frames, to the end");
}

TEST_CASE("both draw the same way where they stand alike and nobody presses a key") {
  const Level level = load_level("corner");
  DreamSession session(level, kUniform, kSkip, 5, perfect(level, 5));
  for (int i = 0; i < 20 && !session.over(); ++i) {
    session.next_frame();
    REQUIRE((session.dreamt() == session.real()));
  }
  CHECK(session.legal().legal_frames == session.frames());
}

TEST_CASE("a copy of the last frame is illegal at once and for ever, while the game goes on") {
  const Level level = t_junction();
  DreamSession session(level, kUniform, kSkip, 1, copier());
  const Frame start = session.real();
  session.press(Direction::up);
  actions_of(session, 3);
  CHECK(session.legal().legal_frames == 0);
  CHECK(session.legal().end == End::failed);
  CHECK(legal_text(session) == "legal: 0 frames, then not");
  CHECK((session.dreamt() == start));
  CHECK_FALSE((session.real() == start));
}

TEST_CASE("a dream that goes another way than the key is illegal there, however well drawn") {
  const Level level = t_junction();
  const auto obeying = perfect(level, 1);
  DreamSession session(level, kUniform, kSkip, 1,
                       dreamer([&](const std::vector<Frame>& past, const Z& z, int action) {
                         return obeying.next(past, z, action == kUp ? kDown : action);
                       }));
  session.press(Direction::up);
  actions_of(session, 2);
  CHECK(session.legal().legal_frames == 2);
  CHECK(session.legal().end == End::lasted);
  session.next_frame();
  CHECK(session.legal().legal_frames == 2);
  CHECK(session.legal().end == End::failed);
}

TEST_CASE("the network sees its own last frames and each frame another z, unless it is held") {
  const Level level = load_level("corner");
  std::vector<Z> given;
  std::vector<std::vector<Frame>> pasts;
  DreamSession session(level, kUniform, kSkip, 1,
                       dreamer([&](const std::vector<Frame>& past, const Z& z, int) {
                         given.push_back(z);
                         pasts.push_back(past);
                         Frame frame = past.back();
                         frame.pixels[0] = static_cast<std::uint8_t>(given.size());
                         return frame;
                       }));
  actions_of(session, 2);
  session.hold_z();
  actions_of(session, 2);
  session.new_z();
  actions_of(session, 1);
  REQUIRE(given.size() == 5);
  CHECK(given[0] != given[1]);
  CHECK(given[1] == given[2]);
  CHECK(given[2] == given[3]);
  CHECK(given[3] != given[4]);
  REQUIRE(pasts[4].size() == kK);
  for (int k = 0; k < kK; ++k) CHECK(pasts[4][static_cast<std::size_t>(k)].pixels[0] == k + 1);
}

TEST_CASE("another game begins anew for both") {
  const Level level = load_level("corner");
  DreamSession session(level, kUniform, kSkip, 1, copier());
  const Frame first = session.real();
  actions_of(session, 3);
  session.restart();
  CHECK(session.frames() == 0);
  CHECK(session.games() == 2);
  CHECK(session.legal().end == End::lasted);
  CHECK((session.dreamt() == session.real()));
  CHECK_FALSE((session.real() == first));
}

TEST_CASE("a run that isn't given actions can't be played in") {
  Dreamer deaf = copier();
  deaf.run.takes_actions = false;
  deaf.run.folder = "runs/deaf";
  const Level level = t_junction();
  CHECK_THROWS_WITH(DreamSession(level, kUniform, kSkip, 1, deaf),
                    Contains("train --actions") && Contains("runs/deaf"));
}

TEST_CASE("a frame of the dream is due every few ticks once an arrow was pressed") {
  const Level level = load_level("corner");
  DreamSession session(level, kUniform, kSkip, 1, copier());
  DreamControls controls(session, kSkip);
  const auto frames_after = [&](int ticks) {
    for (int i = 0; i < ticks; ++i) controls.tick();
    return session.frames();
  };
  CHECK(controls.message() == "press an arrow to start");
  CHECK(frames_after(20) == 0);
  CHECK(controls.handle(key(Key::left)) == DreamWish::none);
  CHECK(frames_after(7) == 0);
  CHECK(frames_after(1) == 1);
  CHECK(frames_after(16) == 3);
  controls.handle(key(' '));
  CHECK(controls.message() == "frozen");
  CHECK(frames_after(16) == 3);
  controls.handle(key('n'));
  CHECK(frames_after(16) == 4);
  controls.handle(key(' '));
  CHECK(frames_after(8) == 5);
  controls.handle(key(Key::restart));
  CHECK(frames_after(16) == 0);
}

TEST_CASE("the other keys of the dream") {
  const Level level = load_level("corner");
  DreamSession session(level, kUniform, kSkip, 1, copier());
  DreamControls controls(session, kSkip);
  for (const int slowness : {2, 4, 8, 1}) {
    controls.handle(key('m'));
    CHECK(controls.slowness() == slowness);
  }
  controls.handle(key('m'));
  CHECK(controls.message() == "press an arrow to start, slow motion 1/2");
  controls.handle(key('h'));
  CHECK(session.holds_z());
  const Z held = session.z();
  controls.handle(key('z'));
  CHECK(session.z() != held);
  CHECK(controls.handle(key('p')) == DreamWish::save_picture);
  controls.note("saved it");
  CHECK(controls.message() == "saved it");
  CHECK(controls.handle(key(Key::quit)) == DreamWish::leave);
}

TEST_CASE("the picture of the dream keeps its size and shows what there is") {
  const Level level = t_junction();
  DreamSession session(level, kUniform, kSkip, 1, copier());
  const Frame start = draw_dream(session, "press an arrow");
  session.press(Direction::up);
  session.next_frame();
  const Frame later = draw_dream(session, "");
  CHECK(later.height_px == start.height_px);
  CHECK(later.width_px == start.width_px);
  CHECK_FALSE((later == start));
}
