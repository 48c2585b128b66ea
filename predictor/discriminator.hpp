// Discriminators: does this next frame follow these past frames? They see the past (a conditional
// GAN, Mirza & Osindero 2014) and judge every place by itself (a map of logits, as PatchGAN does:
// Isola et al. 2017). No norm layers: the penalty on their slope keeps them in check.
#pragma once

#include "predictor/generator.hpp"

namespace crossroads {

class DiscriminatorImpl : public torch::nn::Module {
 public:
  // condition [N, C, H, W] (past frames and perhaps an action), next [N, 3F, H, W] (one frame, or F
  // futures side by side), both in [-1, 1] -> logits, a map for each row, float32.
  virtual torch::Tensor forward(const torch::Tensor& condition, const torch::Tensor& next) = 0;
  void compute_in(torch::ScalarType type) { compute_type_ = type; }

 protected:
  // Both, with a cell's pixels as channels, in the type that is computed in.
  [[nodiscard]] torch::Tensor cells(const torch::Tensor& condition, const torch::Tensor& next,
                                    int cell_px) const;

  torch::ScalarType compute_type_ = torch::kFloat32;
};

// Beside another loss: a finer grid than the generator's, as blends show in single pixels. H and W
// even; a logit for 8x8 px.
class FineDiscriminatorImpl : public DiscriminatorImpl {
 public:
  FineDiscriminatorImpl(int condition_channels, int channels);
  torch::Tensor forward(const torch::Tensor& condition, const torch::Tensor& next) override;

 private:
  std::vector<Conv> layers_;
  Conv head_{nullptr};
};

// Alone: the generator's own grid (space-to-depth, residual blocks), which shows it whole tiles and
// what stands where in a few steps; and it may judge several futures of one past together.
class TileDiscriminatorImpl : public DiscriminatorImpl {
 public:
  TileDiscriminatorImpl(int condition_channels, int futures, int downscale, int channels);
  torch::Tensor forward(const torch::Tensor& condition, const torch::Tensor& next) override;

 private:
  int downscale_;
  Conv stem_{nullptr}, head_{nullptr};
  std::vector<Conv> first_, second_;
};

}  // namespace crossroads
