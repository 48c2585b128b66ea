#include <catch2/catch.hpp>

#include "tests/experiments/wall_world.hpp"

using namespace crossroads;
using namespace crossroads::wall_world;

TEST_CASE("a click on a value asks all faces for it with the same z's, again frees it") {
  Wall wall;
  const auto z = wall.all_z();
  wall.click(wall.area(Kind::value, 2, 3));
  CHECK(wall.session.request()[2] == std::uint8_t{3});
  CHECK(wall.askings->back().request == wall.session.request());
  CHECK(wall.askings->back().z == z);
  CHECK(wall_story(wall.session) == "Asked: eye colour brown. z decides the rest.");
  for (std::size_t i = 0; i < kAttributes; ++i) wall.click(wall.area(Kind::value, i, 2));
  CHECK(wall_story(wall.session) == "Asked: 9 attributes, as marked. z decides the rest.");
  wall.press(key('f'));
  wall.click(wall.area(Kind::value, 2, 1));
  CHECK(wall.session.request()[2] == std::uint8_t{1});
  wall.click(wall.area(Kind::value, 2, 1));
  CHECK_FALSE(wall.session.asks());
  wall.click(wall.area(Kind::value, 8, 4));
  wall.click(wall.area(Kind::any, 8));
  CHECK_FALSE(wall.session.asks());
  CHECK(wall.askings->back().z == z);
}

TEST_CASE("a number key goes through its attribute's values and back to any, f frees all") {
  Wall wall;
  for (std::uint8_t value = 0; value < 4; ++value) {
    wall.press(key('4'));  // eye_shape: four values
    CHECK(wall.session.request()[3] == value);
  }
  wall.press(key('4'));
  CHECK_FALSE(wall.session.asks());
  wall.press(key('1'));
  wall.press(key('9'));
  wall.press(key('f'));
  CHECK_FALSE(wall.session.asks());
  WallSession free({source(nullptr, {})}, {}, 1);
  WallControls(free).handle(key('1'), {});  // there is nothing to ask for
  CHECK_FALSE(free.asks());
}

TEST_CASE("it draws at most once a picture, and only what has changed") {
  Wall wall;
  CHECK(wall.askings->size() == 1);
  CHECK(wall.askings->back().z.size() == kWallFaces);
  wall.show();
  CHECK(wall.askings->size() == 1);
  wall.session.ask(0, 1);
  wall.session.new_z();
  wall.session.set_share(0.5F);
  wall.show();
  CHECK(wall.askings->size() == 2);
  wall.session.look_at(3);
  wall.show();
  CHECK(wall.askings->size() == 2);
  wall.session.set_z(0, 1);
  wall.show();
  CHECK(wall.askings->size() == 3);
  CHECK(wall.askings->back().z == std::vector<Z>{wall.session.z(3)});
  CHECK(wall.session.faces()[3] == paint(wall.session.request(), {wall.session.z(3)}).front());
  wall.session.set_z(0, -1);
  wall.session.look_at(4);
  wall.show();
  CHECK(wall.session.faces()[3] == paint(wall.session.request(), {wall.session.z(3)}).front());
  CHECK(wall.session.refreshes() == 4);
}

TEST_CASE("the slider takes all faces on the straight line from their z to another one") {
  Wall wall;
  const auto from = wall.all_z();
  wall.click(wall.area(Kind::share), 0.99999);
  const CloseUp bar = wall.area(Kind::share).place;
  const auto drag = [&](Input::Kind kind, int x) { wall.press(mouse(kind, x, bar.y + 1)); };
  drag(Input::Kind::mouse_pressed, bar.x + bar.width / 2);
  CHECK(wall.session.share() == Approx(0.5).margin(0.01));
  drag(Input::Kind::mouse_moved, bar.x + bar.width + 200);
  CHECK(wall.session.share() == 1);
  const auto to = wall.all_z();
  CHECK(to != from);
  drag(Input::Kind::mouse_moved, bar.x);
  CHECK(wall.all_z() == from);
  drag(Input::Kind::mouse_moved, bar.x + bar.width / 4);
  const float share = wall.session.share();
  CHECK(wall.session.z(5)[2] == Approx((1 - share) * from[5][2] + share * to[5][2]));
  drag(Input::Kind::mouse_released, bar.x);
  drag(Input::Kind::mouse_moved, bar.x + bar.width);
  CHECK(wall.session.share() == share);
}

TEST_CASE("arrows move the slider a little, to its ends") {
  Wall wall;
  wall.press(key(Key::left));
  CHECK(wall.session.share() == 0);
  wall.press(key(Key::right));
  wall.press(key(Key::right));
  wall.press(key(Key::left));
  CHECK(wall.session.share() == Approx(0.05));
  for (int i = 0; i < 30; ++i) wall.press(key(Key::right));
  CHECK(wall.session.share() == 1);
}

TEST_CASE("a walk goes to and fro by itself until it is told to stand") {
  Wall wall;
  const auto ticks = [&](int count) {
    for (; count > 0; --count) wall.session.tick();
    return wall.session.share();
  };
  CHECK(ticks(10) == 0);
  wall.press(key('w'));
  CHECK(wall.session.walks());
  const float soon = ticks(60);
  CHECK(soon == Approx(0.25));
  CHECK(ticks(180) == Approx(1).margin(1e-4));
  CHECK(ticks(60) == Approx(0.75).margin(0.01));
  CHECK(ticks(180) == Approx(0).margin(0.01));
  wall.press(key(Key::pause));
  CHECK_FALSE(wall.session.walks());
  CHECK(ticks(10) == wall.session.share());
}

TEST_CASE("new z's are other faces, another way starts where the faces are") {
  Wall wall;
  const auto first = wall.all_z();
  wall.press(key(' '));
  const auto second = wall.all_z();
  CHECK(second != first);
  wall.press(key('n'));
  CHECK(wall.all_z() != second);
  wall.session.set_share(0.5F);
  const auto here = wall.all_z();
  wall.press(key('o'));
  CHECK(wall.session.share() == 0);
  CHECK(wall.all_z() == here);
  wall.session.set_share(1);
  CHECK(wall.all_z() != here);
  WallSession same(source(), Request(kAttributes), 1), other(source(), Request(kAttributes), 2);
  CHECK(same.z(0) == first[0]);
  CHECK(other.z(0) != first[0]);
}

TEST_CASE("a click on a face shows it large with its first z's to move, another closes it") {
  Wall wall;
  for (const std::size_t face : {std::size_t{0}, std::size_t{6}, kWallFaces - 1}) {
    wall.click(wall.area(Kind::face, face));
    CHECK(wall.session.chosen() == face);
    const auto before = wall.all_z();
    for (std::size_t k = 0; k < kWallSliders; ++k) {
      wall.click(wall.area(Kind::z, k), 0.75);
      CHECK(wall.session.z(face)[k] == Approx(1.5).margin(0.05));
    }
    CHECK(wall.find(Kind::z, kWallSliders) == nullptr);
    for (std::size_t i = 0; i < kWallFaces; ++i) {
      if (i != face) CHECK(wall.session.z(i) == before[i]);
    }
    CHECK(wall.session.faces()[face].pixels.back() == shade(wall.session.z(face)[0]));
    wall.click(wall.area(Kind::face, face));
    CHECK_FALSE(wall.session.chosen());
    CHECK(wall.find(Kind::z) == nullptr);
  }
}

TEST_CASE("a number of z is moved where the face is now, and the whole way with it") {
  Wall wall;
  wall.session.look_at(2);
  const Z from = wall.session.z(2);
  wall.session.set_share(1);
  const Z to = wall.session.z(2);
  wall.session.set_share(0.5F);
  wall.session.set_z(1, 99);
  CHECK(wall.session.z(2)[1] == Approx(3));
  wall.session.set_share(1);
  const float by = 3 - (from[1] + to[1]) / 2;
  CHECK(wall.session.z(2)[1] == Approx(to[1] + by));
  CHECK(wall.session.z(2)[0] == to[0]);
}

TEST_CASE("each button of the wall and its key do the same") {
  for (const WallButton& button : wall_buttons()) {
    Wall by_key, by_click;
    for (Wall* wall : {&by_key, &by_click}) {
      wall->session.ask(1, 1);
      wall->show();
    }
    const auto& areas = by_click.screen.areas();
    const auto area = std::find_if(areas.begin(), areas.end(), [&](const WallArea& one) {
      return one.kind == Kind::button && one.command == button.command;
    });
    REQUIRE(area != areas.end());
    const Input click = mouse(Input::Kind::mouse_pressed, area->place.x + 1, area->place.y + 1);
    CHECK(by_key.press(key(button.symbol)) == by_click.press(click));
    CHECK(by_key.all_z() == by_click.all_z());
    CHECK(by_key.session.walks() == by_click.session.walks());
    CHECK(by_key.session.asks() == by_click.session.asks());
  }
  Wall wall;
  CHECK(wall.press(key('p')) == ScreenWish::save_picture);
  CHECK(wall.press(key('g')) == ScreenWish::film);
  CHECK(wall.press(key(Key::quit)) == ScreenWish::leave);
}
