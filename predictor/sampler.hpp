// A trained run, ready to predict. No torch in this header, no simulator behind it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "predictor/facts.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

class Sampler {
 public:
  // `run`: a run folder, or the weights of one as they once were (a snapshot). device: "cpu" or
  // "cuda".
  explicit Sampler(const std::filesystem::path& run, const std::string& device = "cpu");
  ~Sampler();
  Sampler(Sampler&&) noexcept;

  // The run's effective options ("arm", "seed", "z-dim", ...) and facts ("steps", "seconds",
  // "parameters", "level_name", "level_hash", "frame_skip", "data_hash", "patches_seen",
  // "adversarial_share"); values as text.
  [[nodiscard]] const Facts& info() const;
  [[nodiscard]] int past_frames() const;  // K
  [[nodiscard]] int ahead() const;        // recorded frames from the present to the predicted one
  [[nodiscard]] bool takes_actions() const;  // is given the action of the coming interval
  [[nodiscard]] int z_dim() const;           // 0 where the arm takes no z
  [[nodiscard]] bool deterministic() const;  // its arm takes no z: one frame, always

  // `action`, in all that follow: 0 none, 1 up, 2 left, 3 down, 4 right; to be given just where
  // takes_actions().
  // Predicts the next frame of `past` (K frames, oldest first, any size) `samples` times, each with
  // a fresh z from `seed`. The encoder runs once. Whole frames, padded to the network's multiple;
  // with patch_px above 0 patch by patch instead.
  [[nodiscard]] std::vector<Frame> sample(std::span<const Frame> past, int samples,
                                          std::uint64_t seed, int patch_px = 0,
                                          std::optional<int> action = std::nullopt) const;
  // The z's that `sample` uses, one row a sample.
  [[nodiscard]] std::vector<std::vector<float>> draw(int samples, std::uint64_t seed) const;
  // The same with the given z's, each z_dim() long (deterministic runs count them and no more).
  [[nodiscard]] std::vector<Frame> sample_with(std::span<const Frame> past,
                                               const std::vector<std::vector<float>>& z,
                                               std::optional<int> action = std::nullopt) const;
  // Patch by patch (tile and stitch, all patches in one batch) with patches of `patch_px`.
  [[nodiscard]] std::vector<Frame> sample_patches(std::span<const Frame> past,
                                                  const std::vector<std::vector<float>>& z,
                                                  int patch_px,
                                                  std::optional<int> action = std::nullopt) const;

  // One sample of each past, all in one batch; past i gets the z of seeds[i], and actions[i] where
  // the run takes actions. Frames of one size.
  [[nodiscard]] std::vector<Frame> sample_each(const std::vector<std::vector<Frame>>& pasts,
                                               const std::vector<std::uint64_t>& seeds,
                                               const std::vector<int>& actions = {}) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace crossroads
