#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <fstream>
#include <thread>

#include "experiments/album.hpp"
#include "experiments/live_controls.hpp"
#include "experiments/live_strip.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "recordings/recording.hpp"
#include "tests/experiments/hand_made.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using Catch::Contains;
using tests::Scratch;

namespace {

constexpr int kSkip = 8;  // ticks a recorded frame of the levels below

// A way round without a junction, a dot or an end.
const std::string kRing =
    "ticks_per_frame 8\ndots_percent 0\nstart maze\nmaze\n"
    "######\n#P...#\n#.##.#\n#.##.#\n#....#\n######\n";

Level ring() {
  return parse_level(kRing, "ring");
}

// The level corner, where the player goes left or right with 1/2 each at a junction.
Level corner() {
  return load_level("corner");
}

// A run that needs two past frames. z is one bit: the first legal frame for -1, the last for +1.
Contender sampler() {
  Contender run;
  run.name = run.arm = run.folder = "sampler";
  run.past_frames = 2;
  run.facts = {{"z-distribution", "bernoulli"}};
  run.draw_z = [](int count, std::uint64_t seed) {
    std::vector<Z> z;
    for (int i = 0; i < count; ++i) z.push_back({(seed >> i & 1) != 0 ? 1.0F : -1.0F});
    return z;
  };
  run.sample_with = [](const EvaluationState& state, const std::vector<Z>& z) {
    std::vector<Frame> frames;
    for (const Z& one : z) {
      frames.push_back(one[0] < 0 ? state.legal.front().frame : state.legal.back().frame);
    }
    return frames;
  };
  run.sample = [](const EvaluationState& state, int count, std::uint64_t) {
    return hand_made::repeat(state.legal.front().frame, count);
  };
  return run;
}

// The mean of all that is legal: what squared error is best at.
Contender baseline() {
  Contender run = exact_mean();
  run.folder = "baseline";
  run.past_frames = 2;
  return run;
}

std::vector<Contender> both(const std::vector<std::string>&) {
  return {baseline(), sampler()};
}

LiveSetup setup(const std::string& level, const std::string& policy = "uniform") {
  LiveSetup result;
  result.level = level;
  result.policy = policy;
  result.runs = {"baseline", "sampler"};
  return result;
}

struct Live {
  Scratch scratch;
  LiveSession session;

  static LiveSetup in_file(const Scratch& scratch, const std::string& policy) {
    std::ofstream(scratch / "ring.level") << kRing;
    return setup((scratch / "ring.level").string(), policy);
  }
  explicit Live(const std::string& policy = "uniform") : session(in_file(scratch, policy), both) {}

  void ticks(int count) {
    for (; count > 0; --count) session.tick();
  }
  // Ticks, and every question answered at once.
  void play(int count) { play_on(session, count); }
  static void play_on(LiveSession& session, int count) {
    for (; count > 0; --count) {
      session.tick();
      if (auto question = session.question()) session.take(answer(std::move(*question)));
    }
  }
};

// A moment at which corner's player has two ways, all predicted.
Prediction open_moment(LiveSession& session) {
  for (int i = 0; i < 100000; ++i) {
    Live::play_on(session, 1);
    const auto& prediction = session.prediction();
    if (prediction && session.source().on_frame() && prediction->moment.state.legal.size() == 2) {
      return *prediction;
    }
  }
  throw std::runtime_error("no junction");
}

Input key(char symbol) {
  Input input;
  input.symbol = symbol;
  return input;
}

Input key(Key key) {
  Input input;
  input.key = key;
  return input;
}

Input mouse(Input::Kind kind, int x, int y) {
  Input input;
  input.kind = kind;
  input.x_px = x;
  input.y_px = y;
  return input;
}

const LiveArea& find(const std::vector<LiveArea>& areas, LiveArea::Kind kind, std::size_t index) {
  for (const LiveArea& area : areas) {
    if (area.kind == kind && area.index == index) return area;
  }
  throw std::runtime_error("no such area");
}

Input click(const LiveArea& area) {
  return mouse(Input::Kind::mouse_pressed, area.place.x + area.place.width / 2,
               area.place.y + area.place.height / 2);
}

}  // namespace

TEST_CASE("A recorded frame is complete every so many ticks, and has a moment after K frames") {
  const auto source = play_live(corner(), kSkip, 1, parse_policy("uniform"));
  CHECK(source->frames() == 1);  // the reset frame
  CHECK_FALSE(source->moment(2));
  for (int i = 0; i < kSkip - 1; ++i) source->tick();
  CHECK(source->frames() == 1);
  CHECK(source->completes_frame());
  source->tick();
  CHECK(source->frames() == 2);
  CHECK(source->on_frame());
  const auto moment = source->moment(2);
  REQUIRE(moment);
  CHECK(moment->state.past.size() == 2);
  CHECK(moment->state.past.back() == source->picture());
  CHECK_FALSE(source->moment(3));
}

TEST_CASE("The frame that comes is among the legal ones, whoever plays") {
  for (const bool person : {false, true}) {
    const auto source = play_live(corner(), kSkip, 3,
                                  person ? std::nullopt : std::optional(parse_policy("uniform")));
    source->press(Direction::left);
    for (int frame = 0; frame < 60; ++frame) {
      const auto moment = source->moment(1);
      for (int i = 0; i < kSkip; ++i) {
        if (i == 3) source->press(static_cast<Direction>(frame * 7 % 4));  // heard a frame later
        source->tick();
      }
      if (!moment) continue;  // a board was over, the next one has begun
      const auto& legal = moment->state.legal;
      const Frame now = source->picture();
      CHECK(std::any_of(legal.begin(), legal.end(),
                        [&](const LegalFrame& one) { return one.frame == now; }));
    }
  }
}

TEST_CASE("A person in a corridor has two legal frames, on and back, and nobody knows which") {
  const auto source = play_live(ring(), kSkip, 1, std::nullopt);
  source->press(Direction::right);
  for (int i = 0; i < kSkip; ++i) source->tick();
  const auto moment = source->moment(2);
  REQUIRE(moment);
  CHECK(moment->known == Known::legal_frames);
  REQUIRE(moment->state.legal.size() == 2);
  CHECK(moment->state.legal[0].probability == 0.5);
  CHECK(moment->state.legal[1].probability == 0.5);
  CHECK(moment->state.legal[0].frame != moment->state.legal[1].frame);
}

TEST_CASE("Nothing moves before a person's first key, and a policy can be taken over from") {
  const auto source = play_live(ring(), kSkip, 1, std::nullopt);
  for (int i = 0; i < 100; ++i) source->tick();
  CHECK(source->frames() == 1);
  source->hand_over(parse_policy("uniform"));
  CHECK(source->who() == "uniform");
  for (int i = 0; i < kSkip; ++i) source->tick();
  CHECK(source->frames() == 2);
  source->hand_over(std::nullopt);
  CHECK(source->who() == "you");
}

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

TEST_CASE("The picture has the size that is asked for, and every button is on it, apart") {
  LiveSession session(setup("corner"), both);
  (void)open_moment(session);
  LiveScreen screen;
  for (const auto& [width, height] : {std::pair{1280, 720}, {1920, 1080}, {1500, 731}}) {
    const Frame picture = screen.draw(session, {}, height, width);
    CHECK(picture.width_px == width);
    CHECK(picture.height_px == height);
    std::size_t buttons = 0;
    for (std::size_t i = 0; i < screen.areas().size(); ++i) {
      const LiveArea& area = screen.areas()[i];
      buttons += area.kind == LiveArea::Kind::button;
      CHECK(area.place.x >= 0);
      CHECK(area.place.x + area.place.width <= width);
      CHECK(area.place.y + area.place.height <= height);
      for (std::size_t k = 0; k < i; ++k) {
        const CloseUp& other = screen.areas()[k].place;
        CHECK_FALSE(area.holds(other.x + other.width / 2, other.y + other.height / 2));
      }
    }
    CHECK(buttons == live_buttons().size());
    CHECK_NOTHROW(find(screen.areas(), LiveArea::Kind::future, kFutures - 1));
    CHECK_NOTHROW(find(screen.areas(), LiveArea::Kind::z, 0));
  }
}

TEST_CASE("What was predicted is what is drawn, pixel by pixel, and nothing else") {
  LiveSession session(setup("corner"), both);
  const Prediction there = open_moment(session);
  LiveScreen screen;
  const Frame picture = screen.draw(session, {}, 720, 1280);
  const LiveArea& area = find(screen.areas(), LiveArea::Kind::future, 0);
  // A cell shows 32x32 px of the frame, twice as large, in its middle.
  const Frame& future = there.futures[0]->frame;
  bool found = false;
  for (int top = 0; top + 32 <= 64 && !found; ++top) {
    for (int left = 0; left + 32 <= 64 && !found; ++left) {
      const Frame shown = enlarge(cut(future, {left, top, 32, 32}), 2);
      found = cut(picture, {area.place.x + 3, area.place.y + 3, 64, 64}) == shown;
    }
  }
  CHECK(found);
}

TEST_CASE("Each key and its button do the same") {
  for (const LiveButton& button : live_buttons()) {
    Live by_key, by_click;
    LiveScreen screen;
    for (Live* live : {&by_key, &by_click}) live->play(3 * kSkip);
    (void)screen.draw(by_click.session, {}, 720, 1280);
    LiveControls keys(by_key.session), clicks(by_click.session);
    const auto& areas = screen.areas();
    const auto area = std::find_if(areas.begin(), areas.end(), [&](const LiveArea& one) {
      return one.kind == LiveArea::Kind::button && one.command == button.command;
    });
    REQUIRE(area != areas.end());
    CHECK(keys.handle(key(button.symbol), areas) == clicks.handle(click(*area), areas));
    for (Live* live : {&by_key, &by_click}) live->play(2 * kSkip);
    CHECK(screen.draw(by_key.session, {}, 720, 1280).pixels.size() == 3U * 720 * 1280);
    CHECK(by_key.session.frozen() == by_click.session.frozen());
    CHECK(by_key.session.z() == by_click.session.z());
    CHECK(by_key.session.source().frames() == by_click.session.source().frames());
    CHECK(by_key.session.slowness() == by_click.session.slowness());
    CHECK(by_key.session.person_plays() == by_click.session.person_plays());
    CHECK(by_key.session.lingers() == by_click.session.lingers());
  }
}

TEST_CASE("Freeze, hold, slow motion and the wishes are on their keys") {
  Live live;
  LiveControls controls(live.session);
  live.play(2 * kSkip);
  CHECK(controls.handle(key(' '), {}) == LiveWish::none);
  CHECK(live.session.frozen());
  controls.handle(key(Key::pause), {});  // the gamepad's
  CHECK_FALSE(live.session.frozen());
  controls.handle(key('h'), {});
  CHECK(live.session.holds_z());
  controls.handle(key('m'), {});
  CHECK(live.session.slowness() == 2);
  CHECK(controls.handle(key('p'), {}) == LiveWish::save_picture);
  CHECK(controls.handle(key('g'), {}) == LiveWish::film);
  CHECK(controls.handle(key(Key::quit), {}) == LiveWish::leave);
  controls.handle(key(Key::left), {});
  CHECK(live.session.person_plays());
}

TEST_CASE("The mouse chooses a future and moves a switch, also when it is drawn over it") {
  Live live;
  LiveControls controls(live.session);
  live.play(2 * kSkip);
  LiveScreen screen;
  (void)screen.draw(live.session, {}, 720, 1280);
  controls.handle(click(find(screen.areas(), LiveArea::Kind::future, 9)), screen.areas());
  CHECK(live.session.chosen() == 9);
  const CloseUp bar = find(screen.areas(), LiveArea::Kind::z, 0).place;
  const auto at = [&](Input::Kind kind, int x) {
    controls.handle(mouse(kind, x, bar.y + 1), screen.areas());
    return live.session.z()[9][0];
  };
  CHECK(at(Input::Kind::mouse_pressed, bar.x + 1) == -1);
  CHECK(at(Input::Kind::mouse_moved, bar.x + bar.width + 50) == 1);
  CHECK(at(Input::Kind::mouse_moved, bar.x + 1) == -1);
  CHECK(at(Input::Kind::mouse_released, bar.x + 1) == -1);
  CHECK(at(Input::Kind::mouse_moved, bar.x + bar.width - 1) == -1);
}

TEST_CASE("A slider of normal z goes from -3 to 3, of uniform z from -1 to 1") {
  for (const auto& [distribution, range] : {std::pair{"normal", 3.0F}, {"uniform", 1.0F}}) {
    const std::string name = distribution;
    LiveSession session(setup("corner"), [&](const std::vector<std::string>&) {
      std::vector<Contender> runs{baseline(), sampler()};
      runs[1].facts["z-distribution"] = name;
      return runs;
    });
    (void)open_moment(session);
    LiveScreen screen;
    (void)screen.draw(session, {}, 720, 1280);
    LiveControls controls(session);
    const CloseUp bar = find(screen.areas(), LiveArea::Kind::z, 0).place;
    const auto at = [&](int x) {
      controls.handle(mouse(Input::Kind::mouse_pressed, x, bar.y + 1), screen.areas());
      return session.z()[0][0];
    };
    CHECK(at(bar.x + bar.width * 3 / 4) == Approx(range / 2));
    CHECK(at(bar.x) == -range);
    session.set_z(0, 9);
    CHECK(session.z()[0][0] == range);
  }
}

TEST_CASE("Pictures and films are kept under names that are free") {
  const Scratch scratch;
  Album album(scratch / "kept");
  CHECK_FALSE(std::filesystem::exists(scratch / "kept"));
  const Frame picture = hand_made::board(2, 3);
  CHECK(album.save_picture(picture) == (scratch / "kept" / "live-1.png").string());
  CHECK(album.save_picture(picture) == (scratch / "kept" / "live-2.png").string());
  CHECK(read_png(scratch / "kept" / "live-2.png") == picture);
  album.begin_film(16, 16);
  album.add(picture, 13);
  album.add(hand_made::board(4, 3), 13);
  CHECK(album.end_film() == (scratch / "kept" / "live-1.gif").string());
  CHECK_FALSE(album.filming());
}

TEST_CASE("The thread of the predictions answers what is asked, the two next frames first") {
  LiveSession session(setup("corner"), both);
  const Prediction there = open_moment(session);
  Predictor predictor;
  predictor.ask({7, there.moment, {baseline(), sampler()}, session.z(), 0, 1});
  std::vector<Prediction> made;
  for (int i = 0; i < 1000 && (made.empty() || !made.back().complete); ++i) {
    for (auto& one : predictor.take()) made.push_back(std::move(one));
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  REQUIRE(made.size() >= 2);
  CHECK(made.front().number == 7);
  CHECK(made.front().baseline.frame == there.baseline.frame);
  CHECK(made.back().shares == there.shares);
}

TEST_CASE("The strip tells the shares of what was judged, and the mean sharpness of what moves") {
  const double none = std::nan("");
  const std::deque<StripPoint> points{{{Verdict::valid, Verdict::valid}, {1.0, 1.0}},
                                      {{Verdict::blend, Verdict::valid}, {0.5, 1.2}},
                                      {{Verdict::other, Verdict::valid}, {0.6, none}},
                                      {{std::nullopt, Verdict::blend}, {none, none}}};
  const StripTotals baseline = strip_totals(points, 0), second = strip_totals(points, 1);
  CHECK(baseline.valid == Approx(1 / 3.0));
  CHECK(baseline.blend == Approx(1 / 3.0));
  CHECK(baseline.sharpness == Approx(0.7));
  CHECK(second.valid == Approx(0.75));
  CHECK(second.sharpness == Approx(1.1));
  CHECK(std::isnan(strip_totals({}, 0).valid));
}
