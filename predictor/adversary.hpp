// The discriminator at work: it learns to tell real futures from drawn ones, and says which way the
// drawn ones should go. Relativistic pairs (R3GAN, Huang et al. 2024): real and drawn follow the
// same condition. Its slope is held by the finite-difference zero-centred penalty on real and drawn
// (aR1, aR2 of Seaweed-APT, 2025), every second step.
#pragma once

#include <memory>
#include <vector>

#include "predictor/discriminator.hpp"

namespace crossroads {

class Adversary {
 public:
  Adversary(std::shared_ptr<DiscriminatorImpl> discriminator, double beta1, double beta2,
            double penalty_weight);

  // One step of the discriminator; its loss, the mean over the `drawn` ones. All are [N, ...] of
  // the same pasts. `random` draws the penalty's noise. Error: not finite; nothing has changed.
  double train(const torch::Tensor& past, const torch::Tensor& real,
               const std::vector<torch::Tensor>& drawn, const torch::Generator& random,
               std::int64_t step);

  // The generator's loss and its gradient at `drawn`.
  struct Push {
    double loss = 0;
    torch::Tensor gradient;
  };
  [[nodiscard]] Push push(const torch::Tensor& past, const torch::Tensor& real,
                          const torch::Tensor& drawn, std::int64_t step) const;

  void set_rate(double rate);
  [[nodiscard]] const std::shared_ptr<DiscriminatorImpl>& discriminator() const {
    return discriminator_;
  }
  [[nodiscard]] torch::optim::Adam& optimizer() const { return *optimizer_; }

 private:
  std::shared_ptr<DiscriminatorImpl> discriminator_;
  std::unique_ptr<torch::optim::Adam> optimizer_;
  double penalty_weight_;
};

}  // namespace crossroads
