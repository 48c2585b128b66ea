// The discriminator: does this next frame follow these past frames? It sees the past (a conditional
// GAN, Mirza & Osindero 2014) and judges every place by itself (a map of logits, as PatchGAN does:
// Isola et al. 2017), at a finer grid than the generator works on: blends show in single pixels.
// No norm layers: the penalty on its slope keeps it in check.
#pragma once

#include "predictor/generator.hpp"

namespace crossroads {

class DiscriminatorImpl : public torch::nn::Module {
 public:
  // condition_channels: of what next frames must follow, past frames and perhaps an action.
  DiscriminatorImpl(int condition_channels, int channels);

  // condition [N, C, H, W], next [N, 3, H, W], both in [-1, 1], H and W even -> logits
  // [N, H/8, W/8], float32.
  torch::Tensor forward(const torch::Tensor& condition, const torch::Tensor& next);
  void compute_in(torch::ScalarType type) { compute_type_ = type; }

 private:
  torch::ScalarType compute_type_ = torch::kFloat32;
  std::vector<Conv> layers_;
  Conv head_{nullptr};
};
TORCH_MODULE(Discriminator);

// The one that teaches alone, where no other loss is there. It works on the generator's own grid
// (space-to-depth by its downscale, residual blocks), which shows it whole tiles and what stands
// where in a few steps; and it may judge several futures of one past together.
class TileDiscriminatorImpl : public torch::nn::Module {
 public:
  TileDiscriminatorImpl(int input_channels, int downscale, int channels);

  // [N, C, H, W] (past frames, then one or more next frames) -> logits [N, H/downscale, W/...].
  torch::Tensor forward(const torch::Tensor& frames);
  void compute_in(torch::ScalarType type) { compute_type_ = type; }

 private:
  int downscale_;
  torch::ScalarType compute_type_ = torch::kFloat32;
  Conv stem_{nullptr}, head_{nullptr};
  std::vector<Conv> first_, second_;
};
TORCH_MODULE(TileDiscriminator);

}  // namespace crossroads
