#include "predictor/arms.hpp"

#include <array>

#include "recordings/error.hpp"

namespace crossroads {

namespace {

const std::array<Arm, 9> kArms{{
    {"mse", Regression::squared, true, false},
    {"l1", Regression::absolute, true, false},
    {"mse+gdl", Regression::gradient_difference, true, false},
    {"gan", Regression::none, false, true},
    {"gan-packed", Regression::none, false, true, false, true},
    {"gan+l1", Regression::absolute, false, true},
    {"es", Regression::energy_score, false, false},
    {"min-of-2", Regression::best_of_two, false, false},
    {"gan+es", Regression::energy_score, false, true, true},
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
