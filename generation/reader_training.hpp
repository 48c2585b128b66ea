// Trains the attribute reader on pictures that are painted while it learns: none comes twice, so
// nothing can be learnt by heart. No torch in this header.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "portraits/attributes.hpp"

namespace crossroads {

struct ReaderOptions {
  std::string out;  // folder for reader.safetensors
  std::int64_t steps = 3000;
  int batch = 64;  // pictures a step
  std::uint64_t seed = 1;
  int channels = 48;
  double learning_rate = 2e-3;  // Muon's and Adam's, at its highest
  int test_pictures = 10'000;
  std::string precision = "auto";  // auto (a probe), bf16 or fp32
  int threads = 0;                 // 0: one for each core
};

// By attribute: the share of the fresh pictures that were read rightly.
using ReaderAccuracy = std::array<double, kAttributes>;

struct ReaderScore {
  ReaderAccuracy accuracy{};
  double feature_square = 0;  // mean over features and pictures
};
class AttributeReader;
// On this many fresh pictures of the seed, with a bar.
[[nodiscard]] ReaderScore score_reader(const AttributeReader& reader, std::uint64_t seed,
                                       int pictures);

// Shows a bar; writes the weights as bfloat16, then scores what was written. UsageError: an option
// out of range. Error: interrupted; then nothing is written.
ReaderAccuracy train_reader(const ReaderOptions& options);

}  // namespace crossroads
