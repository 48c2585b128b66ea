// Trains one generator on one arm's loss. All arms share generator, batches, steps and schedule;
// only the loss differs. Adam, cosine learning rate, an EMA copy for use. Everything random is
// drawn from (seed, step), so a resumed training goes on bit for bit.
#pragma once

#include <memory>
#include <string>

#include "predictor/arms.hpp"
#include "predictor/discriminator.hpp"
#include "predictor/patches.hpp"

namespace crossroads {

struct StepReport {
  std::int64_t step = 0;
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
  // The patches whose future is open, with two samples of each: [n, 2, 3, P, P].
  struct Open {
    torch::Tensor past, next, samples;
  };
  [[nodiscard]] double progress() const;  // 0 to 1 over the training
  void set_learning_rate();
  StepReport step_mean(const PatchBatch& batch);
  StepReport step_samples(const PatchBatch& batch);
  StepReport step_alone(const PatchBatch& batch);
  void train_judge(const torch::Tensor& real, const torch::Tensor& fake, std::int64_t past_channels,
                   StepReport& report);
  // Trains the discriminator and returns the weighted gradient at `fake`, a sample of each past.
  torch::Tensor step_adversarial(const Open& open, const torch::Tensor& fake, StepReport& report);
  void train_discriminator(const Open& open, const torch::Tensor& fake, StepReport& report);
  void must_be_finite(double value) const;
  [[nodiscard]] std::uint64_t z_seed(std::uint64_t use) const;
  void finish_step(const StepReport& report);

  TrainOptions options_;
  Arm arm_;
  torch::Device device_;
  PatchCutter cutter_;
  Generator generator_{nullptr}, average_{nullptr};
  Discriminator discriminator_{nullptr};  // beside another loss
  TileDiscriminator judge_{nullptr};      // alone; one of the two is there
  std::unique_ptr<torch::optim::Adam> generator_optimizer_, discriminator_optimizer_;
  std::int64_t done_ = 0;
  // Running norms for the adversarial weight, and the sums behind adversarial_share().
  double energy_norm_ = 0, adversarial_norm_ = 0, share_sum_ = 0, share_count_ = 0;
};

}  // namespace crossroads
