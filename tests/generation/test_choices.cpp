#include <catch2/catch.hpp>

#include "generation/picture_generator.hpp"
#include "recordings/error.hpp"

using namespace crossroads;

namespace {

PictureNetOptions options_of(const std::string& distribution) {
  PictureNetOptions options;
  options.z_dim = 40;
  options.z_distribution = distribution;
  options.condition = {{"colour", {"black", "red", "white"}}, {"hat", {"no", "yes"}}};
  return options;
}

const torch::Tensor kShares = torch::tensor({0.2F, 0.5F, 0.3F, 0.9F, 0.1F});

Choices fitted(const PictureNetOptions& options, const torch::Tensor& shares = kShares) {
  torch::manual_seed(3);
  Choices choices(options);
  choices->fit(draw_z(options, 20'000, 1), shares);
  return choices;
}

torch::Tensor freely(Choices& choices, const torch::Tensor& z) {
  return choices->complete(z, torch::zeros({z.size(0), 5}));
}

}  // namespace

TEST_CASE("z decides what is free, at the shares of real pictures, whatever its distribution is") {
  const auto options = options_of(GENERATE("normal", "uniform", "bernoulli"));
  auto choices = fitted(options);
  const auto drawn = freely(choices, draw_z(options, 20'000, 2));
  CHECK((drawn.narrow(1, 0, 3).sum(1) == 1).all().item<bool>());
  CHECK((drawn.narrow(1, 3, 2).sum(1) == 1).all().item<bool>());
  const auto apart = (drawn.mean(0) - kShares).abs().max();
  CHECK(apart.item<double>() < 0.02);
  // The one says nothing about the other: 5 % have red and a hat.
  CHECK((drawn.select(1, 1) * drawn.select(1, 4)).mean().item<double>() ==
        Approx(0.05).margin(0.01));
}

TEST_CASE("what is asked for stays, and z decides the rest as it would without") {
  const auto options = options_of("normal");
  auto choices = fitted(options);
  const auto z = draw_z(options, 100, 2);
  const auto hat = torch::tensor({0.0F, 0.0F, 0.0F, 0.0F, 1.0F}).expand({100, 5});
  const auto asked = choices->complete(z, hat), free = freely(choices, z);
  CHECK(torch::equal(asked.narrow(1, 0, 3), free.narrow(1, 0, 3)));
  CHECK(torch::equal(asked.narrow(1, 3, 2), hat.narrow(1, 3, 2)));
}

TEST_CASE("what decides values is taken out of z, and nothing else is") {
  const auto options = options_of("normal");
  auto choices = fitted(options);
  const auto z = draw_z(options, 100, 2), rest = choices->rest(z);
  // Directions are as bfloat16 can say them, so their angles are right to a percent.
  CHECK(torch::allclose(choices->rest(rest), rest, 0, 0.05));
  // 2 of 40 directions are gone.
  CHECK((rest.square().sum() / z.square().sum()).item<double>() == Approx(0.95).margin(0.02));
  const auto moved = z + 10 * choices->rest(draw_z(options, 100, 3));
  // What is added beside leaves what decides as it is.
  CHECK(torch::allclose(moved - choices->rest(moved), z - choices->rest(z), 0, 0.05));
}

TEST_CASE("halfway from one z to another values come at the same shares") {
  const auto options = options_of("normal");
  auto choices = fitted(options);
  const auto halfway = (draw_z(options, 20'000, 2) + draw_z(options, 20'000, 3)) / 2;
  const auto drawn = freely(choices, halfway);
  CHECK((drawn.mean(0) - kShares).abs().max().item<double>() < 0.02);
  CHECK(torch::equal(freely(choices, 0.1 * halfway), drawn));
}

TEST_CASE("values that no picture has are never decided, wherever they stand") {
  auto options = options_of(GENERATE("normal", "bernoulli"));
  options.z_dim = 4;  // few: bernoulli z's lie on their outermost points often
  for (const auto& colours :
       {std::vector<float>{0, 0.5F, 0.5F}, {0.5F, 0, 0.5F}, {0.5F, 0.5F, 0}}) {
    auto shares = kShares.clone();
    shares.narrow(0, 0, 3).copy_(torch::tensor(colours));
    auto choices = fitted(options, shares);
    const auto drawn = freely(choices, draw_z(options, 20'000, 2)).mean(0);
    for (int i = 0; i < 3; ++i) CHECK((drawn[i].item<double>() > 0) == (colours[i] > 0));
  }
}

TEST_CASE("an attribute of one value has it") {
  auto options = options_of("normal");
  options.condition = {{"species", {"human"}}, {"hat", {"no", "yes"}}};
  torch::manual_seed(3);
  Choices choices(options);
  choices->fit(draw_z(options, 1000, 1), torch::tensor({1.0F, 0.5F, 0.5F}));
  const auto drawn = choices->complete(draw_z(options, 100, 2), torch::zeros({100, 3}));
  CHECK((drawn.select(1, 0) == 1).all().item<bool>());
}

TEST_CASE("choices that were stored in bfloat16 decide as before") {
  const auto options = options_of("normal");
  auto choices = fitted(options), stored = fitted(options);
  torch::NoGradGuard no_grad;
  for (auto& weight : stored->parameters()) {
    weight.copy_(weight.to(torch::kBFloat16).to(torch::kFloat32));
  }
  const auto z = draw_z(options, 10'000, 2);
  CHECK(torch::equal(freely(stored, z), freely(choices, z)));
}

TEST_CASE("z must have room for all that it decides") {
  auto options = options_of("normal");
  options.summary = 8;
  options.z_dim = 3;
  CHECK_THROWS_AS(check_options(options), UsageError);
  options.z_decides = false;
  CHECK_NOTHROW(check_options(options));
  options.z_decides = true;
  options.z_dim = 4;
  CHECK_NOTHROW(check_options(options));
}
