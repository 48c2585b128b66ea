#include <catch2/catch.hpp>

#include "predictor/motion_futures.hpp"

using namespace crossroads;

namespace {

const Motion kMotion{{{0, 0, 8, 16}, {0, 8, 8, 24}}};
const MovingBox kUp{0, 16, 16, 24}, kDown{8, 16, 24, 24};

MotionFutures seen(int up, int down) {
  MotionFutures futures;
  for (int i = 0; i < up; ++i) futures.add(kMotion, kUp, i);
  for (int i = 0; i < down; ++i) futures.add(kMotion, kDown, 100 + i);
  return futures;
}

}  // namespace

TEST_CASE("a future is open where the same motion went on in two ways at other moments") {
  CHECK(seen(5, 2).open(kMotion, kUp));
  CHECK_FALSE(seen(5, 1).open(kMotion, kUp));
  CHECK_FALSE(seen(7, 0).open(kMotion, kUp));
}

TEST_CASE("a moment's own future never makes it open") {
  // Of two that went down each sees one other such, of three two.
  CHECK_FALSE(seen(5, 2).open(kMotion, kDown));
  CHECK(seen(5, 3).open(kMotion, kDown));
}

TEST_CASE("what comes less often than 4 times in 100 opens nothing") {
  CHECK(seen(49, 2).open(kMotion, kUp));
  CHECK_FALSE(seen(200, 2).open(kMotion, kUp));
}
