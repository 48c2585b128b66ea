#include <catch2/catch.hpp>

#include "predictor/generator.hpp"
#include "predictor/muon.hpp"
#include "tests/predictor/small_world.hpp"

using namespace crossroads;

namespace {

// All singular values of a matrix, by way of a product whose trace and determinant tell them.
std::pair<double, double> squares_of_two(const torch::Tensor& matrix) {
  const auto square = matrix.mm(matrix.t());
  const double a = square[0][0].item<double>(), b = square[0][1].item<double>();
  const double d = square[1][1].item<double>();
  const double root = std::sqrt((a - d) * (a - d) / 4 + b * b);
  return {(a + d) / 2 - root, (a + d) / 2 + root};
}

}  // namespace

TEST_CASE("an orthogonal update stretches all directions alike, however unlike they were before") {
  const auto matrix = torch::tensor({{3.0, 0.0, 0.0, 1.0}, {3.1, 0.2, 0.0, 1.0}});
  const auto [low, high] = squares_of_two(matrix);
  REQUIRE(high / low > 400);  // singular values 20 times apart
  for (const auto& given : {matrix, 1000 * matrix}) {
    const auto [least, most] = squares_of_two(orthogonal(given));
    CHECK(least > 0.6 * 0.6);
    CHECK(most < 1.25 * 1.25);
  }
  CHECK(torch::allclose(orthogonal(matrix.t()), orthogonal(matrix).t()));
  // Directions are kept: what a matrix does not touch, its update does not either.
  CHECK(orthogonal(matrix).select(1, 2).abs().max().item<double>() == 0);
}

TEST_CASE("Muon steps against the gradient by its rate, 3x3 weights alone, and uses them up") {
  Generator generator(test::small_options().generator);
  Muon muon(*generator, torch::kFloat32);
  std::vector<torch::Tensor> before;
  for (auto& weight : generator->parameters()) {
    before.push_back(weight.detach().clone());
    weight.mutable_grad() = torch::randn_like(weight);
  }
  const auto gradient = generator->parameters()[2].grad().clone();
  muon.step(0.5);
  int moved = 0;
  const auto after = generator->parameters();
  for (std::size_t i = 0; i < after.size(); ++i) {
    const bool hidden = after[i].dim() == 4 && after[i].size(2) == 3;
    CHECK(torch::equal(after[i], before[i]) != hidden);
    CHECK(after[i].grad().defined() != hidden);
    if (!hidden) continue;
    ++moved;
    // A matrix of `rows` orthonormal rows of `columns` values has mean square 1 / columns.
    const double rms = (after[i] - before[i]).square().mean().sqrt().item<double>();
    CHECK(rms == Approx(0.5 * 0.1).epsilon(0.25));
  }
  CHECK(moved == 4);  // two blocks of two
  CHECK(((after[2].detach() - before[2]) * gradient).sum().item<double>() < 0);
}
