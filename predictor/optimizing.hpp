// What generator and discriminator need to be optimized: rates, averages, and the check that stops
// a training before a loss that is no number any more has spoilt the weights.
#pragma once

#include "predictor/torch.hpp"

namespace crossroads {

// to = keep * to + (1 - keep) * from, parameter by parameter: an EMA copy; keep 0 copies.
void blend_parameters(torch::nn::Module& to, const torch::nn::Module& from, double keep);

void set_rate(torch::optim::Adam& optimizer, double rate);

// Sum of absolute gradients: finite where each of them is.
[[nodiscard]] double gradient_size(const torch::nn::Module& module);

// The weight that holds an adversarial gradient at a share of another loss's, by running norms.
struct GradientBalance {
  double other_norm = 0, adversarial_norm = 0;  // running means; 0 before the first
  // Of this step's norms at the generator's output.
  double weight(double other, double adversarial, double share);
};

// Error: NaN or infinity.
void must_be_finite(double value, std::int64_t step);

}  // namespace crossroads
