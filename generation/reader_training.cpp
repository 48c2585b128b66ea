#include "generation/reader_training.hpp"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <future>
#include <numbers>

#include "generation/attribute_reader.hpp"
#include "generation/fresh_portraits.hpp"
#include "generation/reader_network.hpp"
#include "portraits/painted_set.hpp"
#include "predictor/muon.hpp"
#include "predictor/optimizing.hpp"
#include "predictor/runtime.hpp"
#include "predictor/safetensors.hpp"
#include "predictor/training_clock.hpp"
#include "recordings/error.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

struct Batch {
  torch::Tensor pictures, values;  // [N, 3, 64, 64] in [-1, 1], [N, 9] int64
};

Batch paint_batch(const ReaderOptions& o, std::int64_t step) {
  const auto count = static_cast<std::size_t>(o.batch);
  const auto fresh = fresh_portraits(Purpose::reader_training, o.seed,
                                     static_cast<std::uint64_t>(step) * count, count);
  Batch batch{reader_input(fresh.pictures),
              torch::empty({o.batch, static_cast<std::int64_t>(kAttributes)}, torch::kInt64)};
  auto* out = batch.values.data_ptr<std::int64_t>();
  for (const AttributeValues& values : fresh.values)
    out = std::copy(values.begin(), values.end(), out);
  return batch;
}

// Warms up over the first 100 steps, then half a cosine down to a fiftieth.
double rate_at(const ReaderOptions& o, std::int64_t step) {
  constexpr double kWarmUp = 100, kLeast = 0.02;
  const double done = static_cast<double>(step) / static_cast<double>(o.steps);
  const double cosine = (1 + std::cos(std::numbers::pi * done)) / 2;
  return o.learning_rate * std::min(1.0, static_cast<double>(step + 1) / kWarmUp) *
         (kLeast + (1 - kLeast) * cosine);
}

class ReaderTrainer {
 public:
  ReaderTrainer(const ReaderOptions& options, ReaderNetwork network, torch::ScalarType type)
      : options_(options),
        network_(std::move(network)),
        muon_(*network_, type),
        adam_(network_->parameters(),
              torch::optim::AdamOptions(options.learning_rate).betas({0.9, 0.99})) {
    network_->compute_in(type);
  }

  double step(std::int64_t step, const Batch& batch) {
    adam_.zero_grad();
    const auto loss =
        reader_loss(network_->scores(network_->features(batch.pictures)), batch.values);
    loss.backward();
    const double value = loss.item<double>();
    must_be_finite(value, step);
    const double rate = rate_at(options_, step);
    muon_.step(rate);
    set_rate(adam_, rate);
    adam_.step();
    return value;
  }

 private:
  const ReaderOptions& options_;
  ReaderNetwork network_;
  Muon muon_;
  torch::optim::Adam adam_;
};

double seconds_of_step(ReaderNetwork& network, int batch, torch::ScalarType type) {
  network->compute_in(type);
  const auto pictures = torch::zeros({batch, 3, 64, 64});
  const auto start = std::chrono::steady_clock::now();
  network->features(pictures).sum().backward();
  network->zero_grad();
  return seconds_since(start);
}

void check(const ReaderOptions& o) {
  if (o.steps < 1)
    throw UsageError("--steps: expected 1 or more, found " + std::to_string(o.steps));
  check_at_least("--batch", o.batch, 1);
  check_at_least("--channels", o.channels, 1);
  check_at_least("--test-pictures", o.test_pictures, 1);
  if (!(o.learning_rate > 0)) throw UsageError("--learning-rate: expected more than 0");
  if (fs::exists(fs::path(o.out) / kReaderFile)) {
    throw Error("a folder without a reader", "one that is there already",
                (fs::path(o.out) / kReaderFile).string(), "name another one, or move it away");
  }
}

void learn(const ReaderOptions& o, ReaderNetwork& network, torch::ScalarType type) {
  ReaderTrainer trainer(o, network, type);
  Progress bar("train-reader", "steps", o.steps);
  auto next = std::async(std::launch::async, paint_batch, std::cref(o), 0);
  double mean = 0;
  for (std::int64_t step = 0; step < o.steps; ++step) {
    const Batch batch = next.get();
    // Painted by another thread meanwhile.
    if (step + 1 < o.steps)
      next = std::async(std::launch::async, paint_batch, std::cref(o), step + 1);
    const double loss = trainer.step(step, batch);
    mean = step == 0 ? loss : 0.98 * mean + 0.02 * loss;
    char note[32];
    std::snprintf(note, sizeof note, "loss %.3f", mean);
    bar.update(step + 1, note);
    stop_if_interrupted("the training", "train-reader");
  }
  bar.finish();
}

Metadata facts_of(const ReaderOptions& o, torch::ScalarType type, double seconds) {
  return {{"channels", std::to_string(o.channels)},
          {"painter_version", std::to_string(kPainterVersion)},
          {"seed", std::to_string(o.seed)},
          {"steps", std::to_string(o.steps)},
          {"batch", std::to_string(o.batch)},
          {"feature_scale", "1"},
          {"precision", type == torch::kBFloat16 ? "bf16" : "fp32"},
          {"seconds", std::to_string(static_cast<std::int64_t>(seconds))},
          {"crossroads_version", CROSSROADS_VERSION}};
}

// Once before it is scored, as what is scored is what is written, then with the score.
ReaderAccuracy write_scored(const ReaderOptions& o, const ReaderNetwork& network, Metadata facts) {
  const fs::path file = fs::path(o.out) / kReaderFile;
  const auto write = [&] {
    write_safetensors(file, named_parameters(*network), facts, torch::kBFloat16);
  };
  write();
  const ReaderScore score = score_reader(AttributeReader(o.out), o.seed, o.test_pictures);
  facts["feature_scale"] = std::to_string(1 / std::sqrt(score.feature_square));
  facts["tested"] = std::to_string(o.test_pictures);
  for (std::size_t i = 0; i < kAttributes; ++i) {
    const std::string name(attribute_list()[i].name);
    facts["accuracy_" + name] = std::to_string(score.accuracy[i]);
  }
  write();
  return score.accuracy;
}

}  // namespace

ReaderScore score_reader(const AttributeReader& reader, std::uint64_t seed, int pictures) {
  constexpr std::size_t kAtOnce = 500;
  ReaderScore score;
  const auto all = static_cast<std::size_t>(pictures);
  Progress bar("train-reader", "fresh pictures", pictures);
  for (std::size_t from = 0; from < all; from += kAtOnce) {
    const std::size_t count = std::min(kAtOnce, all - from);
    const auto fresh = fresh_portraits(Purpose::reader_test, seed, from, count);
    const auto read = reader.read(fresh.pictures);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t k = 0; k < kAttributes; ++k) {
        score.accuracy[k] += read.readings[i].values[k] == fresh.values[i][k] ? 1.0 / pictures : 0;
      }
    }
    const double numbers = static_cast<double>(read.features.size) * pictures;
    for (const double one : read.features.numbers) score.feature_square += one * one / numbers;
    bar.update(static_cast<std::int64_t>(from + count));
    stop_if_interrupted("the test", "train-reader");
  }
  bar.finish();
  return score;
}

ReaderAccuracy train_reader(const ReaderOptions& options) {
  check(options);
  set_threads(options.threads);
  torch::manual_seed(options.seed);
  ReaderNetwork network(options.channels);
  const auto type = choose_precision(options.precision, torch::kCPU, [&](torch::ScalarType probed) {
    return seconds_of_step(network, options.batch, probed);
  });
  std::printf("%s\n%lld parameters\n", describe_runtime(torch::kCPU, type).c_str(),
              static_cast<long long>(parameter_count(*network)));
  std::fflush(stdout);  // before the progress bar, also into a file
  const auto start = std::chrono::steady_clock::now();
  learn(options, network, type);
  return write_scored(options, network, facts_of(options, type, seconds_since(start)));
}

}  // namespace crossroads
