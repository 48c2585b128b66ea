// The generator, one for all arms: K past frames (and an action) and z in, the next frame out.
// Fully convolutional with a bounded receptive field, so that patches and whole frames of any size
// agree, but for rounding. Space-to-depth in, pixel shuffle out, residual 3x3 blocks between, no
// norm layers. It predicts the change from the last frame. The encoder runs once for each x, the
// decoder once for each z.
#pragma once

#include "predictor/options.hpp"
#include "predictor/torch.hpp"

namespace crossroads {

// A convolution whose float32 weights are cast to the input's type: bf16 compute, fp32 master copy.
class ConvImpl : public torch::nn::Module {
 public:
  ConvImpl(int in, int out, int kernel, double gain, int stride = 1);
  torch::Tensor forward(const torch::Tensor& input);
  void keep_as(torch::ScalarType type);

 private:
  torch::Tensor weight_, bias_;
  int stride_;
};
TORCH_MODULE(Conv);

// For use alone, never to be trained again: all convolutions in the module keep their weights as
// they compute with them. To cast at each call takes longer than to predict one small frame.
void keep_weights_as(torch::ScalarType type, torch::nn::Module& module);

// One residual block: h + conv2(relu(inject(conv1(relu(h)), z))).
class BlockImpl : public torch::nn::Module {
 public:
  BlockImpl(const GeneratorOptions& options, bool with_z);
  torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& z);

 private:
  std::string injection_;
  Conv first_{nullptr}, second_{nullptr};
  torch::nn::Linear project_{nullptr};
};
TORCH_MODULE(Block);

class GeneratorImpl : public torch::nn::Module {
 public:
  explicit GeneratorImpl(const GeneratorOptions& options);

  // condition: [N, 3K, H, W] in [-1, 1], with options.actions [N, 3K + 5, H, W] (with_actions), H
  // and W multiples of downscale -> features [N, C, H', W'].
  torch::Tensor encode(const torch::Tensor& condition);
  // features of encode, the last frame [N, 3, H, W], z [N, z_dim] -> next frame [N, 3, H, W],
  // float32, about [-1, 1] but not clamped.
  torch::Tensor decode(const torch::Tensor& features, const torch::Tensor& last,
                       const torch::Tensor& z);

  [[nodiscard]] const GeneratorOptions& options() const { return options_; }
  // Pixels beyond which nothing reaches a predicted pixel.
  [[nodiscard]] int receptive_radius_px() const;
  void compute_in(torch::ScalarType type) { compute_type_ = type; }

 private:
  GeneratorOptions options_;
  torch::ScalarType compute_type_ = torch::kFloat32;
  Conv stem_{nullptr}, join_{nullptr}, head_{nullptr};
  std::vector<Block> encoder_, decoder_;
};
TORCH_MODULE(Generator);

// Channels of what the networks are given: three for each past frame, and one for each action.
[[nodiscard]] int condition_channels(const GeneratorOptions& options);
// past [N, 3K, H, W] and actions [N] (int64, 0 to 4) -> [N, 3K + 5, H, W]: behind the frames one
// plane for each action, 1 everywhere for the one that was taken and -1 for the others.
[[nodiscard]] torch::Tensor with_actions(const torch::Tensor& past, const torch::Tensor& actions);
// The present frame [N, 3, H, W] of a condition.
[[nodiscard]] torch::Tensor last_frame(const torch::Tensor& condition,
                                       const GeneratorOptions& options);

// z [count, z_dim] from the options' distribution; the same seed gives the same z.
[[nodiscard]] torch::Tensor draw_z(const GeneratorOptions& options, std::int64_t count,
                                   std::uint64_t seed);
// The deterministic arms' z: zeros.
[[nodiscard]] torch::Tensor zero_z(const GeneratorOptions& options, std::int64_t count);

[[nodiscard]] std::int64_t parameter_count(const torch::nn::Module& module);

// Names, ranges; UsageError says what is allowed.
void check_options(const GeneratorOptions& options);

}  // namespace crossroads
