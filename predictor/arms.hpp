// The arms: generator, batches, steps and seeds are the same for all, only the loss differs. One
// row each, so that nobody has to ask for an arm by its name to know what kind it is. No torch.
#pragma once

#include <string>

namespace crossroads {

// What an arm's loss asks of two samples of the same past. The adversarial term is apart.
enum class Regression { none, squared, absolute, gradient_difference, energy_score, best_of_two };

struct Arm {
  std::string name;
  Regression regression = Regression::none;
  // Trained and used at z = 0: every sample is the same frame. Such an arm has no warm-up: its loss
  // is of the warm-up's kind already and learns from the first step.
  bool deterministic = false;
  bool adversarial = false;
  // The adversarial term comes late, when the samples show the futures already, and its gradient is
  // held at a share of the other loss's. Elsewhere it counts from the warm-up's end with a weight
  // of 1: alone, or beside L1 as in pix2pix, nothing else would make the samples differ.
  bool balanced = false;
  // The discriminator judges two futures of one past at once (PacGAN, Lin et al. 2018): samples
  // that are always equal give themselves away. Needs a second real future of each past.
  bool packed = false;
  // Nothing but the discriminator teaches the generator.
  [[nodiscard]] bool adversarial_alone() const { return regression == Regression::none; }
};

// UsageError names all arms.
[[nodiscard]] const Arm& find_arm(const std::string& name);
// "mse, l1, ...", for texts.
[[nodiscard]] std::string arm_names();

}  // namespace crossroads
