#include <catch2/catch.hpp>

#include "recordings/error.hpp"
#include "sim/frame_ring.hpp"

using namespace crossroads;

TEST_CASE("A ring is as large as asked for, in whole rounds of its games") {
  const Level level = load_level("corner");
  FrameRing ring(level, 3, 1, 10 * 4096);  // frames of 64x64 px
  CHECK(ring.slots() == 12);
  CHECK(ring.bytes().size() == 12 * 4096);
}

TEST_CASE("A ring's frames are verified before it is full, and when it was filled many times") {
  for (const char* name : {"chase", "classic"}) {
    const Level level = load_level(name);
    FrameRing ring(level, 3, 1, 9 * level.walls_picture.size());
    for (const int steps : {1, 2, 1, 100}) {
      for (int i = 0; i < steps; ++i) ring.step();
      CHECK_NOTHROW((void)ring.verified_checksum());
    }
    CHECK(ring.frames() == 3 * 104);
  }
}

TEST_CASE("A wrong pixel in any slot is found, and the slot is named") {
  const Level level = load_level("chase");
  FrameRing ring(level, 2, 1, 8 * 4096);
  for (int i = 0; i < 50; ++i) ring.step();
  for (std::size_t slot = 0; slot < 8; ++slot) {
    std::uint8_t& pixel = ring.bytes()[slot * 4096 + 1000 + slot];
    pixel ^= 1;
    CHECK_THROWS_WITH((void)ring.verified_checksum(),
                      Catch::Contains("first in slot " + std::to_string(slot)));
    pixel ^= 1;
  }
  CHECK_NOTHROW((void)ring.verified_checksum());
}

TEST_CASE("A frame that was left out is found") {
  const Level level = load_level("chase");
  FrameRing ring(level, 1, 1, 4 * 4096);
  for (int i = 0; i < 8; ++i) ring.step();
  const std::vector<std::uint8_t> before(ring.bytes().begin(), ring.bytes().end());
  ring.step();  // into the first slot
  std::copy_n(before.begin(), 4096, ring.bytes().begin());
  CHECK_THROWS_AS((void)ring.verified_checksum(), Error);
}
