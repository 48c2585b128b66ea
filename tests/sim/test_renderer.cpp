#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "recordings/hash.hpp"
#include "sim/recorder.hpp"
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

TEST_CASE("A mark tints its whole tile, and is seen around the player") {
  const Level level = level_of("#####\n#P%.#\n#####\n");
  State state = start_game(level, 1);
  std::vector<std::uint8_t> pixels(level.walls_picture.size());
  const auto count = [&](int colour) {
    render(level, state, pixels);
    return std::count(pixels.begin(), pixels.end(), colour);
  };
  state.marks[5 + 2] = 10;
  CHECK(count(kMark10) == 64);
  state.marks[5 + 2] = 90;
  CHECK(count(kMark10) == 0);
  CHECK(count(kMark10 + 8) == 64);
  put(state.player, 1, 2, Direction::left);  // 38 pixels of it
  CHECK(count(kMark10 + 8) == 64 - 38);
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

namespace {

// Of the palette pixels of so many frames, games one behind the other.
std::string hash_of_frames(const std::string& name, int frames) {
  const Level level = load_level(name);
  std::vector<std::uint8_t> pixels(level.walls_picture.size());
  std::uint64_t hash = kHashStart, games = 0;
  State state = start_game(level, game_seed(1, games, Purpose::test));
  for (int i = 0; i < frames; ++i) {
    render(level, state, pixels);
    hash = hash_words(pixels.data(), pixels.size(), hash);
    if (state.over) state = start_game(level, game_seed(1, ++games, Purpose::test));
    for (int t = 0; t < level.ticks_per_frame; ++t) tick(level, state, Policy{});
  }
  return hash_text(hash);
}

}  // namespace

TEST_CASE("The frames of long games are what they have always been") {
  CHECK(hash_of_frames("corner", 5000) == "784871a8079f4e03");
  CHECK(hash_of_frames("crossing", 5000) == "6ba64036a8fcb99f");
  CHECK(hash_of_frames("chase", 5000) == "247c3eb478e82d0e");
  CHECK(hash_of_frames("classic", 5000) == "e77d5191c5955ca6");
}

namespace {

bool same_slowly(const Level& level, const State& state) {
  std::vector<std::uint8_t> pixels(level.walls_picture.size(), 1), slow(pixels.size(), 2);
  render(level, state, pixels);
  render_slowly(level, state, slow);
  return pixels == slow;
}

}  // namespace

TEST_CASE("Stamped frames are those painted pixel by pixel, on every level") {
  for (const std::string name : {"corner", "biased", "crossing", "chase", "classic"}) {
    const Level level = load_level(name);
    State state = start_game(level, 5);
    for (int i = 0; i < 3000 && !state.over; ++i) {
      tick(level, state, Policy{});
      REQUIRE(same_slowly(level, state));
    }
  }
}

TEST_CASE("Stamped frames are those painted pixel by pixel in every phase and on every board") {
  const Level level = load_level("classic");
  State state = start_game(level, 5);
  for (const auto phase :
       {ArcadePhase::playing, ArcadePhase::ghost_eaten, ArcadePhase::dying, ArcadePhase::cleared}) {
    for (int board = 1; board <= 21; ++board) {
      for (int left = 0; left <= 90; ++left) {
        state.arcade.level = board;
        state.arcade.phase = phase;
        state.arcade.phase_ticks = left;
        state.arcade.fruit_ticks = left % 2;
        state.arcade.fright_ticks = 3 * left;
        state.arcade.ghosts_caught = 1 + left % 4;
        for (std::size_t i = 0; i < 4; ++i) {
          // Through the tunnel and over the maze's upper edge, in all modes.
          state.ghosts[i].x_16th_px = (left * 37 + static_cast<int>(i) * 5) % 224 * 16 + 16;
          state.ghosts[i].y_16th_px = (left * 13 + board) % 248 * 16;
          state.ghosts[i].facing = static_cast<Direction>(left % 4);
          state.arcade.ghosts[i].mode = static_cast<GhostMode>((left + board) % 5);
          state.arcade.ghosts[i].frightened = (left + static_cast<int>(i)) % 3 == 0;
        }
        state.player.x_16th_px = (left * 5 + board) % 224 * 16 + 16;
        state.player.facing = static_cast<Direction>(board % 4);
        REQUIRE(same_slowly(level, state));
      }
    }
  }
}
