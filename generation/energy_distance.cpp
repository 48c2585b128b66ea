#include "generation/energy_distance.hpp"

#include <cmath>

namespace crossroads {

namespace {

constexpr double kTiny = 1e-4;  // under the root, whose slope is infinite at 0

torch::Tensor root(const torch::Tensor& squares, std::int64_t values) {
  return (squares.clamp_min(0) + kTiny).sqrt() / std::sqrt(static_cast<double>(values));
}

// [N, V] -> [N / group, group, group], every row of a to every row of b.
torch::Tensor distances(const torch::Tensor& a, const torch::Tensor& b, std::int64_t group) {
  const auto values = a.size(1);
  const auto rows = a.view({-1, group, values}), columns = b.view({-1, group, values});
  const auto squares = rows.square().sum(2).unsqueeze(2) + columns.square().sum(2).unsqueeze(1) -
                       2 * rows.bmm(columns.transpose(1, 2));
  return root(squares, values);
}

torch::Tensor apart(const torch::Tensor& a, const torch::Tensor& b) {
  return root((a - b).square().sum(1), a.size(1)).mean();
}

}  // namespace

torch::Tensor energy_distance(const torch::Tensor& drawn, const torch::Tensor& real,
                              std::int64_t group) {
  const auto among = distances(drawn, drawn, group);
  const auto others = 1 - torch::eye(group, among.options());  // nothing is a pair with itself
  const auto pairs = static_cast<double>(among.size(0) * group * (group - 1));
  return distances(drawn, real, group).mean() - 0.5 * (among * others).sum() / pairs;
}

torch::Tensor conditional_score(const torch::Tensor& a, const torch::Tensor& b,
                                const torch::Tensor& real) {
  return (apart(a, real) + apart(b, real) - apart(a, b)) / 2;
}

}  // namespace crossroads
