#include "predictor/discriminator.hpp"

namespace crossroads {

namespace {

constexpr int kHidden = 3;
constexpr double kSlope = 0.2;  // of the leaky ReLU, so that no place stops sending gradient

}  // namespace

DiscriminatorImpl::DiscriminatorImpl(const GeneratorOptions& options, int channels)
    : downscale_(options.downscale) {
  const int cell = downscale_ * downscale_;
  in_ = register_module("in", Conv(3 * (options.past_frames + 1) * cell, channels, 3, 1.0));
  for (int i = 0; i < kHidden; ++i) {
    hidden_.push_back(
        register_module("hidden" + std::to_string(i), Conv(channels, channels, 3, 1.0)));
  }
  out_ = register_module("out", Conv(channels, 1, 1, 1.0));
}

torch::Tensor DiscriminatorImpl::forward(const torch::Tensor& past, const torch::Tensor& next) {
  // The change from the last frame rather than the frame: what is to be judged stands out.
  const auto last = past.narrow(1, past.size(1) - 3, 3);
  const auto both = torch::cat({past, next - last}, 1);
  auto h =
      torch::pixel_unshuffle(both, downscale_)
          .to(both.options().dtype(compute_type_), false, false, torch::MemoryFormat::ChannelsLast);
  h = torch::leaky_relu(in_->forward(h), kSlope);
  for (auto& layer : hidden_) h = torch::leaky_relu(layer->forward(h), kSlope);
  return out_->forward(h).to(torch::kFloat32).squeeze(1);
}

}  // namespace crossroads
