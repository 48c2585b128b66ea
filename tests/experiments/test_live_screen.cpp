#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <thread>

#include "experiments/album.hpp"
#include "experiments/areas.hpp"
#include "experiments/live_controls.hpp"
#include "experiments/live_strip.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "tests/experiments/inputs.hpp"
#include "tests/experiments/live_world.hpp"

using namespace crossroads;
using namespace crossroads::live_world;
using Catch::Contains;

using tests::key;
using tests::mouse;

namespace {

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
        CHECK_FALSE(holds(area.place, other.x + other.width / 2, other.y + other.height / 2));
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
  CHECK(controls.handle(key(' '), {}) == ScreenWish::none);
  CHECK(live.session.frozen());
  controls.handle(key(Key::pause), {});  // the gamepad's
  CHECK_FALSE(live.session.frozen());
  controls.handle(key('h'), {});
  CHECK(live.session.holds_z());
  controls.handle(key('m'), {});
  CHECK(live.session.slowness() == 2);
  CHECK(controls.handle(key('p'), {}) == ScreenWish::save_picture);
  CHECK(controls.handle(key('g'), {}) == ScreenWish::film);
  CHECK(controls.handle(key(Key::quit), {}) == ScreenWish::leave);
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
