#include "portraits/square.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

TEST_CASE("a square picture of the size stays as it is") {
  const Frame frame = sample_frame(8, 8, 1);
  CHECK((square_middle(frame, 8) == frame));
}

TEST_CASE("a new pixel is the mean of those that it covers") {
  Frame frame(2, 2);
  frame.pixels = {10, 20, 30, 41, 0, 0, 0, 255, 7, 7, 7, 7};
  const Frame one = square_middle(frame, 1);
  CHECK(one.pixels == std::vector<std::uint8_t>{25, 64, 7});
}

TEST_CASE("pixels that are partly covered count as far") {
  Frame frame(3, 3);
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 3; ++x) frame.at(0, y, x) = static_cast<std::uint8_t>(x == 1 ? 90 : 0);
  }
  const Frame two = square_middle(frame, 2);
  CHECK(int{two.at(0, 0, 0)} == 30);  // a third of the middle column in each half
  CHECK(int{two.at(0, 1, 1)} == 30);
}

TEST_CASE("of a wide or a high picture the middle is taken") {
  Frame wide(1, 5), high(5, 1);
  wide.at(1, 0, 2) = 200;
  high.at(1, 2, 0) = 200;
  CHECK(int{square_middle(wide, 1).at(1, 0, 0)} == 200);
  CHECK(int{square_middle(high, 1).at(1, 0, 0)} == 200);
}

TEST_CASE("a small picture is enlarged by repeating its pixels") {
  const Frame frame = sample_frame(4, 4, 2);
  const Frame large = square_middle(frame, 8);
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 8; ++x) CHECK(large.at(2, y, x) == frame.at(2, y / 2, x / 2));
  }
}
