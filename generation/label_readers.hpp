// Two networks that read what pictures show, trained beside a generator where real pictures have
// labels: a linear one of summaries, so that a summary keeps what labels name, and one of codes,
// which says what drawn pictures look like (the auxiliary classifier of AC-GAN, Odena et al. 2017).
// Not the reader that judges (attribute_reader.hpp).
#pragma once

#include <memory>

#include "generation/picture_generator.hpp"
#include "predictor/checkpoint.hpp"

namespace crossroads {

class LabelReaders {
 public:
  // What `space` names is read; shares [condition_size]: of each value among real pictures.
  LabelReaders(const PictureNetOptions& net, const ConditionSpace& space,
               const torch::Tensor& shares, torch::Device device, torch::ScalarType compute_type);

  // misreading() of summaries [N, summary] and of codes [N, C, G, G]. requests [N, condition_size],
  // or [N, 0] where nothing is asked for.
  [[nodiscard]] torch::Tensor summary_misreading(const torch::Tensor& summaries,
                                                 const torch::Tensor& requests);
  [[nodiscard]] torch::Tensor code_misreading(const torch::Tensor& codes,
                                              const torch::Tensor& requests);

  void zero_grad() { optimizer_->zero_grad(); }
  void step(double rate);  // by the gradients that there are
  void add_to(CheckpointParts& parts) const;

 private:
  ConditionSpace space_;
  torch::Tensor shares_;
  torch::ScalarType compute_type_;
  Dense of_summaries_{nullptr};
  DenseStack of_codes_{nullptr};
  std::unique_ptr<torch::optim::Adam> optimizer_;
};

}  // namespace crossroads
