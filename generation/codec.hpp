// How a cell of 8x8 px looks, as few numbers: an encoder makes a small grid of codes of a picture,
// a decoder pictures of codes. Both see little more than a cell, so they are learnt in minutes;
// what makes a picture whole is the business of the generator, which draws codes (as latent
// diffusion does: Rombach et al. 2022). No torch::nn norm layers; space-to-depth in, pixel shuffle
// out.
#pragma once

#include "generation/options.hpp"
#include "predictor/generator.hpp"

namespace crossroads {

// Without z: h + conv2(act(conv1(act(h)))).
class PlainBlockImpl : public torch::nn::Module {
 public:
  PlainBlockImpl(int channels, double slope);  // slope of the leaky ReLU
  torch::Tensor forward(const torch::Tensor& h);

 private:
  double slope_;
  Conv first_{nullptr}, second_{nullptr};
};
TORCH_MODULE(PlainBlock);

class EncoderImpl : public torch::nn::Module {
 public:
  explicit EncoderImpl(const PictureNetOptions& options);
  // pictures [N, 3, S, S] in [-1, 1] -> codes [N, code_channels, S/8, S/8], float32, of any scale.
  torch::Tensor forward(const torch::Tensor& pictures);
  void compute_in(torch::ScalarType type) { compute_type_ = type; }

 private:
  torch::ScalarType compute_type_ = torch::kFloat32;
  Conv stem_{nullptr}, head_{nullptr};
  PlainBlock block_{nullptr};
};
TORCH_MODULE(Encoder);

class DecoderImpl : public torch::nn::Module {
 public:
  explicit DecoderImpl(const PictureNetOptions& options);
  // codes, each channel of mean 0 and deviation 1 -> pictures, about [-1, 1] but not clamped.
  torch::Tensor forward(const torch::Tensor& codes);
  void compute_in(torch::ScalarType type) { compute_type_ = type; }

 private:
  torch::ScalarType compute_type_ = torch::kFloat32;
  Conv stem_{nullptr}, head_{nullptr};
  std::vector<PlainBlock> blocks_;
};
TORCH_MODULE(Decoder);

// Each channel to mean 0 and deviation 1 over all codes given.
[[nodiscard]] torch::Tensor standardized(const torch::Tensor& codes);

}  // namespace crossroads
