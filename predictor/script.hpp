// A network of somebody else, as a TorchScript file: y = module(x, z) with x [N, 3K, H, W] and
// y [N, 3, H, W], float in [-1, 1], and z [N, z_dim]. The module declares, as attributes, K as
// past_frames (int), z_dim (int; 0: deterministic) and z_distribution (str: normal, uniform,
// bernoulli). No torch in this header.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "recordings/frame.hpp"

namespace crossroads {

class ScriptedNetwork {
 public:
  // Error: no file, one that this LibTorch can't read, or one that doesn't declare itself.
  explicit ScriptedNetwork(const std::filesystem::path& file, const std::string& device = "cpu");
  ~ScriptedNetwork();
  ScriptedNetwork(ScriptedNetwork&&) noexcept;

  [[nodiscard]] int past_frames() const;  // K
  [[nodiscard]] int z_dim() const;
  [[nodiscard]] const std::string& z_distribution() const;
  [[nodiscard]] std::int64_t parameters() const;

  // Predicts the next frame of `past` (K frames, oldest first) `samples` times, each with a fresh
  // z from `seed`. Error: the module fails, or answers with another shape or with NaN.
  [[nodiscard]] std::vector<Frame> sample(std::span<const Frame> past, int samples,
                                          std::uint64_t seed) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace crossroads
