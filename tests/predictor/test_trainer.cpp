#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <limits>

#include "predictor/safetensors.hpp"
#include "predictor/trainer.hpp"
#include "recordings/error.hpp"
#include "tests/predictor/small_world.hpp"

using namespace crossroads;

namespace {

Trainer make(const FrameSource& source, const TrainOptions& options) {
  return {source, options, torch::kCPU, torch::kFloat32};
}

bool same_weights(const torch::nn::Module& a, const torch::nn::Module& b) {
  const auto left = a.parameters();
  const auto right = b.parameters();
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!torch::equal(left[i], right[i])) return false;
  }
  return left.size() == right.size();
}

const std::vector<std::string> kDeterministic{"mse", "l1", "mse+gdl"};
const std::vector<std::string> kSampling{"gan", "gan-packed", "gan+l1", "es", "min-of-2", "gan+es"};

std::vector<std::string> all_arms() {
  auto arms = kDeterministic;
  arms.insert(arms.end(), kSampling.begin(), kSampling.end());
  return arms;
}

}  // namespace

TEST_CASE("the mse arm memorises a world in which everything is determined") {
  auto options = test::small_options();
  options.arm = "mse";
  options.steps = 300;
  options.learning_rate = 3e-3;
  const auto source = test::walks(4);
  auto trainer = make(source, options);
  const double first = trainer.step().squared_error;
  double last = first;
  while (!trainer.finished()) last = trainer.step().squared_error;
  INFO(first << " to " << last);
  CHECK(last < first / 20);
}

TEST_CASE("a training that was saved and resumed ends in the same bits as a straight one") {
  const auto file = std::filesystem::temp_directory_path() /
                    ("crossroads_resume_" + std::to_string(getpid()) + ".pt");
  for (const auto& arm : all_arms()) {
    auto options = test::small_options();
    options.arm = arm;
    const auto source = test::redrawn_walks(4);
    auto straight = make(source, options);
    while (!straight.finished()) straight.step();
    auto first = make(source, options);
    while (first.steps_done() < 13) first.step();  // within the adversarial phase
    first.save(file);
    auto second = make(source, options);
    second.load(file);
    CHECK(second.steps_done() == 13);
    while (!second.finished()) second.step();
    INFO(arm);
    CHECK(same_weights(*straight.average(), *second.average()));
    CHECK(straight.adversarial_share() == second.adversarial_share());
  }
  std::filesystem::remove(file);
}

TEST_CASE("arms differ in their loss only: until the warm-up ends their weights are equal") {
  const auto source = test::walks(4);
  auto options = test::small_options();
  options.warm_up = 0.5;
  options.arm = "mse";
  auto mse = make(source, options);
  options.arm = "gan+es";
  auto gan = make(source, options);
  for (int i = 0; i < 10; ++i) {
    mse.step();
    gan.step();
  }
  CHECK(same_weights(*mse.average(), *gan.average()));
  mse.step();
  gan.step();
  CHECK_FALSE(same_weights(*mse.average(), *gan.average()));
}

TEST_CASE("one step of any arm changes the weights, and of any two arms in another way") {
  const auto source = test::redrawn_walks(4);
  std::vector<Trainer> trained;
  for (const auto& arm : all_arms()) {
    auto options = test::small_options();
    options.arm = arm;
    options.warm_up = 0;
    options.adversarial_from = 0;
    const auto untouched = make(source, options);
    trained.push_back(make(source, options));
    const auto report = trained.back().step();
    INFO(arm);
    CHECK(report.loss > 0);
    CHECK((report.adversarial_gradient > 0) == (arm.rfind("gan", 0) == 0 && arm != "gan+es"));
    CHECK_FALSE(same_weights(*untouched.generator(), *trained.back().generator()));
  }
  for (std::size_t i = 0; i < trained.size(); ++i) {
    for (std::size_t k = i + 1; k < trained.size(); ++k) {
      if (all_arms()[i] == "es" && all_arms()[k] == "gan+es") continue;  // its ramp begins at 0
      INFO(all_arms()[i] << " and " << all_arms()[k]);
      CHECK_FALSE(same_weights(*trained[i].generator(), *trained[k].generator()));
    }
  }
}

TEST_CASE(
    "arms with z warm up with squared error, those of one frame, or without another loss, not") {
  const auto source = test::redrawn_walks(4);
  const auto after_one_step = [&](const std::string& arm) {
    auto options = test::small_options();
    options.arm = arm;
    options.warm_up = 0.5;
    auto trainer = make(source, options);
    trainer.step();
    return trainer;
  };
  const auto mse = after_one_step("mse");
  for (const auto& arm : kSampling) {
    INFO(arm);
    const bool alone = arm == "gan" || arm == "gan-packed";
    CHECK(same_weights(*mse.generator(), *after_one_step(arm).generator()) == !alone);
  }
  CHECK_FALSE(same_weights(*mse.generator(), *after_one_step("l1").generator()));
  CHECK_FALSE(same_weights(*mse.generator(), *after_one_step("mse+gdl").generator()));
}

TEST_CASE("gan+l1 weighs L1 a hundred times, as pix2pix does") {
  auto options = test::small_options();
  options.arm = "gan+l1";
  options.warm_up = 0;
  const auto source = test::walks(4);
  auto trainer = make(source, options);
  const auto report = trainer.step();
  CHECK(report.adversarial_weight == 1);
  // Two samples of 8 patches of 3 * 32 * 32 values: each of the 16 * 3072 values pushes with
  // 100 / (16 * 3072); the norm of that is 100 / sqrt(49152).
  CHECK(report.energy_gradient == Approx(0.45105).margin(0.002));
}

TEST_CASE("the adversarial gradient reaches the generator with the norm that was asked for") {
  auto options = test::small_options();
  options.steps = 40;
  options.adversarial_ratio = 0.5;
  const auto source = test::walks(4);
  auto trainer = make(source, options);
  StepReport report;
  while (!trainer.finished()) report = trainer.step();
  CHECK(report.adversarial_gradient > 0);
  CHECK(trainer.adversarial_share() == Approx(0.5).margin(0.25));

  options.arm = "es";
  auto without = make(source, options);
  while (!without.finished()) report = without.step();
  CHECK(report.adversarial_gradient == 0);
  CHECK(without.adversarial_share() == 0);
  // It changes the weights that come out.
  CHECK_FALSE(same_weights(*trainer.average(), *without.average()));
}

TEST_CASE("what is not finite stops the training in one line, the average stays finite") {
  for (const auto& arm : all_arms()) {
    auto options = test::small_options();
    options.arm = arm;
    options.warm_up = 0;
    options.adversarial_from = 0;
    const auto source = test::redrawn_walks(4);
    auto trainer = make(source, options);
    trainer.step();
    {
      const torch::NoGradGuard no_grad;
      trainer.generator()->parameters()[0].fill_(std::numeric_limits<float>::quiet_NaN());
    }
    INFO(arm);
    CHECK_THROWS_WITH(trainer.step(), Catch::Contains("expected finite losses and gradients"));
    CHECK(trainer.steps_done() == 1);
    for (const auto& weight : trainer.average()->parameters()) {
      CHECK(weight.isfinite().all().item<bool>());
    }
  }
}
