#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "sim/font.hpp"
#include "sim/palette.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"
#include "sim/screen.hpp"

using namespace crossroads;

namespace {

std::string written(const std::string& text) {
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(7 * 12), 0);
  draw_text({pixels, 7, 12}, 0, 0, text, 1);
  std::string picture;
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    picture += pixels[i] != 0 ? '#' : '.';
    if (i % 12 == 11) picture += '\n';
  }
  return picture;
}

}  // namespace

TEST_CASE("Text is drawn letter by letter, small letters as capitals") {
  CHECK(written("L1") ==
        "#.......#...\n"
        "#......##...\n"
        "#.......#...\n"
        "#.......#...\n"
        "#.......#...\n"
        "#.......#...\n"
        "#####..###..\n");
  CHECK(written("abc") == written("ABC"));
  CHECK(text_width_px("L1") == 11);
}

TEST_CASE("Every letter of the font looks different from every other one") {
  const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:-/%?";
  for (std::size_t a = 0; a < letters.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      CHECK(written(letters.substr(a, 1)) != written(letters.substr(b, 1)));
    }
  }
}

namespace {

// A maze of walls with two tiles of floor in it, one of them the player's.
Level level_of_size(int rows, int cols) {
  std::string text = "start maze\nmaze\n";
  for (int row = 0; row < rows; ++row) {
    std::string line(static_cast<std::size_t>(cols), '#');
    if (row == 1) line.replace(1, 2, "P.");
    text += line + "\n";
  }
  return parse_level(text, "test");
}

// Every level pixel is a square of whole pixels in the middle of the screen.
void check_picture(const Level& level, int scale, int left) {
  const State state = start_game(level, 1);
  std::vector<std::uint8_t> picture(static_cast<std::size_t>(level.height_px() * level.width_px()));
  render(level, state, picture);
  Screen screen(level);
  screen.draw(state, {});
  CHECK(screen.level_scale() == scale);
  CHECK(screen.level_left_px() == left);
  const auto first = screen.pixels().begin();
  for (int y = 0; y < level.height_px() * scale; ++y) {
    for (int x = 0; x < level.width_px() * scale; ++x) {
      const auto at = first + (screen.level_top_px() + y) * screen.width_px() + left + x;
      REQUIRE(*at == picture[static_cast<std::size_t>(y / scale * level.width_px() + x / scale)]);
    }
  }
}

}  // namespace

TEST_CASE("The level's picture is enlarged by a whole number, whatever its size") {
  check_picture(load_level("corner"), 4, 0);    // 64x64
  check_picture(level_of_size(31, 28), 1, 16);  // 224x248, as the arcade's
  check_picture(level_of_size(6, 10), 3, 8);    // 80x48
  check_picture(level_of_size(21, 21), 2, 0);   // 168x168
  check_picture(level_of_size(9, 40), 1, 0);    // 320x72
}

TEST_CASE("A red dot shows while recording alone") {
  const Level level = load_level("corner");
  const State state = start_game(level, 1);
  Screen screen(level);
  const auto reds = [&](const ScreenText& text) {
    screen.draw(state, text);
    return std::count(screen.pixels().begin(), screen.pixels().end(), kRecording);
  };
  CHECK(reds({"score 0", "9 dots", "", true, "00:00", "", true}) > 30);
  CHECK(reds({"score 0", "9 dots", "", false, "", "", true}) == 0);
}

TEST_CASE("Score, message, slow motion, clock and keys all have room and touch nothing else") {
  for (const Level& level : {load_level("corner"), level_of_size(31, 28)}) {
    const State state = start_game(level, 1);
    Screen screen(level);
    const auto drawn = [&](const ScreenText& text) {
      screen.draw(state, text);
      return std::count_if(screen.pixels().begin(), screen.pixels().end(),
                           [](std::uint8_t pixel) { return pixel != kBackground; });
    };
    // What overlaps, or falls off the edge, leaves fewer pixels than its parts.
    const auto nothing = drawn({});
    const auto left = drawn({"score 1234560", "", "", false, "", "", false}) - nothing;
    const auto middle = drawn({"", "lives 3", "", false, "", "", false}) - nothing;
    const auto right = drawn({"", "", "slow 1/8", true, "59:59", "", false}) - nothing;
    const auto message =
        drawn({"", "", "", false, "", "loaded, new episode: press an arrow", false});
    CHECK(drawn({"score 1234560", "lives 3", "slow 1/8", true, "59:59",
                 "loaded, new episode: press an arrow", false}) == left + middle + right + message);
  }
}
