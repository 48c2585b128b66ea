#include "generation/picture_metrics.hpp"

#include <cmath>
#include <numeric>

#include "predictor/torch.hpp"
#include "recordings/random.hpp"

namespace crossroads {
namespace {

constexpr int kRows = 500;  // of a table of distances, at once

// [N, size], float64
torch::Tensor matrix(const Features& features) {
  const std::vector<std::int64_t> shape{static_cast<std::int64_t>(features.count()), features.size};
  // from_blob wants a pointer to change; nothing does.
  auto* numbers = const_cast<float*>(features.numbers.data());  // NOLINT
  return torch::from_blob(numbers, shape, torch::kFloat32).to(torch::kFloat64);
}

torch::Tensor covariance(const torch::Tensor& centred) {
  return centred.t().mm(centred) / (centred.size(0) - 1);
}

// Of a symmetric matrix without negative eigenvalues but for rounding.
torch::Tensor square_root(const torch::Tensor& symmetric) {
  const auto [values, vectors] = torch::linalg_eigh(symmetric);
  return (vectors * values.clamp_min(0).sqrt()).mm(vectors.t());
}

// The count of different numbers below `below`.
torch::Tensor draw_some(std::int64_t below, std::int64_t count, Random& random) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(below));
  std::iota(numbers.begin(), numbers.end(), 0);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto rest = static_cast<std::uint32_t>(below - i);
    std::swap(numbers[static_cast<std::size_t>(i)],
              numbers[static_cast<std::size_t>(i) + random.below(rest)]);
  }
  numbers.resize(static_cast<std::size_t>(count));
  return torch::tensor(numbers);
}

torch::Tensor kernel(const torch::Tensor& x, const torch::Tensor& y) {
  return (x.mm(y.t()) / x.size(1) + 1).pow(3);
}

// Mean over the pairs of two different ones.
double mean_of_pairs(const torch::Tensor& square) {
  const auto n = static_cast<double>(square.size(0));
  return (square.sum() - square.diagonal().sum()).item<double>() / (n * (n - 1));
}

double discrepancy(const torch::Tensor& x, const torch::Tensor& y) {
  return mean_of_pairs(kernel(x, x)) + mean_of_pairs(kernel(y, y)) -
         2 * kernel(x, y).mean().item<double>();
}

// [N]: each one's distance to its k-th nearest other one.
torch::Tensor radii(const torch::Tensor& set, int k) {
  std::vector<torch::Tensor> parts;
  for (const auto& rows : set.split(kRows)) {
    // The nearest of all is the picture itself.
    parts.push_back(std::get<0>(torch::cdist(rows, set).kthvalue(k + 1, 1)));
  }
  return torch::cat(parts);
}

struct Inside {
  torch::Tensor balls;    // [points]: how many balls each point lies in
  torch::Tensor covered;  // [centres]: whether any point lies in the ball
};

// With the border for precision and recall, without it for density and coverage, as in the papers.
Inside inside(const torch::Tensor& points, const torch::Tensor& centres,
              const torch::Tensor& radius, bool with_border) {
  std::vector<torch::Tensor> balls;
  auto covered = torch::zeros({centres.size(0)}, torch::kBool);
  for (const auto& rows : points.split(kRows)) {
    const auto distances = torch::cdist(rows, centres);
    const auto in = with_border ? distances <= radius : distances < radius;
    balls.push_back(in.sum(1));
    covered |= in.any(0);
  }
  return {torch::cat(balls), covered};
}

Estimate mean_of(const torch::Tensor& values, std::uint64_t seed) {
  const auto plain = values.to(torch::kFloat64).contiguous();
  return mean_estimate({plain.data_ptr<double>(), static_cast<std::size_t>(plain.numel())}, seed);
}

}  // namespace

double frechet_distance(const Features& samples, const Features& real) {
  const torch::NoGradGuard no_grad;
  const auto x = matrix(samples), y = matrix(real);
  const auto mean_x = x.mean(0), mean_y = y.mean(0);
  const auto of_x = covariance(x - mean_x), of_y = covariance(y - mean_y);
  // tr sqrt(X Y) by a symmetric matrix of the same eigenvalues.
  const auto root = square_root(of_x);
  const auto product = torch::linalg_eigvalsh(root.mm(of_y).mm(root)).clamp_min(0).sqrt().sum();
  return ((mean_x - mean_y).square().sum() + of_x.trace() + of_y.trace() - 2 * product)
      .item<double>();
}

KernelDistance kernel_distance(const Features& samples, const Features& real, std::uint64_t seed) {
  constexpr int kSubsets = 100;
  constexpr std::int64_t kMost = 1000;
  constexpr std::uint64_t kStream = 0x61d;
  const torch::NoGradGuard no_grad;
  const auto x = matrix(samples), y = matrix(real);
  const auto count = std::min({kMost, x.size(0), y.size(0)});
  Random random(seed, kStream);
  double sum = 0, squares = 0;
  for (int i = 0; i < kSubsets; ++i) {
    const auto of_x = draw_some(x.size(0), count, random);
    const auto of_y = draw_some(y.size(0), count, random);
    const double one = discrepancy(x.index_select(0, of_x), y.index_select(0, of_y));
    sum += one;
    squares += one * one;
  }
  const double mean = sum / kSubsets;
  return {mean, std::sqrt(std::max(0.0, squares / kSubsets - mean * mean))};
}

Neighbourhoods neighbourhoods(const Features& samples, const Features& real, std::uint64_t seed) {
  constexpr int kBalls = 3, kDensityBalls = 5;
  const torch::NoGradGuard no_grad;
  const auto x = matrix(samples), y = matrix(real);
  const auto in_real = inside(x, y, radii(y, kBalls), true);
  const auto in_samples = inside(y, x, radii(x, kBalls), true);
  const auto dense = inside(x, y, radii(y, kDensityBalls), false);
  return {mean_of(in_real.balls > 0, seed), mean_of(in_samples.balls > 0, seed),
          mean_of(dense.balls.to(torch::kFloat64) / kDensityBalls, seed),
          mean_of(dense.covered, seed)};
}

}  // namespace crossroads
