#include <catch2/catch.hpp>

#include "predictor/generator.hpp"
#include "recordings/error.hpp"
#include "tests/predictor/small_world.hpp"

using namespace crossroads;

namespace {

GeneratorOptions small(const std::string& injection = "modulate") {
  GeneratorOptions options = test::small_options().generator;
  options.z_injection = injection;
  if (injection == "sum") options.z_dim = options.channels;
  return options;
}

torch::Tensor predict(Generator& generator, const torch::Tensor& past, const torch::Tensor& z) {
  return generator->decode(generator->encode(past), past.narrow(1, past.size(1) - 3, 3), z);
}

}  // namespace

TEST_CASE("the generator gives a frame of the same size for any multiple of its cell") {
  torch::manual_seed(1);
  Generator generator(small());
  for (const auto& size : {std::pair{32, 32}, std::pair{64, 40}}) {
    const auto past = torch::rand({2, 6, size.first, size.second});
    const auto next = predict(generator, past, zero_z(generator->options(), 2));
    CHECK(next.sizes().vec() == std::vector<std::int64_t>{2, 3, size.first, size.second});
    CHECK(next.scalar_type() == torch::kFloat32);
  }
}

TEST_CASE("z changes the prediction by every way in, and gradient comes back to its weights") {
  for (const auto* injection : {"concat", "sum", "add", "modulate"}) {
    torch::manual_seed(1);
    Generator generator(small(injection));
    const auto past = torch::rand({1, 6, 32, 32}) * 2 - 1;
    const auto dim = generator->options().z_dim;
    const auto one = predict(generator, past, torch::ones({1, dim}));
    const auto other = predict(generator, past, -torch::ones({1, dim}));
    INFO(injection);
    CHECK((one - other).abs().max().item<double>() > 1e-3);
    one.sum().backward();
    for (const auto& parameter : generator->named_parameters()) {
      INFO(parameter.key());
      CHECK(parameter.value().grad().defined());
    }
  }
}

TEST_CASE("z has any of 1 to 100 numbers, by every way in that its length allows") {
  for (const auto* injection : {"concat", "sum", "add", "modulate"}) {
    for (const int dim : {1, 16, 100}) {
      GeneratorOptions options = small(injection);
      options.z_dim = dim;
      if (options.z_injection == "sum") options.channels = dim;
      if (options.channels < 16) continue;  // too narrow for a network
      Generator generator(options);
      const auto past = torch::rand({2, 6, 32, 32}) * 2 - 1;
      const auto two = predict(generator, past.narrow(0, 0, 1).expand({2, 6, 32, 32}),
                               draw_z(options, 2, 1) + torch::tensor({{0.F}, {1.F}}));
      INFO(injection << " " << dim);
      CHECK((two[0] - two[1]).abs().max().item<double>() > 0);
    }
  }
}

TEST_CASE("an action is a plane of 1 among planes of -1, and changes the prediction") {
  auto options = small();
  options.actions = true;
  torch::manual_seed(1);
  Generator generator(options);
  const auto past = (torch::rand({1, 6, 16, 16}) * 2 - 1).expand({2, 6, 16, 16});
  const auto condition = with_actions(past, torch::tensor({0, 3}, torch::kInt64));
  REQUIRE(condition.sizes().vec() ==
          std::vector<std::int64_t>{2, condition_channels(options), 16, 16});
  CHECK(torch::equal(condition.narrow(1, 0, 6), past));
  const auto planes = condition.narrow(1, 6, 5).mean({2, 3});
  CHECK(torch::equal(planes, torch::tensor({{1., -1., -1., -1., -1.}, {-1., -1., -1., 1., -1.}},
                                           torch::kFloat32)));
  CHECK(torch::equal(last_frame(condition, options), past.narrow(1, 3, 3)));
  const auto two = generator->decode(generator->encode(condition), last_frame(condition, options),
                                     torch::ones({2, 3}));
  CHECK((two[0] - two[1]).abs().max().item<double>() > 1e-3);
}

TEST_CASE("nothing reaches a pixel from beyond the receptive radius") {
  torch::manual_seed(1);
  Generator generator(small());
  const int radius = generator->receptive_radius_px();
  auto past = torch::rand({1, 6, 8, 256});
  const auto z = torch::ones({1, 3});
  const auto before = predict(generator, past, z);
  past.narrow(3, 0, 8) += 1;  // the first cell
  const auto changed = (predict(generator, past, z) - before).abs().amax({0, 1, 2});
  CHECK(changed.narrow(0, 0, 8).max().item<double>() > 0);
  CHECK(changed.narrow(0, 7 + radius + 1, 256 - 8 - radius).max().item<double>() == 0);
}

TEST_CASE("bf16 compute stays near fp32") {
  torch::manual_seed(1);
  Generator generator(small());
  const auto past = torch::rand({1, 6, 32, 32}) * 2 - 1;
  const auto z = torch::ones({1, 3});
  const auto exact = predict(generator, past, z);
  generator->compute_in(torch::kBFloat16);
  CHECK((predict(generator, past, z) - exact).abs().max().item<double>() < 0.05);
}

TEST_CASE("weights kept as they are computed with change nothing") {
  for (const auto type : {torch::kFloat32, torch::kBFloat16}) {
    torch::manual_seed(1);
    Generator generator(small());
    generator->compute_in(type);
    const auto past = torch::rand({1, 6, 32, 32}) * 2 - 1;
    const auto z = draw_z(generator->options(), 1, 3);
    const auto before = predict(generator, past, z);
    keep_weights_as(type, *generator);
    for (const auto& weight : generator->parameters()) {
      if (weight.dim() < 4) continue;  // the projection of z keeps its type
      CHECK(weight.scalar_type() == type);
      CHECK(weight.is_contiguous(torch::MemoryFormat::ChannelsLast));
    }
    CHECK(torch::equal(predict(generator, past, z), before));
  }
}

TEST_CASE("z has the asked distribution, fresh for another seed and equal for the same") {
  GeneratorOptions options = small();
  options.z_dim = 100;
  const auto bits = draw_z(options, 100, 7);
  CHECK(bits.abs().eq(1).all().item<bool>());
  CHECK(bits.mean().item<double>() == Approx(0).margin(0.05));
  CHECK(torch::equal(bits, draw_z(options, 100, 7)));
  CHECK_FALSE(torch::equal(bits, draw_z(options, 100, 8)));
  options.z_distribution = "uniform";
  const auto uniform = draw_z(options, 100, 7);
  CHECK(uniform.abs().max().item<double>() <= 1);
  CHECK(uniform.var().item<double>() == Approx(1.0 / 3).margin(0.02));
  options.z_distribution = "normal";
  CHECK(draw_z(options, 100, 7).std().item<double>() == Approx(1).margin(0.05));
}

TEST_CASE("wrong options are refused by name") {
  GeneratorOptions options = small();
  options.z_injection = "sum";
  CHECK_THROWS_WITH(check_options(options), Catch::Contains("--z-dim must equal --channels"));
  options = small();
  options.downscale = 3;
  CHECK_THROWS_AS(check_options(options), UsageError);
  options = small();
  options.z_distribution = "cauchy";
  CHECK_THROWS_WITH(check_options(options), Catch::Contains("cauchy"));
}
