#include "predictor/arms.hpp"

#include <array>

#include "recordings/error.hpp"

namespace crossroads {

namespace {

const std::array<Arm, 9> kArms{{
    {.name = "mse", .regression = Regression::squared, .deterministic = true},
    {.name = "l1", .regression = Regression::absolute, .deterministic = true},
    {.name = "mse+gdl", .regression = Regression::gradient_difference, .deterministic = true},
    {.name = "gan", .adversarial = true},
    {.name = "gan-packed", .adversarial = true, .packed = true},
    {.name = "gan+l1", .regression = Regression::absolute, .adversarial = true},
    {.name = "es", .regression = Regression::energy_score},
    {.name = "min-of-2", .regression = Regression::best_of_two},
    {.name = "gan+es",
     .regression = Regression::energy_score,
     .adversarial = true,
     .balanced = true},
}};

}  // namespace

const Arm& find_arm(const std::string& name) {
  for (const Arm& arm : kArms) {
    if (arm.name == name) return arm;
  }
  throw UsageError("--arm must be one of " + arm_names() + ", not " + name);
}

std::string arm_names() {
  std::string names;
  for (const Arm& arm : kArms) names += (names.empty() ? "" : ", ") + arm.name;
  return names;
}

}  // namespace crossroads
