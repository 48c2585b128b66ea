#include <catch2/catch.hpp>

#include "generation/energy_distance.hpp"

using namespace crossroads;

namespace {

double distance(const torch::Tensor& drawn, const torch::Tensor& real, std::int64_t group) {
  return energy_distance(drawn, real, group).item<double>();
}

torch::Tensor column(const std::vector<float>& values) {
  return torch::tensor(values).unsqueeze(1);
}

}  // namespace

TEST_CASE("the energy distance is that of hand-worked pairs") {
  // To the real ones: 1, 1, 1, 1. Between the two drawn ones: 2, half of it is 1.
  CHECK(distance(column({0, 2}), column({1, 1}), 2) == Approx(0).margin(1e-3));
  // To the real ones: 3, 5, 3, 5. Between the drawn ones nothing (but the root's tiny start).
  CHECK(distance(column({0, 0}), column({3, 5}), 2) == Approx(4).margin(0.01));
  // Two groups of two: 1 - 1 and 4 - 0, by halves.
  CHECK(distance(column({0, 2, 0, 0}), column({1, 1, 3, 5}), 2) == Approx(2).margin(0.01));
}

TEST_CASE("lengths are divided by the root of the number of values") {
  // Four numbers that differ by 1 each: length 2, divided by 2.
  CHECK(distance(torch::zeros({2, 4}), torch::ones({2, 4}), 2) == Approx(1).margin(0.01));
}

TEST_CASE("the spread of the truth scores better than its mean, and than too wide a one") {
  const auto real = torch::tensor({-1.0F, 1.0F}).repeat(64).unsqueeze(1);
  const auto spread = -real, mean = torch::zeros_like(real), wide = 3 * real;
  CHECK(distance(spread, real, 128) < distance(mean, real, 128) - 0.2);
  CHECK(distance(spread, real, 128) < distance(wide, real, 128) - 0.2);
}

TEST_CASE("the conditional score is that of hand-worked answers") {
  // |0 - 1| + |2 - 1| - |0 - 2| = 0, and |4 - 1| + |4 - 1| - 0 = 6; halves of it, and their mean.
  const auto score = conditional_score(column({0, 4}), column({2, 4}), column({1, 1}));
  CHECK(score.item<double>() == Approx(1.5).margin(0.01));
}
