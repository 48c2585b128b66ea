#include <catch2/catch.hpp>

#include "generation/copies.hpp"

using namespace crossroads;

namespace {

Frame grey(std::uint8_t level) {
  Frame frame(64, 64);
  std::fill(frame.pixels.begin(), frame.pixels.end(), level);
  return frame;
}

}  // namespace

TEST_CASE("the nearest training picture is found, and how far it is") {
  const std::vector<Frame> learnt{grey(20), grey(100), grey(200)};
  const TrainingPictures training(learnt.size(), 64,
                                  [&](std::size_t i) { return learnt[i].pixels.data(); });
  Frame spot = grey(20);
  spot.at(1, 9, 33) = 180;  // 160 more in one of 16 pixels: 10 in one of 768 cells
  const auto found = training.nearest(std::vector<Frame>{grey(110), grey(200), spot});
  CHECK(found[0].index == 1);
  CHECK(found[0].distance == Approx(10));
  CHECK(found[1].index == 2);
  CHECK(found[1].distance == 0);
  CHECK(found[2].index == 0);
  CHECK(found[2].distance == Approx(0.360844).margin(1e-5));
}

TEST_CASE("one fresh picture in a thousand is nearer than the distance of copies") {
  std::vector<Nearest> fresh;
  for (int i = 2000; i > 0; --i) fresh.push_back({0, static_cast<double>(i)});
  CHECK(copy_distance(fresh) == 3);
  CHECK(copy_distance({{0, 5.0}, {1, 4.0}}) == 4);  // too few: the nearest
}
