// Frames of any size through a generator: padded to the network's multiple, and cut back.
#pragma once

#include "predictor/generator.hpp"

namespace crossroads {

// condition [n, C, h, w] (on the CPU) and z [n * per, z_dim] -> [n * per, 3, h, w] on the CPU,
// without gradients: `per` samples of each row. The encoder runs once for each row.
[[nodiscard]] torch::Tensor predict_frames(Generator generator, torch::Device device,
                                           const torch::Tensor& condition, const torch::Tensor& z,
                                           std::int64_t per);

[[nodiscard]] std::int64_t next_multiple(std::int64_t size, std::int64_t of);

}  // namespace crossroads
