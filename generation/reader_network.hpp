// The network that reads a portrait's nine attributes: convolutions over space-to-depth 2, one
// hidden layer, whose numbers are the features that pictures are compared by, and one linear layer
// with a score for each value of each attribute.
#pragma once

#include <span>
#include <vector>

#include "portraits/attributes.hpp"
#include "predictor/generator.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

class ReaderNetworkImpl : public torch::nn::Module {
 public:
  static constexpr int kFeatures = 256;

  explicit ReaderNetworkImpl(int channels);

  // pictures [N, 3, 64, 64] in [-1, 1] -> [N, kFeatures], float32, none negative.
  torch::Tensor features(const torch::Tensor& pictures);
  // features -> for each attribute [N, its values]: softmax makes probabilities of them.
  std::vector<torch::Tensor> scores(const torch::Tensor& features);

  [[nodiscard]] int channels() const { return channels_; }
  void compute_in(torch::ScalarType type) { compute_type_ = type; }

 private:
  int channels_;
  torch::ScalarType compute_type_ = torch::kFloat32;
  std::vector<Conv> convolutions_;
  torch::nn::Linear middle_{nullptr}, out_{nullptr};
};
TORCH_MODULE(ReaderNetwork);

// Portraits as the network takes them. Error: one of another size.
[[nodiscard]] torch::Tensor reader_input(std::span<const Frame> pictures);

// Of right answers: the sum over the attributes of their mean cross entropies. values [N, 9],
// int64.
[[nodiscard]] torch::Tensor reader_loss(const std::vector<torch::Tensor>& scores,
                                        const torch::Tensor& values);

}  // namespace crossroads
