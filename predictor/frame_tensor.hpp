// Frames as a network sees them, and its answers as frames.
#pragma once

#include <span>
#include <vector>

#include "predictor/torch.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

// K frames of one size, oldest first -> [1, 3K, H, W], float in [-1, 1].
[[nodiscard]] torch::Tensor to_tensor(std::span<const Frame> past);

// [N, 3, H, W] in [-1, 1], clamped and rounded to 8 bits: that is the sample, and nothing else is
// done to it.
[[nodiscard]] std::vector<Frame> to_frames(const torch::Tensor& pictures);

}  // namespace crossroads
