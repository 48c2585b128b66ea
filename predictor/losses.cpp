#include "predictor/losses.hpp"

namespace crossroads {

torch::Tensor squared_error(const torch::Tensor& predicted, const torch::Tensor& target) {
  return (predicted - target).square().sum({1, 2, 3}).mean();
}

torch::Tensor absolute_error(const torch::Tensor& predicted, const torch::Tensor& target) {
  return (predicted - target).abs().sum({1, 2, 3}).mean();
}

torch::Tensor gradient_difference(const torch::Tensor& predicted, const torch::Tensor& target) {
  const auto along = [&](int dimension) {
    return (predicted.diff(1, dimension).abs() - target.diff(1, dimension).abs()).abs();
  };
  return (along(2).sum({1, 2, 3}) + along(3).sum({1, 2, 3})).mean();
}

namespace {

// Squared differences summed over channels and each window: [N, 1, rows, cols] of windows.
torch::Tensor window_squares(const torch::Tensor& a, const torch::Tensor& b, int window_px) {
  const auto squared = (a - b).square().sum(1, true);
  const int window =
      std::min<int>({window_px, static_cast<int>(a.size(2)), static_cast<int>(a.size(3))});
  return torch::avg_pool2d(squared, window, std::max(1, window / 2)) * window * window;
}

}  // namespace

std::vector<int> score_windows_px(const torch::Tensor& patches) {
  std::vector<int> windows = {16, 32};
  const int whole = static_cast<int>(std::max(patches.size(2), patches.size(3)));
  if (whole > windows.back()) windows.push_back(whole);
  return windows;
}

torch::Tensor window_distance(const torch::Tensor& a, const torch::Tensor& b, int window_px) {
  constexpr double kTiny = 1e-6;  // larger would make the root quadratic near 0
  return (window_squares(a, b, window_px) + kTiny).sqrt().mean({1, 2, 3});
}

torch::Tensor energy_score(const torch::Tensor& first, const torch::Tensor& second,
                           const torch::Tensor& target, const std::vector<int>& windows_px) {
  torch::Tensor total;
  for (const int window : windows_px) {
    const auto score =
        (window_distance(first, target, window) + window_distance(second, target, window) -
         window_distance(first, second, window)) /
        2;
    total = total.defined() ? total + score : score;
  }
  return total.mean() / static_cast<double>(windows_px.size());
}

torch::Tensor best_of_two(const torch::Tensor& first, const torch::Tensor& second,
                          const torch::Tensor& target, const std::vector<int>& windows_px) {
  std::vector<torch::Tensor> of_size;
  for (const int window : windows_px) {
    const auto nearer = torch::minimum(window_squares(first, target, window),
                                       window_squares(second, target, window));
    of_size.push_back(nearer.mean());
  }
  return torch::stack(of_size).mean();
}

torch::Tensor discriminator_loss(const torch::Tensor& real_logits,
                                 const torch::Tensor& fake_logits) {
  return torch::softplus(fake_logits - real_logits).mean();
}

torch::Tensor generator_loss(const torch::Tensor& real_logits, const torch::Tensor& fake_logits) {
  return torch::softplus(real_logits - fake_logits).mean();
}

}  // namespace crossroads
