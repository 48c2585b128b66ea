#include <catch2/catch.hpp>

#include "sim/gamepad.hpp"

using namespace crossroads;

TEST_CASE("A gamepad's stick gives one key for each push, up and left being negative") {
  GamepadStick stick;
  CHECK(stick.move_x(-100) == Key::left);
  CHECK_FALSE(stick.move_x(-90));  // still held
  CHECK_FALSE(stick.move_x(0));
  CHECK(stick.move_x(100) == Key::right);
  CHECK_FALSE(stick.move_x(0));
  CHECK(stick.move_y(-100) == Key::up);
  CHECK_FALSE(stick.move_y(0));
  CHECK(stick.move_y(100) == Key::down);
}

TEST_CASE("A stick that trembles round the half way gives no second key") {
  GamepadStick stick;
  CHECK_FALSE(stick.move_x(49));
  CHECK(stick.move_x(51) == Key::right);
  CHECK_FALSE(stick.move_x(45));
  CHECK_FALSE(stick.move_x(55));
  CHECK_FALSE(stick.move_x(29));
  CHECK(stick.move_x(51) == Key::right);
}

TEST_CASE("A stick rolled round its edge gives a key where another way becomes the stronger one") {
  GamepadStick stick;
  CHECK(stick.move_x(90) == Key::right);
  CHECK_FALSE(stick.move_y(-80));
  CHECK(stick.move_x(70) == Key::up);
  CHECK_FALSE(stick.move_x(0));
  CHECK_FALSE(stick.move_x(-70));
  CHECK(stick.move_y(-60) == Key::left);
}

TEST_CASE("A gamepad's first button pauses, the second restarts, the others do nothing") {
  CHECK(key_of_button(0) == Key::pause);
  CHECK(key_of_button(1) == Key::restart);
  CHECK_FALSE(key_of_button(2));
  CHECK_FALSE(key_of_button(7));
}
