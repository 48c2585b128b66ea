#include <catch2/catch.hpp>
#include <cmath>

#include "predictor/discriminator.hpp"
#include "predictor/losses.hpp"

using namespace crossroads;

namespace {

// [1, 3, 16, 16] of zeros but for one channel of one pixel.
torch::Tensor one_pixel(float value, int y = 4, int x = 4) {
  auto picture = torch::zeros({1, 3, 16, 16});
  picture[0][0][y][x] = value;
  return picture;
}

}  // namespace

TEST_CASE("squared error sums over a frame and averages over the batch") {
  const auto predicted = torch::cat({one_pixel(2), one_pixel(0)});
  CHECK(squared_error(predicted, torch::zeros_like(predicted)).item<double>() == Approx(2));
}

TEST_CASE("absolute error sums over a frame and averages over the batch") {
  const auto predicted = torch::cat({one_pixel(-3), one_pixel(1)});
  CHECK(absolute_error(predicted, torch::zeros_like(predicted)).item<double>() == Approx(2));
}

TEST_CASE("the gradient difference counts the steps around a pixel by their size, not their sign") {
  // A pixel of 2 on black: a step up and a step down in its row and in its column, each of 2.
  CHECK(gradient_difference(one_pixel(2), one_pixel(0)).item<double>() == Approx(8));
  CHECK(gradient_difference(one_pixel(1), one_pixel(2)).item<double>() == Approx(4));
  CHECK(gradient_difference(one_pixel(-2), one_pixel(2)).item<double>() == Approx(0));
  CHECK(gradient_difference(one_pixel(2) + 5, one_pixel(2)).item<double>() == Approx(0));
  // In a corner there is but one step each way; over a batch it is the mean.
  const auto both = torch::cat({one_pixel(2, 0, 0), one_pixel(0)});
  CHECK(gradient_difference(both, torch::zeros_like(both)).item<double>() == Approx(2));
}

TEST_CASE("a window's distance is the L2 norm over its pixels and channels") {
  auto picture = torch::zeros({1, 3, 16, 16});
  picture[0][0][1][1] = 3;
  picture[0][2][9][2] = 4;
  // One window of 16 px holds both: sqrt(9 + 16).
  CHECK(window_distance(picture, torch::zeros_like(picture), 16).item<double>() ==
        Approx(5).margin(1e-3));
  // 8 px windows at stride 4: 3 x 3 of them. (1, 1) lies in one (top left): 3. (9, 2) lies in the
  // two left ones that start at y = 4 and y = 8: 4 each.
  CHECK(window_distance(picture, torch::zeros_like(picture), 8).item<double>() ==
        Approx((3 + 4 + 4) / 9.0).margin(2e-3));
}

TEST_CASE("a window larger than the picture is the picture") {
  CHECK(window_distance(one_pixel(2), one_pixel(0), 64).item<double>() == Approx(2).margin(1e-3));
}

TEST_CASE("patches are scored in windows of 16 and 32 px, and larger ones whole, too") {
  CHECK(score_windows_px(torch::zeros({2, 3, 32, 32})) == std::vector<int>{16, 32});
  CHECK(score_windows_px(torch::zeros({2, 3, 64, 64})) == std::vector<int>{16, 32, 64});
}

TEST_CASE("the energy score of two samples on one atom each has the hand-worked value") {
  // y = atom a (value 0), samples at a and b, b at distance 2: (0 + 2 - 2) / 2 = 0.
  CHECK(energy_score(one_pixel(0), one_pixel(2), one_pixel(0), {16}).item<double>() ==
        Approx(0).margin(2e-3));
  // Both at the wrong atom: (2 + 2 - 0) / 2 = 2. Both right: 0.
  CHECK(energy_score(one_pixel(2), one_pixel(2), one_pixel(0), {16}).item<double>() ==
        Approx(2).margin(2e-3));
  CHECK(energy_score(one_pixel(0), one_pixel(0), one_pixel(0), {16}).item<double>() ==
        Approx(0).margin(2e-3));
}

TEST_CASE("the energy score is least at the true probability, not at the majority or the mean") {
  // True P(a) = 3/4; samples on a with probability q. Mean over y and both samples.
  const auto expected = [](double q) {
    double sum = 0;
    for (int y = 0; y < 2; ++y) {
      for (int first = 0; first < 2; ++first) {
        for (int second = 0; second < 2; ++second) {
          const double weight = (y ? 0.25 : 0.75) * (first ? 1 - q : q) * (second ? 1 - q : q);
          sum += weight * energy_score(one_pixel(2.F * first), one_pixel(2.F * second),
                                       one_pixel(2.F * y), {16})
                              .item<double>();
        }
      }
    }
    return sum;
  };
  CHECK(expected(0.75) < expected(0.7));
  CHECK(expected(0.75) < expected(0.8));
  CHECK(expected(0.75) < expected(1.0) - 0.05);
  // Both samples at the mean (value 0.5): 0.75 * 0.5 + 0.25 * 1.5 = 0.75, twice the optimum 0.375.
  CHECK(expected(0.75) == Approx(0.375).margin(5e-3));
}

TEST_CASE("the best of two is taken window by window") {
  const auto target = one_pixel(3, 1, 1);
  const auto first = one_pixel(0);                    // off by 3 at (1, 1)
  const auto second = target + one_pixel(2, 12, 12);  // off by 2 at (12, 12)
  CHECK(best_of_two(first, second, target, {16}).item<double>() == Approx(4));
  // No window of 8 px holds both places: everywhere one of the two is right.
  CHECK(best_of_two(first, second, target, {8}).item<double>() == Approx(0));
  CHECK(best_of_two(first, second, target, {8, 16}).item<double>() == Approx(2));
  // Both miss the target: (1, 1) lies in one of the nine windows of 8 px.
  CHECK(best_of_two(first, first, target, {8}).item<double>() == Approx(1));
}

TEST_CASE("relativistic pair losses are log 2 where nothing is told apart, and mirror each other") {
  const auto zero = torch::zeros({2, 4, 4});
  CHECK(discriminator_loss(zero, zero).item<double>() == Approx(std::log(2.0)));
  const auto real = torch::full({1, 1, 1}, 2.0);
  const auto fake = torch::full({1, 1, 1}, -1.0);
  // softplus(-3) = 0.048587, softplus(3) = 3.048587
  CHECK(discriminator_loss(real, fake).item<double>() == Approx(0.048587).margin(1e-5));
  CHECK(generator_loss(real, fake).item<double>() == Approx(3.048587).margin(1e-5));
}

TEST_CASE("discriminators see the past and the next frame") {
  torch::manual_seed(1);
  const auto past = torch::rand({1, 6, 16, 16}) * 2 - 1;
  const auto next = torch::rand({1, 3, 16, 16}) * 2 - 1;
  auto other_past = past.clone();
  other_past.narrow(1, 0, 3) += 0.5;  // the oldest frame, which the next one is not compared with
  const std::shared_ptr<DiscriminatorImpl> both[] = {
      std::make_shared<FineDiscriminatorImpl>(6, 8),
      std::make_shared<TileDiscriminatorImpl>(6, 1, 8, 8)};
  for (const auto& discriminator : both) {
    const auto logits = discriminator->forward(past, next);
    CHECK(logits.sizes() == torch::IntArrayRef({1, 2, 2}));
    CHECK_FALSE(torch::allclose(logits, discriminator->forward(other_past, next)));
    CHECK_FALSE(torch::allclose(logits, discriminator->forward(past, -next)));
  }
}

TEST_CASE("of two futures side by side the tile discriminator sees whether they are equal") {
  torch::manual_seed(1);
  TileDiscriminatorImpl discriminator(6, 2, 8, 8);
  const auto past = torch::rand({1, 6, 16, 16}) * 2 - 1;
  const auto one = torch::rand({1, 3, 16, 16}) * 2 - 1;
  const auto equal = discriminator.forward(past, torch::cat({one, one}, 1));
  CHECK_FALSE(torch::allclose(equal, discriminator.forward(past, torch::cat({one, -one}, 1))));
}
