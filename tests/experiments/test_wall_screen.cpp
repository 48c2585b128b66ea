#include <catch2/catch.hpp>

#include "recordings/png.hpp"
#include "sim/font.hpp"
#include "tests/experiments/wall_world.hpp"

using namespace crossroads;
using namespace crossroads::wall_world;
using Catch::Contains;

TEST_CASE("the wall has the size that is asked for, and its areas are apart and hold their text") {
  Wall wall;
  for (const auto& [width, height] : {std::pair{1280, 720}, {1920, 1080}, {1500, 731}}) {
    const int unit = std::min(width / 640, height / 360);
    for (const std::optional<std::size_t> chosen : {std::optional<std::size_t>{}, {0}, {5}, {34}}) {
      wall.session.look_away();
      if (chosen) wall.session.look_at(*chosen);
      const Frame picture = wall.show(width, height);
      CHECK(picture.width_px == width);
      CHECK(picture.height_px == height);
      const auto& areas = wall.screen.areas();
      for (std::size_t i = 0; i < areas.size(); ++i) {
        const CloseUp& one = areas[i].place;
        CHECK(text_width_px(areas[i].text) * unit <= one.width);
        CHECK(one.x >= 0);
        CHECK(one.y >= 0);
        CHECK(one.x + one.width <= width);
        CHECK(one.y + one.height <= height);
        for (std::size_t k = 0; k < i; ++k) {
          const CloseUp& other = areas[k].place;
          const bool apart = one.x >= other.x + other.width || other.x >= one.x + one.width ||
                             one.y >= other.y + other.height || other.y >= one.y + one.height;
          if (!apart) FAIL("areas " << i << " and " << k << " overlap");
        }
      }
      const auto count = [&](Kind kind) {
        return static_cast<std::size_t>(std::count_if(
            areas.begin(), areas.end(), [&](const WallArea& area) { return area.kind == kind; }));
      };
      CHECK(count(Kind::value) == 61);
      CHECK(count(Kind::any) == kAttributes);
      CHECK(count(Kind::button) == wall_buttons().size());
      CHECK(count(Kind::share) == 1);
      CHECK(count(Kind::face) == (chosen ? 3 * 5 + 1 : kWallFaces));
      CHECK(count(Kind::z) == (chosen ? kWallSliders : 0));
    }
  }
}

TEST_CASE("the faces are drawn pixel by pixel, enlarged, and one of them large") {
  Wall wall;
  wall.session.ask(0, 7);
  const auto shows = [&](const Frame& picture, const CloseUp& place, std::size_t face) {
    const int zoom = place.width / 64;
    return cut(picture, place) == enlarge(wall.session.faces()[face], zoom);
  };
  Frame picture = wall.show();
  for (std::size_t i = 0; i < kWallFaces; ++i) {
    CHECK(wall.area(Kind::face, i).place.width == 128);
    CHECK(shows(picture, wall.area(Kind::face, i).place, i));
  }
  wall.session.look_at(1);
  picture = wall.show(1920, 1080);
  CHECK(shows(picture, wall.area(Kind::face, 0).place, 0));
  std::size_t large = 0;
  for (const WallArea& area : wall.screen.areas()) {
    if (area.kind == Kind::face && area.place.width == 576) {
      ++large;
      CHECK(area.index == 1);
      CHECK(shows(picture, area.place, 1));
    }
  }
  CHECK(large == 1);
}

TEST_CASE("what a run can't do is said, and has no buttons") {
  FaceSource unconditional = source(std::make_shared<Askings>(), {});
  WallSession session(unconditional, {}, 1);
  session.refresh();
  WallScreen screen;
  (void)screen.draw(session, false, 720, 1280);
  for (const WallArea& area : screen.areas()) {
    CHECK(area.kind != Kind::value);
    CHECK(area.kind != Kind::any);
  }
  CHECK_THAT(wall_story(session), Contains("all are right") && !Contains("ask"));
  FaceSource mean = source();
  mean.deterministic = true;
  CHECK_THAT(wall_story(WallSession(mean, Request(kAttributes), 1)), Contains("one picture"));
}

TEST_CASE("faces and value lists of any size are drawn as far as they fit") {
  FaceSource large = source(std::make_shared<Askings>(), {{"many", {}}, {"more", {"one"}}});
  for (int i = 0; i < 250; ++i) large.space[0].values.push_back("value_" + std::to_string(i));
  large.sample = [](const Request&, const std::vector<Z>& z) {
    return std::vector<Frame>(z.size(), Frame(320, 320));
  };
  WallSession session(large, Request(2), 1);
  session.look_at(0);
  session.refresh();
  WallScreen screen;
  const Frame picture = screen.draw(session, false, 720, 1280);
  for (const WallArea& area : screen.areas()) CHECK(area.place.y + area.place.height <= 720);
  CHECK(picture.width_px == 1280);
}
