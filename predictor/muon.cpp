#include "predictor/muon.hpp"

#include <cmath>

namespace crossroads {

namespace {

constexpr double kMomentum = 0.95;
// An update's root mean square is this part of the rate. Adam's own is 0.2 to 0.4 (Liu et al.
// 2025).
constexpr double kUpdateSize = 0.1;

}  // namespace

torch::Tensor orthogonal(const torch::Tensor& matrix) {
  constexpr int kSteps = 5;
  constexpr double kTiny = 1e-7;
  const bool tall = matrix.size(0) > matrix.size(1);
  auto x = tall ? matrix.t() : matrix;
  x = x / (x.norm() + kTiny);
  for (int i = 0; i < kSteps; ++i) {
    const auto square = x.mm(x.t());
    x = 3.4445 * x + (-4.7750 * square + 2.0315 * square.mm(square)).mm(x);
  }
  return tall ? x.t() : x;
}

Muon::Muon(const torch::nn::Module& module, torch::ScalarType compute_type)
    : compute_type_(compute_type) {
  for (const auto& weight : module.parameters()) {
    if (weight.dim() != 4 || weight.size(2) == 1) continue;
    weights_.push_back(weight);
    momenta_.push_back(torch::zeros_like(weight));
  }
}

void Muon::step(double rate) {
  torch::NoGradGuard no_grad;
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    auto& weight = weights_[i];
    auto& gradient = weight.mutable_grad();
    if (!gradient.defined()) continue;
    momenta_[i].lerp_(gradient, 1 - kMomentum);
    const auto ahead = gradient.lerp(momenta_[i], kMomentum);  // Nesterov's
    const auto flat = ahead.flatten(1).to(compute_type_);
    const double longer = static_cast<double>(std::max(flat.size(0), flat.size(1)));
    weight.add_(orthogonal(flat).to(weight.scalar_type()).reshape(weight.sizes()),
                -rate * kUpdateSize * std::sqrt(longer));
    gradient = torch::Tensor();
  }
}

void Muon::save(torch::serialize::OutputArchive& archive) const {
  for (std::size_t i = 0; i < momenta_.size(); ++i) {
    archive.write("momentum" + std::to_string(i), momenta_[i]);
  }
}

void Muon::load(torch::serialize::InputArchive& archive) {
  for (std::size_t i = 0; i < momenta_.size(); ++i) {
    torch::Tensor saved;
    archive.read("momentum" + std::to_string(i), saved);
    momenta_[i].copy_(saved);
  }
}

}  // namespace crossroads
