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

}  // namespace

TEST_CASE("z decides what is free, at the shares of real pictures, whatever its distribution is") {
  const auto options = options_of(GENERATE("normal", "uniform", "bernoulli"));
  torch::manual_seed(3);
  Choices choices(options);
  choices->fit(draw_z(options, 20'000, 1), kShares);
  const auto drawn = choices->complete(draw_z(options, 20'000, 2), torch::zeros({20'000, 5}));
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
  torch::manual_seed(3);
  Choices choices(options);
  choices->fit(draw_z(options, 20'000, 1), kShares);
  const auto z = draw_z(options, 100, 2);
  const auto hat = torch::tensor({0.0F, 0.0F, 0.0F, 0.0F, 1.0F}).expand({100, 5});
  const auto asked = choices->complete(z, hat), free = choices->complete(z, torch::zeros({100, 5}));
  CHECK(torch::equal(asked.narrow(1, 0, 3), free.narrow(1, 0, 3)));
  CHECK(torch::equal(asked.narrow(1, 3, 2), hat.narrow(1, 3, 2)));
}

TEST_CASE("what decides values is taken out of z, and nothing else is") {
  const auto options = options_of("normal");
  torch::manual_seed(3);
  Choices choices(options);
  choices->fit(draw_z(options, 20'000, 1), kShares);
  const auto z = draw_z(options, 100, 2), rest = choices->rest(z);
  CHECK(torch::allclose(choices->rest(rest), rest, 1e-4, 1e-5));
  // 2 of 40 directions are gone.
  CHECK((rest.square().sum() / z.square().sum()).item<double>() == Approx(0.95).margin(0.02));
  const auto moved = z + 10 * choices->rest(draw_z(options, 100, 3));
  CHECK(torch::equal(choices->complete(moved, torch::zeros({100, 5})),
                     choices->complete(z, torch::zeros({100, 5}))));
}

TEST_CASE("z must have room for all that it decides") {
  auto options = options_of("normal");
  options.z_dim = 2;
  CHECK_THROWS_AS(check_options(options), UsageError);
  options.z_decides = false;
  CHECK_NOTHROW(check_options(options));
}
