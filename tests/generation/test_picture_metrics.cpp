#include <catch2/catch.hpp>

#include "generation/picture_metrics.hpp"

using namespace crossroads;

namespace {

const Features kReal{1, {0, 1, 2, 3, 4, 5}};
const Features kSamples{1, {8, 8.5F, 20, 30, 40, 50}};

}  // namespace

TEST_CASE("the Frechet distance of two sets on a line is told by means and deviations") {
  // Means 1 and 5, variances 2 and 8: 16 + (sqrt(8) - sqrt(2))^2.
  CHECK(frechet_distance({1, {0, 2}}, {1, {3, 7}}) == Approx(18));
  CHECK(frechet_distance({1, {0, 2}}, {1, {0, 2}}) == Approx(0).margin(1e-9));
}

TEST_CASE("the Frechet distance knows in which directions sets vary") {
  const Features rising{2, {1, 1, -1, -1}}, falling{2, {1, -1, -1, 1}};
  // Covariances (2 2, 2 2) and (2 -2, -2 2), whose product is 0: the sum of the traces is left.
  CHECK(frechet_distance(rising, falling) == Approx(8).margin(1e-6));
  CHECK(frechet_distance(rising, rising) == Approx(0).margin(1e-6));
}

TEST_CASE("the kernel distance leaves out each picture's pair with itself") {
  // 27 within the one set, 1 within the other, 1, 64, 1, 343 between them: 27 + 1 - 2 * 102.25.
  const auto line = kernel_distance({1, {1, 2}}, {1, {0, 3}}, 1);
  CHECK(line.mean == Approx(-176.5));
  CHECK(line.deviation == Approx(0).margin(1e-3));
  // Two numbers a picture: products are halved. 8 + 1 - 2 * 14.
  CHECK(kernel_distance({2, {1, 1, 2, 0}}, {2, {0, 0, 2, 2}}, 1).mean == Approx(-19));
}

TEST_CASE("the kernel distance of equal sets is 0 on average over draws") {
  Features many{1, {}};
  for (int i = 0; i < 1500; ++i) many.numbers.push_back(static_cast<float>(i % 3) - 1);
  const auto same = kernel_distance(many, many, 3);
  CHECK(std::abs(same.mean) < 0.05);
  CHECK(same.deviation > 0);
}

TEST_CASE("precision and recall count who lies within reach of third neighbours") {
  // Real pictures reach 3, 2, 2, 2, 2, 3: up to 8, border and all. Samples reach 21.5 and more.
  const auto found = neighbourhoods(kSamples, kReal, 1);
  CHECK(found.precision.value == Approx(1.0 / 6));
  CHECK(found.recall.value == Approx(1));
  const auto turned = neighbourhoods(kReal, kSamples, 1);
  CHECK(turned.precision.value == Approx(1));
  CHECK(turned.recall.value == Approx(1.0 / 6));
}

TEST_CASE("density and coverage count balls that reach to fifth neighbours, without the border") {
  // 5, 4, 3, 3, 4, 5: of the samples only 8 and 8.5 lie in a ball, both in that of 5 alone.
  const auto found = neighbourhoods(kSamples, kReal, 1);
  CHECK(found.density.value == Approx(2.0 / (5 * 6)));
  CHECK(found.coverage.value == Approx(1.0 / 6));
}

TEST_CASE("one picture again and again is among real ones, and covers few of them") {
  const Features same{1, {2, 2, 2, 2, 2, 2}};
  const auto found = neighbourhoods(same, kReal, 1);
  CHECK(found.precision.value == Approx(1));
  CHECK(found.recall.value == Approx(1.0 / 6));  // only the real picture that it is
}
