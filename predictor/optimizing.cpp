#include "predictor/optimizing.hpp"

#include <cmath>

#include "recordings/error.hpp"

namespace crossroads {

void blend_parameters(torch::nn::Module& to, const torch::nn::Module& from, double keep) {
  torch::NoGradGuard no_grad;
  const auto source = from.parameters();
  auto target = to.parameters();
  for (std::size_t i = 0; i < target.size(); ++i) target[i].lerp_(source[i], 1 - keep);
}

void set_rate(torch::optim::Adam& optimizer, double rate) {
  for (auto& group : optimizer.param_groups()) {
    static_cast<torch::optim::AdamOptions&>(group.options()).lr(rate);
  }
}

double gradient_size(const torch::nn::Module& module) {
  std::vector<torch::Tensor> sizes;
  for (const auto& parameter : module.parameters()) {
    if (parameter.grad().defined()) sizes.push_back(parameter.grad().abs().sum());
  }
  return sizes.empty() ? 0 : torch::stack(sizes).sum().item<double>();
}

void must_be_finite(double value, std::int64_t step) {
  if (std::isfinite(value)) return;
  throw Error("finite losses and gradients", "NaN or infinity at step " + std::to_string(step),
              "training",
              "the run folder keeps the last good state; train anew with a smaller "
              "--learning-rate");
}

}  // namespace crossroads
