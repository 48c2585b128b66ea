#include "predictor/whole_frames.hpp"

#include <algorithm>

namespace crossroads {

namespace {

constexpr std::int64_t kLargestBatch = 64;  // decoded at a time: bounds the memory

}  // namespace

torch::Tensor predict_frames(Generator generator, torch::Device device,
                             const torch::Tensor& condition, const torch::Tensor& z,
                             std::int64_t per) {
  const torch::NoGradGuard no_grad;
  const auto& options = generator->options();
  const auto height = condition.size(2);
  const auto width = condition.size(3);
  const auto padded = torch::constant_pad_nd(condition,
                                             {0, next_multiple(width, options.downscale) - width, 0,
                                              next_multiple(height, options.downscale) - height},
                                             -1);
  const auto features = generator->encode(padded.to(device)).repeat_interleave(per, 0);
  const auto last = last_frame(padded, options).to(device).repeat_interleave(per, 0);
  std::vector<torch::Tensor> parts;
  for (std::int64_t i = 0; i < z.size(0); i += kLargestBatch) {
    const auto count = std::min(kLargestBatch, z.size(0) - i);
    parts.push_back(generator->decode(
        features.narrow(0, i, count).contiguous(torch::MemoryFormat::ChannelsLast),
        last.narrow(0, i, count), z.narrow(0, i, count).to(device)));
  }
  return torch::cat(parts).narrow(2, 0, height).narrow(3, 0, width).to(torch::kCPU);
}

std::int64_t next_multiple(std::int64_t size, std::int64_t of) {
  return (size + of - 1) / of * of;
}

}  // namespace crossroads
