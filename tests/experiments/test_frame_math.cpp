#include <catch2/catch.hpp>
#include <numeric>

#include "experiments/frame_math.hpp"
#include "hand_made.hpp"

using namespace crossroads;
using namespace crossroads::hand_made;

TEST_CASE("squared distance adds the squares of all channels") {
  Frame a(1, 2);
  Frame b(1, 2);
  b.at(0, 0, 0) = 3;
  b.at(2, 0, 1) = 4;
  REQUIRE(squared_distance(a, b) == 25);
  REQUIRE(squared_distance(a, b, {0}) == 9);
  REQUIRE(squared_distance(a, b, {5}) == 16);
}

TEST_CASE("squared distance does not overflow on a large frame at full contrast") {
  Frame a(224, 248);
  Frame b(224, 248);
  std::fill(b.pixels.begin(), b.pixels.end(), std::uint8_t{255});
  REQUIRE(squared_distance(a, b) == 3.0 * 224 * 248 * 255 * 255);
}

TEST_CASE("the mean frame weighs and rounds") {
  Frame a(1, 1);
  Frame b(1, 1);
  b.at(0, 0, 0) = 255;
  b.at(1, 0, 0) = 10;
  const Frame mean = mean_frame({&a, &b}, {0.5, 0.5});
  REQUIRE(mean.at(0, 0, 0) == 128);
  REQUIRE(mean.at(1, 0, 0) == 5);
  REQUIRE(mean_frame({&a, &b}, {0.2, 0.8}).at(0, 0, 0) == 204);
}

TEST_CASE("SSIM is 1 for equal frames and is scikit-image's number for others") {
  REQUIRE(structural_similarity(left(), left()) == Approx(1));
  Frame a(7, 7);
  Frame b(7, 7);
  std::fill(b.pixels.begin(), b.pixels.end(), std::uint8_t{255});
  // One flat window: (0 + C1)(0 + C2) / ((255^2 + C1)(0 + C2)) with C1 = 2.55^2 = 6.5025.
  REQUIRE(structural_similarity(a, b) == Approx(6.5025 / 65031.5025));
}

TEST_CASE("SSIM slides its window over the frame") {
  // Two windows side by side; they differ in the last column only, which the first doesn't hold.
  Frame a(7, 8);
  Frame b(7, 8);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < 7; ++y) b.at(channel, y, 7) = 70;
  }
  // Second window of b: mean 10, sum of squares 7 * 4900 = 34300, so its unbiased variance is
  // (34300 - 49 * 100) / 48 = 612.5; a is black, so only the constants remain above the line:
  // C1 C2 / ((100 + C1)(612.5 + C2)), C2 = 7.65^2 = 58.5225.
  const double second = 6.5025 * 58.5225 / (106.5025 * 671.0225);
  REQUIRE(structural_similarity(a, b) == Approx((1 + second) / 2));
}

TEST_CASE("edges are those with an end in the marked region") {
  // 1x3 pixels, the last one marked: only the pair (1, 2) counts, in three channels.
  const auto edges = edges_at(1, 3, {0, 0, 1});
  REQUIRE(edges.size() == 3);
  REQUIRE(edges[0].from == 1);
  REQUIRE(edges[0].to == 2);
  Frame frame(1, 3);
  frame.at(0, 0, 2) = 10;
  frame.at(1, 0, 0) = 99;
  REQUIRE(squared_gradients(frame, edges) == 100);
}

TEST_CASE("the edge map is that of SharpDiff, zero beyond the far edges") {
  Frame frame(1, 2);
  frame.at(0, 0, 1) = 255;
  const auto map = edge_map(frame);
  // Red: -1, then +1. First value: dx 2, dy |0 - -1| = 1. Second: dx |0 - 1| = 1, dy 1.
  REQUIRE(map[0] == 3 * 255);
  REQUIRE(map[1] == 2 * 255);
  // Green is black throughout: dx 0, dy 1; then 1 and 1.
  REQUIRE(map[2] == 1 * 255);
  REQUIRE(map[3] == 2 * 255);
  REQUIRE(edge_difference(map, edge_map(Frame(1, 2))) == Approx(2.0 / 6));
}

namespace {
Matrix squared_distances(const std::vector<std::vector<double>>& points) {
  Matrix matrix(points.size(), std::vector<double>(points.size()));
  for (std::size_t m = 0; m < points.size(); ++m) {
    for (std::size_t k = 0; k < points.size(); ++k) {
      for (std::size_t i = 0; i < points[m].size(); ++i) {
        matrix[m][k] += (points[m][i] - points[k][i]) * (points[m][i] - points[k][i]);
      }
    }
  }
  return matrix;
}
}  // namespace

TEST_CASE("the convex fit finds weights inside, on an edge and at a corner") {
  // Corners (0,0), (1,0), (0,1).
  const Matrix between = squared_distances({{0, 0}, {1, 0}, {0, 1}});
  SECTION("inside: (1/4, 1/2)") {
    const auto fit = convex_fit({0.3125, 0.8125, 0.3125}, between);
    REQUIRE(fit.weights[0] == Approx(0.25).margin(1e-4));
    REQUIRE(fit.weights[1] == Approx(0.25).margin(1e-4));
    REQUIRE(fit.weights[2] == Approx(0.5).margin(1e-4));
    REQUIRE(fit.squared_residual == Approx(0).margin(1e-6));
  }
  SECTION("beyond an edge: (1, 1) falls on the middle of the long side") {
    const auto fit = convex_fit({2, 1, 1}, between);
    REQUIRE(fit.weights[0] == Approx(0).margin(1e-9));
    REQUIRE(fit.weights[1] == Approx(0.5));
    REQUIRE(fit.squared_residual == Approx(0.5));
  }
  SECTION("beyond a corner: (-3, -4) falls on the origin") {
    const auto fit = convex_fit({25, 32, 34}, between);
    REQUIRE(fit.weights[0] == Approx(1));
    REQUIRE(fit.squared_residual == Approx(25));
  }
}

TEST_CASE("the convex fit takes 27 frames at once") {
  // Unit vectors e_1..e_27 and their mean: squared distance of each to it is 1 - 1/27.
  Matrix between(27, std::vector<double>(27, 2.0));
  for (std::size_t m = 0; m < 27; ++m) between[m][m] = 0;
  const auto fit = convex_fit(std::vector<double>(27, 26.0 / 27), between);
  REQUIRE(std::accumulate(fit.weights.begin(), fit.weights.end(), 0.0) == Approx(1));
  for (const double weight : fit.weights) REQUIRE(weight == Approx(1.0 / 27).margin(1e-4));
  REQUIRE(fit.squared_residual == Approx(0).margin(1e-6));
}
