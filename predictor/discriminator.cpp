#include "predictor/discriminator.hpp"

namespace crossroads {

namespace {

constexpr int kCell = 2;        // px, of the finest layer
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

}  // namespace crossroads
