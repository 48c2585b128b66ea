#include "predictor/frame_tensor.hpp"

namespace crossroads {
namespace {

Frame to_frame(const torch::Tensor& picture) {
  const auto bytes = picture.add(1).mul(127.5).clamp(0, 255).round().to(torch::kUInt8).contiguous();
  Frame frame(static_cast<int>(bytes.size(1)), static_cast<int>(bytes.size(2)));
  std::copy_n(bytes.data_ptr<std::uint8_t>(), frame.pixels.size(), frame.pixels.begin());
  return frame;
}

}  // namespace

torch::Tensor to_tensor(std::span<const Frame> past) {
  const auto& first = past.front();
  auto bytes =
      torch::empty({1, 3 * static_cast<std::int64_t>(past.size()), first.height_px, first.width_px},
                   torch::kUInt8);
  auto* out = bytes.data_ptr<std::uint8_t>();
  for (const Frame& frame : past) out = std::copy(frame.pixels.begin(), frame.pixels.end(), out);
  return bytes.to(torch::kFloat32).div_(127.5).sub_(1);
}

std::vector<Frame> to_frames(const torch::Tensor& pictures) {
  std::vector<Frame> frames;
  for (std::int64_t i = 0; i < pictures.size(0); ++i) frames.push_back(to_frame(pictures[i]));
  return frames;
}

}  // namespace crossroads
