#include <catch2/catch.hpp>

#include "generation/training_requests.hpp"

using namespace crossroads;

namespace {

const ConditionSpace kSpace = {{"colour", {"black", "red", "white"}}, {"hat", {"no", "yes"}}};
const torch::Tensor kLabels = torch::tensor({1, 0, 2, 1}, torch::kInt64).view({2, 2});

}  // namespace

TEST_CASE("a full request asks for all that a picture shows") {
  const auto full = full_requests(kLabels, kSpace);
  const auto rows = torch::tensor({0.0F, 1.0F, 0.0F, 1.0F, 0.0F, 0.0F, 0.0F, 1.0F, 0.0F, 1.0F});
  CHECK(torch::equal(full, rows.view({2, 5})));
}

TEST_CASE("a random request asks for nothing that a picture does not show, and for parts of it") {
  auto random = torch::make_generator<torch::CPUGeneratorImpl>(std::uint64_t{1});
  const auto labels = kLabels.repeat({500, 1});
  const auto asked = random_requests(labels, kSpace, random);
  CHECK((asked <= full_requests(labels, kSpace)).all().item<bool>());
  const auto wishes = asked.sum(1);
  // Nothing or all with 0.3 each, and of the rest a quarter each.
  CHECK((wishes == 0).to(torch::kFloat32).mean().item<double>() == Approx(0.4).margin(0.06));
  CHECK((wishes == 2).to(torch::kFloat32).mean().item<double>() == Approx(0.4).margin(0.06));
}
