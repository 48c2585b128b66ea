#include "generation/training_requests.hpp"

namespace crossroads {

namespace {

constexpr double kNothing = 0.3, kAll = 0.3;  // shares of the pictures

}  // namespace

torch::Tensor label_columns(const PictureSet& set, const ConditionSpace& space) {
  std::vector<torch::Tensor> columns;
  for (const Asked& asked : space) {
    for (const PictureLabel& label : set.labels) {
      if (label.name != asked.name) continue;
      columns.push_back(torch::tensor(
          std::vector<std::int64_t>(label.column.begin(), label.column.end()), torch::kInt64));
    }
  }
  const auto count = static_cast<std::int64_t>(set.count());
  return columns.empty() ? torch::zeros({count, 0}, torch::kInt64) : torch::stack(columns, 1);
}

torch::Tensor full_requests(const torch::Tensor& labels, const ConditionSpace& space) {
  std::vector<torch::Tensor> parts{torch::zeros({labels.size(0), 0})};
  for (std::size_t i = 0; i < space.size(); ++i) {
    const auto values = static_cast<std::int64_t>(space[i].values.size());
    const auto column = labels.select(1, static_cast<std::int64_t>(i));
    parts.push_back(torch::one_hot(column, values).to(torch::kFloat32));
  }
  return torch::cat(parts, 1);
}

torch::Tensor random_requests(const torch::Tensor& labels, const ConditionSpace& space,
                              torch::Generator& random) {
  const auto count = labels.size(0);
  const auto kind = torch::rand({count, 1}, random);
  const auto coins = torch::rand(labels.sizes(), random) < 0.5;
  const auto asked =
      torch::where(kind < kNothing, torch::zeros_like(coins),
                   torch::where(kind < kNothing + kAll, torch::ones_like(coins), coins));
  std::vector<torch::Tensor> parts{torch::zeros({count, 0})};
  for (std::size_t i = 0; i < space.size(); ++i) {
    const auto values = static_cast<std::int64_t>(space[i].values.size());
    parts.push_back(
        asked.select(1, static_cast<std::int64_t>(i)).unsqueeze(1).expand({count, values}));
  }
  return full_requests(labels, space) * torch::cat(parts, 1);
}

}  // namespace crossroads
