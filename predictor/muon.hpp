// Muon (Jordan et al. 2024): momentum, made orthogonal, as the update of a hidden layer's weights.
// Each direction in which a layer could change gets the same pace, so rare patterns (a turn) are
// learnt as fast as frequent ones (a wall). First and last layer and biases are not its business.
#pragma once

#include "predictor/torch.hpp"

namespace crossroads {

class Muon {
 public:
  // All 3x3 convolutions of `module`; the products are computed in `compute_type`.
  Muon(const torch::nn::Module& module, torch::ScalarType compute_type);

  // `rate` is in Adam's units: an update's root mean square is a constant part of it. Uses the
  // gradients up: another optimizer that steps afterwards finds none and leaves these weights be.
  void step(double rate);

  void save(torch::serialize::OutputArchive& archive) const;
  void load(torch::serialize::InputArchive& archive);

 private:
  torch::ScalarType compute_type_;
  std::vector<torch::Tensor> weights_, momenta_;
};

// The nearest matrix to `matrix` [rows, cols] with all singular values about 1 (0.7 to 1.2): five
// steps of Newton and Schulz with Jordan's coefficients.
[[nodiscard]] torch::Tensor orthogonal(const torch::Tensor& matrix);

}  // namespace crossroads
