#include "generation/choices.hpp"

namespace crossroads {

namespace {

constexpr double kFar = 1e4;  // z never points as far
constexpr double kNoShare = 1e-6;

// What is stored in bfloat16 and read back is to decide as it did before.
torch::Tensor rounded(const torch::Tensor& weights) {
  return weights.to(torch::kBFloat16).to(torch::kFloat32);
}

}  // namespace

torch::Tensor unit_rows(const torch::Tensor& z) {
  return z / z.square().mean(1, true).add(1e-8).sqrt();
}

ChoicesImpl::ChoicesImpl(const PictureNetOptions& options) : space_(options.condition) {
  const auto attributes = static_cast<std::int64_t>(space_.size());
  const auto [q, r] = torch::linalg_qr(torch::randn({options.z_dim, attributes}));
  directions_ = register_parameter("directions", rounded(q.t().contiguous()), false);
  begins_ = register_parameter("begins", torch::zeros({condition_size(space_)}), false);
}

torch::Tensor ChoicesImpl::along(const torch::Tensor& z) const {
  return torch::matmul(unit_rows(z), directions_.t());
}

void ChoicesImpl::fit(const torch::Tensor& z, const torch::Tensor& shares) {
  const auto columns = condition_columns(space_);
  const auto far = along(z);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto [first, values] = columns[i];
    begins_[first] = -kFar;
    if (values == 1) continue;
    const auto below = shares.narrow(0, first, values - 1).cumsum(0).clamp(0, 1);
    const auto cut =
        torch::quantile(far.select(1, static_cast<std::int64_t>(i)).contiguous(), below);
    const auto none_above = torch::where(below > 1 - kNoShare, torch::full_like(cut, kFar), cut);
    const auto none_below =
        torch::where(below < kNoShare, torch::full_like(cut, -kFar), none_above);
    begins_.narrow(0, first + 1, values - 1).copy_(rounded(none_below));
  }
}

torch::Tensor ChoicesImpl::complete(const torch::Tensor& z, const torch::Tensor& condition) const {
  const auto columns = condition_columns(space_);
  const auto far = along(z);
  std::vector<torch::Tensor> parts;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto [first, values] = columns[i];
    const auto asked = condition.narrow(1, first, values);
    const auto begun =
        far.narrow(1, static_cast<std::int64_t>(i), 1) >= begins_.narrow(0, first, values);
    const auto decided = torch::one_hot(begun.sum(1) - 1, values);
    parts.push_back(asked + (1 - asked.sum(1, true)) * decided);
  }
  return torch::cat(parts, 1);
}

torch::Tensor ChoicesImpl::rest(const torch::Tensor& z) const {
  return z - torch::matmul(torch::matmul(z, directions_.t()), directions_);
}

}  // namespace crossroads
