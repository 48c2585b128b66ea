#include <catch2/catch.hpp>
#include <cmath>

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

TEST_CASE("misreading is the cross entropy of what was asked, the entropy of what is free") {
  const auto read = torch::tensor({0.2F, 0.5F, 0.3F, 0.9F, 0.1F}).view({1, 5});
  const auto logits = torch::log(read);
  const auto both = full_requests(kLabels.narrow(0, 0, 1), kSpace);
  const double colour = -std::log(0.5), hat = -std::log(0.9);
  const auto by = [&](const torch::Tensor& rows, const torch::Tensor& asked) {
    return misreading(rows, asked, read.squeeze(0), kSpace).item<double>();
  };
  CHECK(by(logits, both) == Approx((colour + hat) / 2));
  const double colour_entropy = -0.2 * std::log(0.2) - 0.5 * std::log(0.5) - 0.3 * std::log(0.3);
  const auto hat_alone = torch::tensor({0.0F, 0.0F, 0.0F, 1.0F, 0.0F}).view({1, 5});
  // The only reading is as the shares are: they are not apart.
  CHECK(by(logits, hat_alone) == Approx((colour_entropy + hat) / 2));
}

TEST_CASE("free readings beyond doubt are right if all together have the shares of real ones") {
  const auto sure = [](const std::vector<float>& rows) {
    return torch::log(torch::tensor(rows).clamp_min(1e-7)).view({-1, 2});
  };
  const ConditionSpace hat = {{"hat", {"no", "yes"}}};
  const auto shares = torch::tensor({0.75F, 0.25F});
  const auto free = torch::zeros({4, 2});
  const auto even = sure({1, 0, 1, 0, 1, 0, 0, 1}), one_sided = sure({1, 0, 1, 0, 1, 0, 1, 0});
  CHECK(misreading(even, free, shares, hat).item<double>() == Approx(0).margin(1e-4));
  CHECK(misreading(one_sided, free, shares, hat).item<double>() ==
        Approx(std::log(1 / 0.75)).margin(1e-3));
}
