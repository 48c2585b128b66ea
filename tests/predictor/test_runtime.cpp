#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "predictor/processor.hpp"
#include "predictor/runtime.hpp"

using namespace crossroads;

namespace {

// What is chosen where the steps take these seconds, round by round, the last ones for ever.
struct Probe {
  std::vector<double> fp32, bf16;
  int rounds = 0;

  torch::ScalarType choose() {
    return faster_precision([this](torch::ScalarType type) {
      const auto& times = type == torch::kBFloat16 ? bf16 : fp32;
      const auto now = std::min<std::size_t>(rounds, times.size() - 1);
      if (type == torch::kBFloat16) ++rounds;  // the second of a round
      return times[now];
    });
  }
};

}  // namespace

TEST_CASE("bf16 is chosen where it is clearly faster, warm") {
  CHECK(Probe{{1}, {0.5}}.choose() == torch::kBFloat16);
  CHECK(Probe{{1}, {0.95}}.choose() == torch::kFloat32);
  CHECK(Probe{{9, 1}, {0.8, 0.95}}.choose() == torch::kBFloat16);
  CHECK(Probe{{9, 1}, {8, 2}}.choose() == torch::kFloat32);
  CHECK(Probe{{1}, {3, 0.5}}.choose() == torch::kBFloat16);
}

TEST_CASE("a CPU is probed for bf16 where it has it") {
  int probed = 0;
  const auto seconds = [&](torch::ScalarType type) {
    ++probed;
    return type == torch::kBFloat16 ? 0.1 : 1;
  };
  const auto chosen = choose_precision("auto", torch::kCPU, seconds);
  CHECK((chosen == torch::kBFloat16) == has_bf16());
  CHECK((probed > 0) == has_bf16());
  CHECK(choose_precision("auto", torch::kCUDA, [](torch::ScalarType) -> double {
          throw std::logic_error("probed");
        }) == torch::kBFloat16);
}

TEST_CASE("a precision that is told is not probed, and a wrong one is refused") {
  const auto never = [](torch::ScalarType) -> double { throw std::logic_error("probed"); };
  CHECK(choose_precision("bf16", torch::kCPU, never) == torch::kBFloat16);
  CHECK(choose_precision("fp32", torch::kCPU, never) == torch::kFloat32);
  CHECK_THROWS_WITH(choose_precision("fp16", torch::kCPU, never),
                    "--precision must be auto, bf16 or fp32, not fp16");
}

TEST_CASE("a run of bf16 predicts in it where Linux says that the processor has it") {
  std::stringstream text;
  text << std::ifstream("/proc/cpuinfo").rdbuf();
  const auto flag = [&](const char* name) { return text.str().find(name) != std::string::npos; };
  CHECK(has_amx_bf16() == flag("amx_bf16"));
  CHECK(has_bf16() == (flag("amx_bf16") || flag("avx512_bf16")));
  CHECK((prediction_type("bf16", torch::kCPU) == torch::kBFloat16) == has_bf16());
  CHECK(prediction_type("fp32", torch::kCPU) == torch::kFloat32);
  CHECK(prediction_type("bf16", torch::kCUDA) == torch::kBFloat16);
}
