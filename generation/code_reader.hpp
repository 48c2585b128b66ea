// Reads from codes what a picture shows, to teach a generator to show what was asked for (the
// auxiliary classifier of AC-GAN, Odena et al. 2017). It learns before the mapper does, from real
// pictures' summaries with noise on them, and is frozen then: one that goes on learning beside the
// mapper grows sure of everything and has no slope to go by. Not the reader that judges
// (attribute_reader.hpp).
#pragma once

#include <memory>

#include "generation/picture_generator.hpp"
#include "predictor/checkpoint.hpp"

namespace crossroads {

// Cross entropy, the mean over attributes. logits and labels [N, condition_size], each attribute's
// labels with one 1.
[[nodiscard]] torch::Tensor misreading(const torch::Tensor& logits, const torch::Tensor& labels,
                                       const ConditionSpace& space);

class CodeReader {
 public:
  // Reads what net.condition names.
  CodeReader(const PictureNetOptions& net, torch::Device device, torch::ScalarType compute_type);

  // codes [N, C, G, G] -> logits [N, condition_size], float32.
  [[nodiscard]] torch::Tensor read(const torch::Tensor& codes);

  // One step on codes of these labels; the misreading before it. Error: not finite, and nothing
  // has changed.
  double learn(const torch::Tensor& codes, const torch::Tensor& labels, double rate,
               std::int64_t step);
  void add_to(CheckpointParts& parts) const;

 private:
  ConditionSpace space_;
  torch::ScalarType compute_type_;
  DenseStack stack_{nullptr};
  std::unique_ptr<torch::optim::Adam> optimizer_;
};

}  // namespace crossroads
