#include <torch/script.h>

#include "predictor/script.hpp"
#include "predictor/script_archive.hpp"
#include "tests/predictor/small_world.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::test;
using crossroads::tests::error_of;
using crossroads::tests::Scratch;

namespace {

struct Declared {
  std::int64_t past_frames = 2;
  std::int64_t z_dim = 1;
  std::string z_distribution = "bernoulli";
};

// A module as torch.jit.script would save it; `body` computes y.
std::filesystem::path save(const Scratch& scratch, const std::string& body,
                           const Declared& declared = {}) {
  torch::jit::Module module("Network");
  module.register_attribute("past_frames", c10::IntType::get(), declared.past_frames);
  module.register_attribute("z_dim", c10::IntType::get(), declared.z_dim);
  module.register_attribute("z_distribution", c10::StringType::get(), declared.z_distribution);
  module.define("def forward(self, x, z):\n" + body);
  auto file = scratch / "network.pt";
  module.save(file.string());
  return file;
}

const std::vector<Frame> kPast{square_at(0, 1), square_at(1, 1)};

// The first pixel of each of 400 samples of y = z.
std::vector<int> drawn(const std::string& distribution) {
  const Scratch scratch;
  const ScriptedNetwork network(
      save(scratch, "  return x[:, -3:] * 0 + z[:, :, None, None]\n", {2, 1, distribution}));
  std::vector<int> values;
  for (const Frame& frame : network.sample(kPast, 400, 5)) values.push_back(frame.pixels[0]);
  return values;
}

long count_of(const std::vector<int>& values, int value) {
  return std::count(values.begin(), values.end(), value);
}

}  // namespace

TEST_CASE("a script sees the past in [-1, 1] and its answer is rounded to 8 bits") {
  const Scratch scratch;
  const ScriptedNetwork same(save(scratch, "  return x[:, -3:]\n"));
  CHECK(same.past_frames() == 2);
  CHECK(same.z_dim() == 1);
  CHECK(same.z_distribution() == "bernoulli");
  const auto frames = same.sample(kPast, 100, 1);  // more than one batch
  CHECK(frames.size() == 100);
  CHECK((frames.back() == kPast.back()));
  const ScriptedNetwork first(save(scratch, "  return x[:, :3] * 2\n"));
  CHECK((first.sample(kPast, 1, 1).front() == kPast.front()));  // clamped
}

TEST_CASE("z is drawn as the script declares it") {
  const auto bits = drawn("bernoulli");
  CHECK(count_of(bits, 0) + count_of(bits, 255) == 400);
  CHECK(count_of(bits, 0) == Approx(200).margin(50));  // 5 standard deviations of 10
  const auto uniform = drawn("uniform");
  CHECK(count_of(uniform, 0) + count_of(uniform, 255) < 20);
  CHECK(std::count_if(uniform.begin(), uniform.end(), [](int v) { return v < 64; }) ==
        Approx(100).margin(44));
  const auto normal = drawn("normal");  // 0.159 of it lies below -1 and is clamped
  CHECK(count_of(normal, 0) == Approx(64).margin(37));
  CHECK(drawn("normal") == normal);
}

TEST_CASE("a script without z answers once for all") {
  const Scratch scratch;
  const ScriptedNetwork network(save(scratch, "  return x[:, -3:] + z.sum()\n", {2, 0, "none"}));
  CHECK((network.sample(kPast, 3, 1).back() == kPast.back()));
}

TEST_CASE("a script that does not declare itself is refused by what is missing") {
  const Scratch scratch;
  const auto refused = [&](const Declared& declared, const std::string& words) {
    const auto file = save(scratch, "  return x\n", declared);
    CHECK_THAT(error_of([&] { ScriptedNetwork{file}; }), Catch::Contains(words));
  };
  refused({0, 1, "normal"}, "past_frames: a whole number of 1 or more, found 0");
  refused({2, -1, "normal"}, "z_dim: a whole number of 0 or more, found -1");
  refused({2, 1, "dice"}, "z_distribution: normal, uniform or bernoulli, found dice");
  torch::jit::Module bare("Bare");
  bare.define("def forward(self, x, z):\n  return x\n");
  bare.save((scratch / "bare.pt").string());
  CHECK_THAT(error_of([&] { ScriptedNetwork{scratch / "bare.pt"}; }),
             Catch::Contains("attribute past_frames") && Catch::Contains("found none"));
}

TEST_CASE("a script that fails or answers wrongly is named in one line") {
  const Scratch scratch;
  const auto refused = [&](const std::string& body, const std::string& words) {
    const ScriptedNetwork network(save(scratch, body));
    CHECK_THAT(error_of([&] { static_cast<void>(network.sample(kPast, 2, 1)); }),
               Catch::Contains(words) && Catch::Contains("network.pt"));
  };
  refused("  return x\n", "y of shape [2, 3, 32, 64], floats in [-1, 1], found [2, 6, 32, 64]");
  refused("  return x[:, -3:] / 0 * 0\n", "found NaN");
  refused("  return x[:, -3:] + z\n", "found RuntimeError: The size of tensor a (32)");
  refused("  return 3\n", "takes x [2, 6, 32, 64] and z [2, 1]");
}

TEST_CASE("a file says which torch wrote it, as far as it tells") {
  const Scratch scratch;
  const auto file = save(scratch, "  return x\n");
  CHECK(describe_script_archive(file) ==
        "file format 3 of torch " + std::to_string(TORCH_VERSION_MAJOR));
  tests::write_text(scratch / "text.pt", "no zip file at all");
  CHECK(describe_script_archive(scratch / "text.pt") == "no TorchScript file");
  CHECK_THAT(error_of([&] { ScriptedNetwork{scratch / "text.pt"}; }),
             Catch::Contains("LibTorch " TORCH_VERSION) && Catch::Contains("no TorchScript file"));
  CHECK_THAT(error_of([&] { ScriptedNetwork{scratch / "none.pt"}; }),
             Catch::Contains("found none"));
  // Cut anywhere it is still one line.
  const std::string whole = tests::read_text(file);
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    tests::write_text(scratch / "cut.pt", whole.substr(0, size));
    static_cast<void>(error_of([&] { ScriptedNetwork{scratch / "cut.pt"}; }));
  }
}
