// A trained generator of pictures, ready to draw: z and a request in, a picture out. No torch in
// this header.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "portraits/request.hpp"
#include "predictor/facts.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

class PictureSampler {
 public:
  // `run`: a run folder of train-portraits. device: "cpu" or "cuda".
  explicit PictureSampler(const std::filesystem::path& run, const std::string& device = "cpu");
  ~PictureSampler();
  PictureSampler(PictureSampler&&) noexcept;

  // The run's effective options ("arm": gan or mse, "seed", "z-dim", "z-distribution", ...) and
  // facts ("steps", "seconds", "parameters", "pictures": the path learnt from, "data_hash").
  [[nodiscard]] const Facts& info() const;
  [[nodiscard]] const ConditionSpace& space() const;
  [[nodiscard]] int z_dim() const;
  [[nodiscard]] int side_px() const;
  [[nodiscard]] bool deterministic() const;  // arm mse: z changes nothing

  // `count` z's from the run's distribution, each z_dim() long; the same seed gives the same.
  [[nodiscard]] std::vector<std::vector<float>> draw(std::size_t count, std::uint64_t seed) const;
  // One picture of each z. `requests`: one for each z, or one for all.
  [[nodiscard]] std::vector<Frame> sample(std::span<const Request> requests,
                                          const std::vector<std::vector<float>>& z) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace crossroads
