#include "predictor/discriminator.hpp"

namespace crossroads {

namespace {

constexpr int kCell = 2;        // px, of the finest layer
constexpr int kBlocks = 2;      // of the tile discriminator: with two each logit sees 9 cells
constexpr double kSlope = 0.2;  // of the leaky ReLU, so that no place stops sending gradient

}  // namespace

DiscriminatorImpl::DiscriminatorImpl(int condition_channels, int channels) {
  const auto add = [this](int in, int out, int stride) {
    layers_.push_back(
        register_module("layer" + std::to_string(layers_.size()), Conv(in, out, 3, 1.0, stride)));
  };
  add((condition_channels + 3) * kCell * kCell, channels / 2, 1);
  add(channels / 2, channels, 2);
  add(channels, channels, 1);
  add(channels, 2 * channels, 2);
  head_ = register_module("head", Conv(2 * channels, 1, 1, 1.0));
}

torch::Tensor DiscriminatorImpl::forward(const torch::Tensor& condition,
                                         const torch::Tensor& next) {
  auto h =
      torch::pixel_unshuffle(torch::cat({condition, next}, 1), kCell)
          .to(next.options().dtype(compute_type_), false, false, torch::MemoryFormat::ChannelsLast);
  for (auto& layer : layers_) h = torch::leaky_relu(layer->forward(h), kSlope);
  return head_->forward(h).to(torch::kFloat32).squeeze(1);
}

TileDiscriminatorImpl::TileDiscriminatorImpl(int input_channels, int downscale, int channels)
    : downscale_(downscale) {
  stem_ = register_module("stem", Conv(input_channels * downscale * downscale, channels, 1, 1.0));
  for (int i = 0; i < kBlocks; ++i) {
    const std::string name = "block" + std::to_string(i);
    first_.push_back(register_module(name + "_first", Conv(channels, channels, 3, 1.0)));
    second_.push_back(register_module(name + "_second", Conv(channels, channels, 3, 0.3)));
  }
  head_ = register_module("head", Conv(channels, 1, 1, 1.0));
}

torch::Tensor TileDiscriminatorImpl::forward(const torch::Tensor& frames) {
  auto h = torch::pixel_unshuffle(frames, downscale_)
               .to(frames.options().dtype(compute_type_), false, false,
                   torch::MemoryFormat::ChannelsLast);
  h = stem_->forward(h);
  for (std::size_t i = 0; i < first_.size(); ++i) {
    const auto inner = first_[i]->forward(torch::leaky_relu(h, kSlope));
    h = h + second_[i]->forward(torch::leaky_relu(inner, kSlope));
  }
  return head_->forward(torch::leaky_relu(h, kSlope)).to(torch::kFloat32).squeeze(1);
}

}  // namespace crossroads
