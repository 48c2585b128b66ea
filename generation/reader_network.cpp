#include "generation/reader_network.hpp"

#include "portraits/paint.hpp"
#include "predictor/frame_tensor.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

constexpr int kShrink = 2;                                // of space-to-depth
constexpr int kLastSide = kPortraitSidePx / kShrink / 8;  // after three strides of 2

std::vector<std::int64_t> value_counts() {
  std::vector<std::int64_t> counts;
  for (const Attribute& attribute : attribute_list()) {
    counts.push_back(static_cast<std::int64_t>(attribute.values.size()));
  }
  return counts;
}

}  // namespace

ReaderNetworkImpl::ReaderNetworkImpl(int channels) : channels_(channels) {
  const auto add = [&](int in, int out, int stride) {
    const std::string name = "convolution" + std::to_string(convolutions_.size());
    convolutions_.push_back(register_module(name, Conv(in, out, 3, 1.0, stride)));
  };
  add(3 * kShrink * kShrink, channels, 1);
  add(channels, channels, 1);
  add(channels, 2 * channels, 2);
  add(2 * channels, 2 * channels, 1);
  add(2 * channels, 4 * channels, 2);
  add(4 * channels, 4 * channels, 2);
  const auto counts = value_counts();
  std::int64_t values = 0;
  for (const auto count : counts) values += count;
  middle_ =
      register_module("middle", torch::nn::Linear(4 * channels * kLastSide * kLastSide, kFeatures));
  out_ = register_module("out", torch::nn::Linear(kFeatures, values));
}

torch::Tensor ReaderNetworkImpl::features(const torch::Tensor& pictures) {
  auto h = torch::pixel_unshuffle(pictures, kShrink)
               .to(pictures.options().dtype(compute_type_), false, false,
                   torch::MemoryFormat::ChannelsLast);
  for (auto& convolution : convolutions_) h = torch::relu(convolution->forward(h));
  return torch::relu(middle_->forward(h.to(torch::kFloat32).contiguous().flatten(1)));
}

std::vector<torch::Tensor> ReaderNetworkImpl::scores(const torch::Tensor& features) {
  return out_->forward(features).split_with_sizes(value_counts(), 1);
}

torch::Tensor reader_input(std::span<const Frame> pictures) {
  for (const Frame& frame : pictures) {
    if (frame.height_px == kPortraitSidePx && frame.width_px == kPortraitSidePx) continue;
    throw Error("pictures of 64 x 64 px",
                std::to_string(frame.width_px) + " x " + std::to_string(frame.height_px),
                "what the attribute reader is to read", "it knows nothing but portraits of paint");
  }
  return to_tensor(pictures).view({-1, 3, kPortraitSidePx, kPortraitSidePx});
}

torch::Tensor reader_loss(const std::vector<torch::Tensor>& scores, const torch::Tensor& values) {
  auto loss = torch::zeros({});
  for (std::size_t i = 0; i < scores.size(); ++i) {
    loss = loss + torch::nn::functional::cross_entropy(
                      scores[i], values.select(1, static_cast<std::int64_t>(i)));
  }
  return loss;
}

}  // namespace crossroads
