// What is not asked for, z decides. Each attribute has a direction of z, all at right angles: how
// far z points along it, cut where the shares of real pictures say, is the attribute's value. So a
// generator always knows all that its picture is to show, whatever is asked for; and of z without
// a wish, values come at the shares of real ones, each attribute by itself.
#pragma once

#include "generation/options.hpp"
#include "predictor/torch.hpp"

namespace crossroads {

// Each row to a mean square of 1, whatever z's distribution is, and between two z's, too.
[[nodiscard]] torch::Tensor unit_rows(const torch::Tensor& z);

class ChoicesImpl : public torch::nn::Module {
 public:
  explicit ChoicesImpl(const PictureNetOptions& options);

  // Sets where to cut: z [N, z_dim] is a large sample of what will be given, shares
  // [condition_size] those of each attribute's values. What has no share is never decided.
  void fit(const torch::Tensor& z, const torch::Tensor& shares);

  // z [N, z_dim], condition [N, condition_size] -> the same with a value for every attribute.
  [[nodiscard]] torch::Tensor complete(const torch::Tensor& z,
                                       const torch::Tensor& condition) const;
  // z without what decides values: [N, z_dim].
  [[nodiscard]] torch::Tensor rest(const torch::Tensor& z) const;

 private:
  // How far z points along each direction: [N, attributes].
  [[nodiscard]] torch::Tensor along(const torch::Tensor& z) const;

  ConditionSpace space_;
  torch::Tensor directions_;  // [attributes, z_dim]
  torch::Tensor begins_;      // [condition_size]: where each value begins along its direction
};
TORCH_MODULE(Choices);

}  // namespace crossroads
