#include "generation/codec.hpp"

namespace crossroads {

namespace {

constexpr int kDecoderBlocks = 2;
constexpr int kCellValues = 3 * kCellPx * kCellPx;

torch::Tensor to_grid(const torch::Tensor& h, torch::ScalarType type) {
  return h.to(h.options().dtype(type), false, false, torch::MemoryFormat::ChannelsLast);
}

}  // namespace

PlainBlockImpl::PlainBlockImpl(int channels, double slope) : slope_(slope) {
  first_ = register_module("first", Conv(channels, channels, 3, 1.0));
  second_ = register_module("second", Conv(channels, channels, 3, 0.3));
}

torch::Tensor PlainBlockImpl::forward(const torch::Tensor& h) {
  const auto inner = first_->forward(torch::leaky_relu(h, slope_));
  return second_->forward(torch::leaky_relu(inner, slope_)) + h;
}

EncoderImpl::EncoderImpl(const PictureNetOptions& options) {
  const int channels = options.codec_channels;
  stem_ = register_module("stem", Conv(kCellValues, channels, 1, 1.0));
  block_ = register_module("block", PlainBlock(channels, 0.0));
  head_ = register_module("head", Conv(channels, options.code_channels, 1, 1.0));
}

torch::Tensor EncoderImpl::forward(const torch::Tensor& pictures) {
  const auto cells = to_grid(torch::pixel_unshuffle(pictures, kCellPx), compute_type_);
  const auto h = block_->forward(stem_->forward(cells));
  return head_->forward(torch::relu(h)).to(torch::kFloat32);
}

DecoderImpl::DecoderImpl(const PictureNetOptions& options) {
  const int channels = options.codec_channels;
  stem_ = register_module("stem", Conv(options.code_channels, channels, 1, 1.0));
  for (int i = 0; i < kDecoderBlocks; ++i) {
    blocks_.push_back(register_module("block" + std::to_string(i), PlainBlock(channels, 0.0)));
  }
  head_ = register_module("head", Conv(channels, kCellValues, 1, 0.3));
}

torch::Tensor DecoderImpl::forward(const torch::Tensor& codes) {
  auto h = stem_->forward(to_grid(codes, compute_type_));
  for (auto& block : blocks_) h = block->forward(h);
  return torch::pixel_shuffle(head_->forward(torch::relu(h)).to(torch::kFloat32), kCellPx);
}

torch::Tensor standardized(const torch::Tensor& codes) {
  const auto mean = codes.mean({0, 2, 3}, true);
  const auto deviation = codes.sub(mean).square().mean({0, 2, 3}, true).add(1e-4).sqrt();
  return (codes - mean) / deviation;
}

}  // namespace crossroads
