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

double GradientBalance::weight(double other, double adversarial, double share) {
  constexpr double kMemory = 0.98;
  constexpr double kLargest = 100;  // a discriminator that has nothing to say is not shouted
  const auto remember = [](double& memory, double value) {
    memory = memory == 0 ? value : kMemory * memory + (1 - kMemory) * value;
  };
  remember(other_norm, other);
  remember(adversarial_norm, adversarial);
  return std::min(kLargest, share * other_norm / std::max(1e-12, adversarial_norm));
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
