#include <catch2/catch.hpp>
#include <cmath>

#include "generation/code_reader.hpp"
#include "tests/generation/small_pictures.hpp"

using namespace crossroads;

TEST_CASE("a reader of codes is unsure at first, and learns what they show") {
  auto net = test::small_picture_options().net;
  net.condition = {{"colour", {"black", "red", "white"}}, {"hat", {"no", "yes"}}};
  torch::manual_seed(1);
  CodeReader reader(net, torch::kCPU, torch::kFloat32);
  const auto labels = torch::tensor({1.0F, 0.0F, 0.0F, 0.0F, 1.0F,  //
                                     0.0F, 0.0F, 1.0F, 1.0F, 0.0F})
                          .view({2, 5});
  const auto codes = torch::randn({2, 4, 2, 2});
  const auto misreading = [&] { return reader.misreading(codes, labels).item<double>(); };
  CHECK(misreading() == Approx((std::log(3) + std::log(2)) / 2).margin(0.5));
  const double before = misreading();
  CHECK(reader.learn(codes, labels, 1e-2) == Approx(before));
  for (int i = 0; i < 100; ++i) (void)reader.learn(codes, labels, 1e-2);
  CHECK(misreading() < 0.01);
}
