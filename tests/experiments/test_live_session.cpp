#include <catch2/catch.hpp>
#include <cmath>

#include "experiments/live_screen.hpp"
#include "recordings/error.hpp"
#include "recordings/recording.hpp"
#include "tests/experiments/live_world.hpp"

using namespace crossroads;
using namespace crossroads::live_world;
using Catch::Contains;

TEST_CASE(
    "Two next frames come first, then the futures, and verdicts, shares and TV are those of z") {
  LiveSession session(setup("corner"), both);
  const Prediction there = open_moment(session);
  const auto& legal = there.moment.state.legal;
  Question question{1, there.moment, {baseline(), sampler()}, {}, 2, 1};
  for (int i = 0; i < kFutures; ++i) question.z.push_back({i < 4 ? -1.0F : 1.0F});  // 4 and 12
  Answer answer(question);
  answer.go_on();
  CHECK_FALSE(answer.so_far().complete);
  CHECK_FALSE(answer.so_far().futures[0]);
  CHECK(answer.so_far().sampled().frame == legal[0].frame);
  CHECK(answer.so_far().baseline.judged->verdict == Verdict::blend);
  CHECK(answer.so_far().baseline.sharpness == Approx(0.5).margin(0.1));
  answer.go_on();
  const Prediction& all = answer.so_far();
  CHECK(all.complete);
  CHECK(all.futures[3]->judged->mode == 0);
  CHECK(all.futures[4]->judged->mode == 1);
  CHECK(all.futures[4]->judged->verdict == Verdict::valid);
  CHECK(all.futures[3]->sharpness + all.futures[4]->sharpness == Approx(2));  // their mean is 1
  CHECK(all.shares == std::vector<double>{0.25, 0.75});
  CHECK(all.tv == Approx(0.25));  // half of |.25 - .5| + |.75 - .5|
}

TEST_CASE("With a person playing there are shares, but no TV") {
  LiveSession session(setup("corner", "person"), both);
  session.press(Direction::left);
  session.press(Direction::right);
  Live::play_on(session, 4 * kSkip);
  REQUIRE(session.prediction());
  CHECK(session.prediction()->moment.known == Known::legal_frames);
  CHECK(std::isnan(session.prediction()->tv));
  CHECK_THAT(live_story(session), Contains("no probabilities, no TV"));
  Live::play_on(session, 100 * kSkip);  // to a wall
  CHECK_THAT(live_story(session), Contains("stand still"));
}

TEST_CASE("A run that gives one frame whatever z is has one future, and errors are told") {
  LiveSession session(setup("corner"), both);
  const Moment moment = open_moment(session).moment;
  const Prediction alike = answer({1, moment, {sampler(), baseline()}, {}, 5, 1});
  CHECK(alike.one_answer);
  CHECK(alike.futures.size() == 1);
  CHECK(alike.complete);
  Contender broken = baseline();
  broken.sample = [](const EvaluationState&, int, std::uint64_t) -> std::vector<Frame> {
    throw std::runtime_error("it is broken");
  };
  const Prediction none = answer({2, moment, {broken, sampler()}, {}, 0, 1});
  CHECK(none.error == "it is broken");
  CHECK(none.complete);
}

TEST_CASE("Every recorded frame gets one prediction: the game waits for it") {
  Live live;
  CHECK_FALSE(live.session.question());  // one frame, and two are needed
  live.ticks(kSkip);
  auto question = live.session.question();
  REQUIRE(question);
  CHECK_FALSE(live.session.question());
  live.ticks(1000);  // a slow machine
  CHECK(live.session.source().frames() == 2);
  CHECK(live.session.source().completes_frame());
  live.session.take(answer(std::move(*question)));
  CHECK(live.session.predictions() == 1);
  live.ticks(1);
  CHECK(live.session.source().frames() == 3);
  live.play(1000 * kSkip);
  CHECK(live.session.predictions() + 1 >= live.session.source().frames() - 1);
  CHECK(live.session.strip().size() == kStripLength);
}

TEST_CASE("A question that wasn't even taken is waited for, too") {
  Live live;
  live.ticks(1000);
  CHECK(live.session.source().frames() == 2);
}

TEST_CASE(
    "Frozen, the game stands at a recorded frame, and one frame at a time goes on from there") {
  Live live;
  live.play(2 * kSkip + 3);
  live.session.freeze();
  live.play(100);
  CHECK(live.session.source().frames() == 4);
  CHECK(live.session.source().on_frame());
  live.session.next_frame();
  live.play(100);
  CHECK(live.session.source().frames() == 5);
  live.session.freeze();
  live.play(kSkip);
  CHECK(live.session.source().frames() == 6);
}

TEST_CASE("Where a policy has several ways the game stops for a second, unless it is not to") {
  LiveSession session(setup("corner"), both);
  (void)open_moment(session);
  const auto frames = session.source().frames();
  Live::play_on(session, 60);
  CHECK(session.source().frames() == frames);
  session.linger();
  Live::play_on(session, 9);
  CHECK(session.source().frames() == frames + 1);
  Live::play_on(session, 100 * kSkip);
  CHECK(session.source().frames() > frames + 50);
}

TEST_CASE("z is fresh at each frame unless it is held, drawn again or set, and then asked again") {
  Live live;
  live.play(kSkip);
  const auto first = live.session.z();
  CHECK(first.size() == kFutures);
  live.play(kSkip);
  CHECK(live.session.z() != first);
  live.session.hold_z();
  const auto held = live.session.z();
  live.play(3 * kSkip);
  CHECK(live.session.z() == held);
  live.session.freeze();
  live.play(kSkip);
  const auto predictions = live.session.predictions();
  live.session.new_z();
  CHECK(live.session.z() != held);
  const auto question = live.session.question();
  REQUIRE(question);
  CHECK(question->z == live.session.z());
  live.session.take(answer(*question));
  CHECK(live.session.predictions() == predictions);  // no recorded frame: not counted
}

TEST_CASE("A future that is chosen is the right picture, and a switch of its z has two places") {
  Live live;
  live.play(kSkip);
  live.session.choose_future(5);
  CHECK(live.session.holds_z());
  CHECK(live.session.question()->chosen == 5);
  live.session.set_z(0, -0.2F);
  CHECK(live.session.z()[5][0] == -1);
  live.session.set_z(0, 0.7F);
  CHECK(live.session.z()[5][0] == 1);
  live.session.set_z(7, 1);  // it has no such number
  live.session.choose_future(99);
  CHECK(live.session.chosen() == 5);
}

TEST_CASE("An arrow key takes over from the policy, and T gives back") {
  Live live;
  live.play(4 * kSkip);
  live.session.press(Direction::left);
  CHECK(live.session.person_plays());
  live.play(2 * kSkip);
  CHECK(live.session.prediction()->moment.known == Known::legal_frames);
  live.session.change_player();
  CHECK_FALSE(live.session.person_plays());
}

TEST_CASE("A recording has one real future, which nothing is judged by") {
  const Scratch scratch;
  Episode episode;
  for (int i = 0; i < 4; ++i) episode.frames.push_back(hand_made::board(i, 6));
  episode.actions = {0, 4, 4};
  episode.rewards.assign(3, 0);
  episode.terminations.assign(3, 0);
  episode.truncations = {0, 0, 1};
  RecordingInfo info;
  info.source = "png";
  info.height_px = info.width_px = 16;
  RecordingWriter writer(scratch / "film", info);
  writer.append(episode);
  writer.close();
  LiveSetup film = setup("corner");
  film.recording = (scratch / "film-v0").string();
  LiveSession session(film, both);
  CHECK(session.title() == "film-v0");
  Live::play_on(session, 6);
  REQUIRE(session.prediction());
  const Moment& moment = session.prediction()->moment;
  CHECK(moment.known == Known::one_real_future);
  CHECK(moment.state.past.back() == episode.frames[1]);
  CHECK(moment.state.legal[0].frame == episode.frames[2]);
  CHECK(moment.state.legal[0].by_action[4] == 1);
  CHECK_FALSE(session.prediction()->baseline.judged);
  CHECK(std::isnan(session.prediction()->tv));
  CHECK_THAT(live_story(session), Contains("One real future"));
  Live::play_on(session, 600);  // from the beginning again and again
  CHECK(session.predictions() > 10);
  session.press(Direction::left);
  session.change_player();
  CHECK_THAT(session.notice(), Contains("plays itself"));
}

TEST_CASE("Without shipped runs a level says so in a line, and the one before stays") {
  const Scratch scratch;
  for (const char* run : {"corner-mse", "corner-gan"}) {
    std::filesystem::create_directories(scratch / run);
    std::ofstream(scratch / run / "generator.safetensors") << "weights";
  }
  LiveSetup shipped = setup("corner");
  shipped.runs.clear();
  shipped.shipped = scratch / "";
  std::vector<std::string> loaded;
  LiveSession session(shipped, [&](const std::vector<std::string>& paths) {
    loaded = paths;
    return both(paths);
  });
  CHECK(loaded[0] == (scratch / "corner-mse").string());
  CHECK(loaded[1] == (scratch / "corner-gan").string());
  session.next_level();
  CHECK_THAT(session.notice(), Contains("shipped runs for level crossing"));
  CHECK(session.title() == "corner");
  session.next_run(0);  // corner-gan is the first of all there are
  CHECK(loaded[0] == (scratch / "corner-gan").string());
  shipped.level = "chase";
  CHECK_THROWS_WITH(LiveSession(shipped, both), Contains("shipped runs for level chase"));
  shipped.runs = {"one"};
  CHECK_THROWS_WITH(LiveSession(shipped, both), Contains("--runs"));
}

TEST_CASE(
    "Of a small picture the futures are shown together with the next frames, or when it is late") {
  Live live;
  const auto next = [&] {
    live.ticks(kSkip);
    return Answer(*live.session.question());
  };
  Answer first = next();
  first.go_on();
  live.session.take(first.so_far());
  CHECK(live.session.predictions() == 1);
  CHECK_FALSE(live.session.prediction());
  first.go_on();
  live.session.take(first.so_far());
  CHECK(live.session.prediction()->complete);
  Answer second = next();
  second.go_on();
  live.session.take(second.so_far());
  CHECK(live.session.prediction()->number == 1);
  Answer third = next();
  CHECK(live.session.prediction()->number == 2);
  CHECK_FALSE(live.session.prediction()->complete);
}

TEST_CASE("The next level is played by the runs that were given") {
  LiveSession session(setup("corner"), both);
  session.next_level();
  CHECK(session.title() == "crossing");
  CHECK(session.notice().empty());
}
