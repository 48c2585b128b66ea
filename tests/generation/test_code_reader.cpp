#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "generation/code_reader.hpp"
#include "recordings/error.hpp"
#include "tests/generation/small_pictures.hpp"

using namespace crossroads;

namespace {

const ConditionSpace kSpace = {{"colour", {"black", "red", "white"}}, {"hat", {"no", "yes"}}};

}  // namespace

TEST_CASE("misreading is the cross entropy of what was asked for, the mean over attributes") {
  const auto logits = torch::log(torch::tensor({0.2F, 0.5F, 0.3F, 0.9F, 0.1F})).view({1, 5});
  const auto red = torch::tensor({0.0F, 1.0F, 0.0F, 1.0F, 0.0F}).view({1, 5});
  CHECK(misreading(logits, red, kSpace).item<double>() ==
        Approx(-(std::log(0.5) + std::log(0.9)) / 2));
  // Logits of any offset, and the mean over pictures.
  const auto white = torch::tensor({0.0F, 0.0F, 1.0F, 0.0F, 1.0F}).view({1, 5});
  CHECK(misreading(torch::cat({logits, logits + 3}), torch::cat({red, white}), kSpace)
            .item<double>() ==
        Approx(-(std::log(0.5) + std::log(0.9) + std::log(0.3) + std::log(0.1)) / 4));
}

TEST_CASE("a reader of codes learns what they show, and not from what is no number") {
  auto net = test::small_picture_options().net;
  net.condition = kSpace;
  torch::manual_seed(1);
  CodeReader reader(net, torch::kCPU, torch::kFloat32);
  const auto labels = torch::tensor({1.0F, 0.0F, 0.0F, 0.0F, 1.0F,  //
                                     0.0F, 0.0F, 1.0F, 1.0F, 0.0F})
                          .view({2, 5});
  const auto codes = torch::randn({2, 4, 2, 2});
  const auto wrong = [&] { return misreading(reader.read(codes), labels, kSpace).item<double>(); };
  const double before = wrong();
  CHECK(before > 0.5);
  const auto broken = torch::full_like(codes, std::numeric_limits<float>::quiet_NaN());
  CHECK_THROWS_AS(reader.learn(broken, labels, 1e-2, 7), Error);
  CHECK(wrong() == before);
  CHECK(reader.learn(codes, labels, 1e-2, 7) == Approx(before));
  for (int i = 0; i < 100; ++i) (void)reader.learn(codes, labels, 1e-2, i);
  CHECK(wrong() < 0.01);
}
