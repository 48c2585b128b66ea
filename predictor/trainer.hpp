// Trains one generator on one arm's loss. All arms share generator, batches, steps and schedule;
// only the loss differs. Muon and Adam, cosine learning rate, an EMA copy for use. Everything
// random is drawn from (seed, step), so a resumed training goes on bit for bit.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "predictor/adversary.hpp"
#include "predictor/arms.hpp"
#include "predictor/checkpoint.hpp"
#include "predictor/muon.hpp"
#include "predictor/optimizing.hpp"
#include "predictor/patches.hpp"

namespace crossroads {

struct StepReport {
  double loss = 0;  // of the arm, at the generator
  double energy_score = 0;
  double squared_error = 0;   // a frame's sum over [-1, 1] values
  double generator_loss = 0;  // adversarial, 0 while it doesn't count
  double discriminator_loss = 0;
  double energy_gradient = 0;       // norms at the generator's output: of the arm's other loss
  double adversarial_gradient = 0;  // after its weight
  double adversarial_weight = 0;
};

class Trainer {
 public:
  // `options.steps` must be set: the schedule depends on it.
  Trainer(const FrameSource& source, const TrainOptions& options, torch::Device device,
          torch::ScalarType compute_type);

  // Error: a loss or gradient that is not finite; the generator is unchanged then.
  StepReport step();
  [[nodiscard]] std::int64_t steps_done() const { return done_; }
  [[nodiscard]] bool finished() const { return done_ >= options_.steps; }
  // Mean over the steps of the last half of adversarial over energy gradient norm.
  [[nodiscard]] double adversarial_share() const;

  [[nodiscard]] Generator generator() const { return generator_; }  // being trained
  [[nodiscard]] Generator average() const { return average_; }      // EMA weights, for use

  // Everything needed to go on: weights, EMA, optimizers, step.
  void save(const std::filesystem::path& checkpoint) const;
  void load(const std::filesystem::path& checkpoint);

 private:
  // Two samples of each past, and their energy score.
  struct Drawn {
    torch::Tensor features, last;  // of the pasts
    torch::Tensor samples;         // [2N, 3, P, P], of the generator
    torch::Tensor leaf, pair;      // the same values cut off; `pair` is [N, 2, 3, P, P]
    torch::Tensor energy;
  };
  [[nodiscard]] std::shared_ptr<DiscriminatorImpl> make_discriminator() const;
  [[nodiscard]] double progress() const;  // 0 to 1 over the training
  [[nodiscard]] double learning_rate() const;
  StepReport step_mean(const PatchBatch& batch);
  Drawn draw_twice(const PatchBatch& batch, StepReport& report);
  StepReport step_samples(const PatchBatch& batch);
  StepReport step_alone(const PatchBatch& batch);
  // Trains the discriminator and adds a fresh sample of each open past with its weighted gradient.
  void add_adversarial(const PatchBatch& batch, const Drawn& drawn,
                       std::vector<torch::Tensor>& outputs, std::vector<torch::Tensor>& gradients,
                       StepReport& report);
  [[nodiscard]] CheckpointParts parts() const;
  [[nodiscard]] std::uint64_t z_seed(std::uint64_t use) const;
  void finish_step(const StepReport& report);

  TrainOptions options_;
  Arm arm_;
  torch::Device device_;
  PatchCutter cutter_;
  Generator generator_{nullptr}, average_{nullptr};
  std::unique_ptr<Adversary> adversary_;
  std::unique_ptr<torch::optim::Adam> generator_optimizer_;  // of what Muon leaves
  std::unique_ptr<Muon> muon_;  // none for an arm that is adversarial alone
  std::int64_t done_ = 0;
  GradientBalance balance_;
  double share_sum_ = 0, share_count_ = 0;  // behind adversarial_share()
};

}  // namespace crossroads
