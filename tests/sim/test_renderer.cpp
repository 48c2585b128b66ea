#include <array>
#include <catch2/catch.hpp>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "sim/renderer.hpp"
#include "sim/rules.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;

namespace {

// One character a pixel: what the picture shows at rows and columns from..to.
std::string picture(const Level& level, const State& state, int top, int left, int size) {
  std::vector<std::uint8_t> pixels(level.walls_picture.size());
  render(level, state, pixels);
  std::string text;
  for (int y = top; y < top + size; ++y) {
    for (int x = left; x < left + size; ++x) {
      text += " %#.P1234Wp"[pixels[static_cast<std::size_t>(y * level.width_px() + x)]];
    }
    text += '\n';
  }
  return text;
}

const Level& line() {
  static const Level level = level_of("#####\n#P..#\n#####\n");
  return level;
}

}  // namespace

TEST_CASE("At a tile's centre the player covers exactly its tile, mouth open where it faces") {
  State state = start_game(line(), 1);
  CHECK(picture(line(), state, 8, 8, 8) ==
        "  PPPP  \n"
        " PPPPPP \n"
        "   PPPPP\n"
        "    PPPP\n"
        "    PPPP\n"
        "   PPPPP\n"
        " PPPPPP \n"
        "  PPPP  \n");
  put(state.player, 1, 1, Direction::up);
  CHECK(picture(line(), state, 8, 8, 8) ==
        "        \n"
        " P    P \n"
        "PP    PP\n"
        "PPP  PPP\n"
        "PPPPPPPP\n"
        "PPPPPPPP\n"
        " PPPPPP \n"
        "  PPPP  \n");
}

TEST_CASE("A dot is two by two pixels in the middle of its tile") {
  const State state = start_game(line(), 1);
  CHECK(picture(line(), state, 8, 16, 8) ==
        "        \n        \n        \n   ..   \n   ..   \n        \n        \n        \n");
}

TEST_CASE("Walls have a dark rim, an edge and a body, and the outer wall an edge only inside") {
  const State state = start_game(line(), 1);
  CHECK(picture(line(), state, 0, 0, 8) ==
        "%%%%%%%%\n%%%%%%%%\n%%%%%%%%\n%%%%%%%%\n%%%%%%%%\n%%%%%%%%\n%%%%%%##\n%%%%%%# \n");
}

TEST_CASE("Each ghost has its own colour and looks where it walks") {
  const Level level = level_of("######\n#PG_G#\n######\n");
  State state = start_game(level, 1);
  put(state.ghosts[0], 1, 2, Direction::left);
  put(state.ghosts[1], 1, 4, Direction::right);
  CHECK(picture(level, state, 8, 16, 8) ==
        "  1111  \n"
        " 111111 \n"
        "WW11WW11\n"
        "pW11pW11\n"
        "11111111\n"
        "11111111\n"
        "11111111\n"
        "11 11 11\n");
  CHECK(picture(level, state, 8, 32, 8).find('2') != std::string::npos);
  CHECK(picture(level, state, 8, 32, 8).find('1') == std::string::npos);
}

TEST_CASE("Without actors a frame shows the walls and the dots alone") {
  const State state = start_game(line(), 1);
  const Frame with = render_frame(line(), state), without = render_frame(line(), state, false);
  const Rgb yellow = palette()[kPlayer];
  CHECK(with.at(0, 12, 14) == yellow.r);
  CHECK(with.at(2, 12, 14) == yellow.b);
  CHECK(without.at(0, 12, 14) == palette()[kBackground].r);
  CHECK(without.at(0, 12, 20) == palette()[kDot].r);
}

TEST_CASE("Every palette pixel becomes its own colour") {
  std::vector<std::uint8_t> pixels(kColourCount);
  std::iota(pixels.begin(), pixels.end(), std::uint8_t{0});
  const Frame frame = to_frame(pixels, 1, kColourCount);
  std::set<std::array<int, 3>> colours;
  for (int x = 0; x < kColourCount; ++x) {
    colours.insert({frame.at(0, 0, x), frame.at(1, 0, x), frame.at(2, 0, x)});
  }
  CHECK(colours.size() == 25);
  CHECK(frame.at(1, 0, kGhost2) == 224);
  CHECK(frame.at(0, 0, kMark10 + 8) == 112);
  CHECK(frame.at(2, 0, kMark10 + 8) == 152);
}

TEST_CASE("The same place always looks the same, whatever the time") {
  const Level level = load_level("corner");
  State state = start_game(level, 3);
  const Frame before = render_frame(level, state);
  state.ticks += 1234;
  state.player_random.next();
  state.ghost_random.next();
  CHECK(render_frame(level, state) == before);
}
