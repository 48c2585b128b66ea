#include <catch2/catch.hpp>
#include <vector>

#include "recordings/error.hpp"
#include "tests/sim/arcade_text.hpp"

using namespace crossroads;

TEST_CASE("The level classic has 28x31 tiles, 224x248 px, 240 dots and 4 energizers") {
  const Level& level = classic();
  CHECK(level.cols == 28);
  CHECK(level.rows == 31);
  CHECK(level.width_px() == 224);
  CHECK(level.height_px() == 248);
  CHECK(level.arcade.energizers.size() == 4);
  CHECK(start_game(level, 1).dots_left == 244);
}

TEST_CASE("The level classic is the same from left and right and has no dead ends") {
  const Level& level = classic();
  for (int row = 0; row < 31; ++row) {
    for (int col = 0; col < 28; ++col) {
      REQUIRE(level.is_wall(row, col) == level.is_wall(row, 27 - col));
      REQUIRE(level.may_hold_dot[tile_number(row, col)] ==
              level.may_hold_dot[tile_number(row, 27 - col)]);
      const unsigned exits = exits_of(level, {row, col});
      const bool one_way = exits == 1 || exits == 2 || exits == 4 || exits == 8;
      REQUIRE_FALSE(one_way);
    }
  }
}

TEST_CASE("The level classic says where door, slow zone, no-up tiles, corners and fruit are") {
  const Level& level = classic();
  CHECK(level.has_mark(9, 13, ArcadeMap::kDoor));
  CHECK(level.has_mark(9, 14, ArcadeMap::kDoor));
  CHECK_FALSE(has_exit(level, {8, 13}, Direction::down));  // through the door
  for (const int col : {0, 4, 23, 27}) CHECK(level.has_mark(11, col, ArcadeMap::kSlow));
  CHECK_FALSE(level.has_mark(11, 5, ArcadeMap::kSlow));
  CHECK(level.has_mark(8, 9, ArcadeMap::kNoUp));
  CHECK(level.has_mark(20, 15, ArcadeMap::kNoUp));
  CHECK(level.arcade.corners[0].col == 25);
  CHECK(level.arcade.corners[3].row == 31);
  CHECK(level.arcade.fruit.y == 116);
  CHECK(has_exit(level, {11, 0}, Direction::left));  // the tunnel
}

TEST_CASE("A door at one end of a tunnel closes the tunnel's other end") {
  const Level level = parse_level(
      "rules arcade\nplayer_at 28 20\nghost_at 12 20, 12 12, 12 28, 12 20\n"
      "corner -3 5, -3 0, 9 5, 9 0\nfruit_at 28 12\n"
      "maze\n######\n#....#\n#.##.#\n-....~\n######\n",
      "t");
  CHECK(level.has_mark(3, 6, ArcadeMap::kDoor));
  CHECK(level.has_mark(3, -1, ArcadeMap::kSlow));
  CHECK_FALSE(level.has_mark(3, -1, ArcadeMap::kDoor));
  CHECK_FALSE(level.is_way(3, 6));
  CHECK(level.is_way(3, -1));
  CHECK(exits_of(level, {3, 5}) == 1U << static_cast<unsigned>(Direction::left));
  Actor beside;
  put(beside, 3, 5, Direction::right);
  CHECK_FALSE(is_open(level, beside, Direction::right));
  CHECK(is_open(level, beside, Direction::left));
}

TEST_CASE("Arcade lines that are wrong are named with line and column") {
  const auto message = [](const std::string& header, const std::string& maze) {
    try {
      static_cast<void>(parse_level(header + "maze\n" + maze, "t"));
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("none");
  };
  const std::string ring = "#####\n#...#\n#.#.#\n#...#\n#####\n";
  using Catch::Contains;
  CHECK_THAT(message("start random\n", "#####\n#.o.#\n#####\n"), Contains("line 4, column 3"));
  CHECK_THAT(message("rules arcade\ncorner 1 2, 3 4\n", ring), Contains("line 2, column 8"));
  CHECK_THAT(message("rules arcade\nlives 0\n", ring), Contains("line 2, column 7"));
  CHECK_THAT(message("rules arcade\nup_fault maybe\n", ring), Contains("line 2, column 10"));
  CHECK_THAT(message("rules arcade\n", ring), Contains("player_at"));
  CHECK_THAT(message("rules arcade\nplayer_at 12 12\nfruit_at 12 12\ncorner 0 0, 0 0, 0 0, 0 0\n"
                     "ghost_at 12 20, 12 12, 12 12, 12 12\n",
                     ring),
             Contains("player_at in the middle of a row"));
}

TEST_CASE("A dot behind the house's door is named with its place") {
  std::string text = classic().text;
  const std::size_t inside = text.find("_#______#_") + 2;  // row 10, column 11
  text[inside] = '.';
  const auto line =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(inside), '\n') + 1;
  CHECK(line == 24);
  CHECK_THROWS_WITH(parse_level(text, "t"), Catch::Contains("line 24, column 12"));
}

TEST_CASE("Speeds are the published percent of 1.25 px a tick on every band of levels") {
  const auto percent = [](int number) {
    const ArcadeSpeeds& s = arcade_speeds(number);
    return std::vector<int>{s.player * 5, s.player_fright * 5, s.ghost * 5, s.ghost_fright * 5,
                            s.tunnel * 5, s.elroy1 * 5,        s.elroy2 * 5};
  };
  CHECK(percent(1) == std::vector<int>{80, 90, 75, 50, 40, 80, 85});
  for (const int n : {2, 4}) CHECK(percent(n) == std::vector<int>{90, 95, 85, 55, 45, 90, 95});
  for (const int n : {5, 20}) CHECK(percent(n) == std::vector<int>{100, 100, 95, 60, 50, 100, 105});
  for (const int n : {21, 99}) CHECK(percent(n) == std::vector<int>{90, 90, 95, 60, 50, 100, 105});
}

TEST_CASE("Scatter and chase last 7-20-7-20-5-20-5 seconds on level 1, less scatter later") {
  const auto seconds = [](int number) {
    std::vector<int> all;
    for (int i = 0; i < 7; ++i) all.push_back(clock_period_ticks(number, i));
    return all;
  };
  CHECK(seconds(1) == std::vector<int>{420, 1200, 420, 1200, 300, 1200, 300});
  for (const int n : {2, 4}) {
    CHECK(seconds(n) == std::vector<int>{420, 1200, 420, 1200, 300, 61980, 1});
  }
  CHECK(seconds(5) == std::vector<int>{300, 1200, 300, 1200, 300, 62220, 1});
  CHECK(is_scatter(0));
  CHECK_FALSE(is_scatter(1));
  CHECK_FALSE(is_scatter(7));
}

TEST_CASE("Fright lasts 6 5 4 3 2 5 2 2 1 5 2 1 1 3 1 1 0 1 seconds, then none") {
  const std::vector<int> published = {6, 5, 4, 3, 2, 5, 2, 2, 1, 5, 2, 1, 1, 3, 1, 1, 0, 1, 0, 0};
  const std::vector<int> flashes = {5, 5, 5, 5, 5, 5, 5, 5, 3, 5, 5, 3, 3, 5, 3, 3, 0, 3, 0, 0};
  for (int n = 1; n <= 20; ++n) {
    CHECK(fright_ticks(n) == published[static_cast<std::size_t>(n - 1)] * 60);
    CHECK(fright_flashes(n) == flashes[static_cast<std::size_t>(n - 1)]);
  }
}

TEST_CASE("Fruit is worth 100 300 500 700 1000 2000 3000 5000") {
  const std::vector<int> points = {100,  300,  500,  500,  700,  700,  1000,
                                   1000, 2000, 2000, 3000, 3000, 5000, 5000};
  for (int n = 1; n <= 14; ++n) CHECK(fruit_points(n) == points[static_cast<std::size_t>(n - 1)]);
}

TEST_CASE("A no-up tile beside the maze is refused") {
  const std::string& text = classic().text;
  for (const char* place :
       {"no_up 8 9999", "no_up 8 -19", "no_up 8 37", "no_up -1 9", "no_up 31 9"}) {
    std::string changed = text;
    changed.replace(changed.find("no_up 8 9"), 9, place);
    CHECK_THROWS_WITH(parse_level(changed, "t"),
                      Catch::Contains("no_up tiles on floor") && Catch::Contains("line 11,"));
  }
}
