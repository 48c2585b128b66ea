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

TEST_CASE("The screen holds the level's picture enlarged, and a red dot only while recording") {
  const Level level = load_level("corner");
  const State state = start_game(level, 1);
  std::vector<std::uint8_t> picture(64 * 64);
  render(level, state, picture);
  Screen screen(level);
  CHECK(screen.width_px() == 256);
  const auto reds = [&] {
    return std::count(screen.pixels().begin(), screen.pixels().end(), kRecording);
  };
  screen.draw(state, {"score 0", "", "9 dots", true});
  CHECK(reds() > 30);
  screen.draw(state, {"score 0", "", "9 dots", false});
  CHECK(reds() == 0);
  const auto first = screen.pixels().begin();
  for (const int y : {0, 5, 255}) {
    for (int x = 0; x < 256; ++x) {
      const auto at = first + (y + 20) * 256 + x;
      REQUIRE(*at == picture[static_cast<std::size_t>(y / 4 * 64 + x / 4)]);
    }
  }
}
