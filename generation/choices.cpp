#include "generation/choices.hpp"

namespace crossroads {

namespace {

constexpr double kFarBelow = -1e4;  // where the first value begins

}  // namespace

ChoicesImpl::ChoicesImpl(const PictureNetOptions& options) : space_(options.condition) {
  const auto attributes = static_cast<std::int64_t>(space_.size());
  const auto [q, r] = torch::linalg_qr(torch::randn({options.z_dim, attributes}));
  directions_ = register_parameter("directions", q.t().contiguous(), false);
  begins_ = register_parameter("begins", torch::zeros({condition_size(space_)}), false);
}

void ChoicesImpl::fit(const torch::Tensor& z, const torch::Tensor& shares) {
  const auto along = torch::matmul(z, directions_.t());
  std::int64_t first = 0;
  for (std::size_t i = 0; i < space_.size(); ++i) {
    const auto values = static_cast<std::int64_t>(space_[i].values.size());
    const auto below = shares.narrow(0, first, values - 1).cumsum(0).clamp(0, 1);
    const auto column = along.select(1, static_cast<std::int64_t>(i)).contiguous();
    begins_[first] = kFarBelow;
    begins_.narrow(0, first + 1, values - 1).copy_(torch::quantile(column, below));
    first += values;
  }
}

torch::Tensor ChoicesImpl::complete(const torch::Tensor& z, const torch::Tensor& condition) const {
  const auto along = torch::matmul(z, directions_.t());
  std::vector<torch::Tensor> parts;
  std::int64_t first = 0;
  for (std::size_t i = 0; i < space_.size(); ++i) {
    const auto values = static_cast<std::int64_t>(space_[i].values.size());
    const auto asked = condition.narrow(1, first, values);
    const auto begun =
        along.narrow(1, static_cast<std::int64_t>(i), 1) >= begins_.narrow(0, first, values);
    const auto decided = torch::one_hot(begun.sum(1) - 1, values);
    parts.push_back(asked + (1 - asked.sum(1, true)) * decided);
    first += values;
  }
  return torch::cat(parts, 1);
}

torch::Tensor ChoicesImpl::rest(const torch::Tensor& z) const {
  return z - torch::matmul(torch::matmul(z, directions_.t()), directions_);
}

}  // namespace crossroads
