#include "predictor/discriminator.hpp"

namespace crossroads {

namespace {

constexpr int kFineCell = 2;    // px
constexpr int kBlocks = 2;      // of the tile discriminator: with two each logit sees 9 cells
constexpr double kSlope = 0.2;  // of the leaky ReLU, so that no place stops sending gradient

torch::Tensor logits(Conv& head, const torch::Tensor& h) {
  return head->forward(h).to(torch::kFloat32).squeeze(1);
}

}  // namespace

torch::Tensor DiscriminatorImpl::cells(const torch::Tensor& condition, const torch::Tensor& next,
                                       int cell_px) const {
  return torch::pixel_unshuffle(torch::cat({condition, next}, 1), cell_px)
      .to(next.options().dtype(compute_type_), false, false, torch::MemoryFormat::ChannelsLast);
}

FineDiscriminatorImpl::FineDiscriminatorImpl(int condition_channels, int channels) {
  const auto add = [this](int in, int out, int stride) {
    layers_.push_back(
        register_module("layer" + std::to_string(layers_.size()), Conv(in, out, 3, 1.0, stride)));
  };
  add((condition_channels + 3) * kFineCell * kFineCell, channels / 2, 1);
  add(channels / 2, channels, 2);
  add(channels, channels, 1);
  add(channels, 2 * channels, 2);
  head_ = register_module("head", Conv(2 * channels, 1, 1, 1.0));
}

torch::Tensor FineDiscriminatorImpl::forward(const torch::Tensor& condition,
                                             const torch::Tensor& next) {
  auto h = cells(condition, next, kFineCell);
  for (auto& layer : layers_) h = torch::leaky_relu(layer->forward(h), kSlope);
  return logits(head_, h);
}

TileDiscriminatorImpl::TileDiscriminatorImpl(int condition_channels, int futures, int downscale,
                                             int channels)
    : downscale_(downscale) {
  const int inputs = (condition_channels + 3 * futures) * downscale * downscale;
  stem_ = register_module("stem", Conv(inputs, channels, 1, 1.0));
  for (int i = 0; i < kBlocks; ++i) {
    const std::string name = "block" + std::to_string(i);
    first_.push_back(register_module(name + "_first", Conv(channels, channels, 3, 1.0)));
    second_.push_back(register_module(name + "_second", Conv(channels, channels, 3, 0.3)));
  }
  head_ = register_module("head", Conv(channels, 1, 1, 1.0));
}

torch::Tensor TileDiscriminatorImpl::forward(const torch::Tensor& condition,
                                             const torch::Tensor& next) {
  auto h = stem_->forward(cells(condition, next, downscale_));
  for (std::size_t i = 0; i < first_.size(); ++i) {
    const auto inner = first_[i]->forward(torch::leaky_relu(h, kSlope));
    h = second_[i]->forward(torch::leaky_relu(inner, kSlope)) + h;
  }
  return logits(head_, torch::leaky_relu(h, kSlope));
}

}  // namespace crossroads
