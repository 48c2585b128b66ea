// bench_predictor: how many patches and whole frames a second this machine trains on and predicts.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>

#include "predictor/runtime.hpp"
#include "predictor/trainer.hpp"
#include "recordings/error.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

using Json = nlohmann::ordered_json;

constexpr int kFrameSizes[][2] = {{64, 64}, {224, 248}};  // width, height: measuring level, classic
constexpr int kLeastRounds = 3;

struct Options {
  TrainOptions train;
  std::vector<int> batches{1, 4, 16, 64, 256};
  double seconds = 2;  // for each line
};

void check(const Options& o) {
  check_options(o.train.generator);
  if (find_arm(o.train.arm).packed) {
    throw UsageError("--arm: expected one that learns from a recording alone, found " +
                     o.train.arm);
  }
  if (!(o.seconds > 0 && o.seconds <= 3600)) throw UsageError("--seconds must be above 0 to 3600");
  for (const int batch : o.batches) {
    if (batch < 1 || batch > 4096) throw UsageError("--batches must be numbers of 1 to 4096");
  }
  if (o.train.patch_px < 8 || o.train.patch_px > 64 ||
      o.train.patch_px % o.train.generator.downscale != 0) {
    throw UsageError("--patch must be 8 to 64 and a multiple of " +
                     std::to_string(o.train.generator.downscale));
  }
}

// A bright square that walks through frames of 64x64 px: how fast a network is does not depend on
// what it sees.
FrameSource walking_square() {
  constexpr int kSize = 64, kFrames = 64;
  FrameSource source;
  source.height_px = source.width_px = kSize;
  source.episodes = {{0, kFrames}};
  source.pixels.assign(std::size_t{3} * kSize * kSize * kFrames, 0);
  for (int t = 0; t < kFrames; ++t) {
    for (int y = 28; y < 36; ++y) {
      std::uint8_t* row = source.pixels.data() + t * source.bytes_per_frame() + y * kSize;
      std::fill_n(row + t % (kSize - 8), 8, 255);
    }
  }
  return source;
}

// The median time of one call: other work on the machine makes single ones slow.
double median_seconds(double for_seconds, const std::function<void()>& call) {
  using Clock = std::chrono::steady_clock;
  call();  // the first one allocates
  std::vector<double> rounds;
  double total = 0;
  while (!interrupted() && (total < for_seconds || rounds.size() < kLeastRounds)) {
    const auto start = Clock::now();
    call();
    if (torch::cuda::is_available()) torch::cuda::synchronize();
    rounds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    total += rounds.back();
  }
  if (rounds.empty()) return 1;  // interrupted: nothing of it is printed
  std::nth_element(rounds.begin(), rounds.begin() + rounds.size() / 2, rounds.end());
  return rounds[rounds.size() / 2];
}

void print(const Json& line) {
  if (interrupted()) return;
  std::printf("%s\n", line.dump().c_str());
  std::fflush(stdout);
}

// With all losses of the arm at work, as in the last part of a training.
void bench_training(const Options& o, const FrameSource& source, torch::Device device,
                    torch::ScalarType type) {
  for (const int batch : o.batches) {
    TrainOptions options = o.train;
    options.batch = batch;
    options.steps = 1'000'000'000;
    options.warm_up = 0;
    options.adversarial_from = 0;
    Trainer trainer(source, options, device, type);
    const double seconds = median_seconds(o.seconds, [&] { trainer.step(); });
    print({{"what", "training"},
           {"arm", options.arm},
           {"patch_px", options.patch_px},
           {"batch", batch},
           {"patches_per_second", batch / seconds}});
  }
}

// One sample of each of `count` pasts of this size, encoder and decoder, in one batch.
double prediction_seconds(Generator& generator, const Options& o, torch::Device device, int count,
                          int width_px, int height_px) {
  const torch::NoGradGuard no_grad;
  const GeneratorOptions& options = o.train.generator;
  const auto past =
      (torch::rand({count, condition_channels(options), height_px, width_px}) * 2 - 1).to(device);
  const auto z = draw_z(options, count, 1).to(device);
  const auto last = last_frame(past, options);
  return median_seconds(o.seconds, [&] { generator->decode(generator->encode(past), last, z); });
}

void bench_prediction(const Options& o, torch::Device device, torch::ScalarType type) {
  Generator generator(o.train.generator);
  generator->to(device);
  generator->compute_in(type);
  keep_weights_as(type, *generator);
  const int patch = o.train.patch_px;
  for (const int batch : o.batches) {
    const double seconds = prediction_seconds(generator, o, device, batch, patch, patch);
    print({{"what", "prediction of patches"},
           {"patch_px", patch},
           {"batch", batch},
           {"patches_per_second", batch / seconds}});
  }
  for (const auto& [width, height] : kFrameSizes) {
    const double seconds = prediction_seconds(generator, o, device, 1, width, height);
    print({{"what", "prediction of whole frames"},
           {"width_px", width},
           {"height_px", height},
           {"batch", 1},
           {"frames_per_second", 1 / seconds}});
  }
}

void bench(const Options& o) {
  check(o);
  set_threads(o.train.threads);
  const auto device = find_device(o.train.device);
  const auto type = choose_precision(o.train.precision, o.train, device);
  Generator whole(o.train.generator);
  print({{"what", "machine"},
         {"runtime", describe_runtime(device, type)},
         {"precision", type == torch::kBFloat16 ? "bf16" : "fp32"},
         {"parameters", parameter_count(*whole)}});
  const FrameSource source = walking_square();
  bench_training(o, source, device, type);
  bench_prediction(o, device, type);
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("batches", po::value(&o.batches)->multitoken()->default_value(o.batches, "1 4 16 64 256"),
      "patches in one step or one prediction");
  add("seconds", with_default(o.seconds), "how long each line is measured");
  add("arm", with_default(o.train.arm), "the arm whose training is timed");
  add("patch", with_default(o.train.patch_px), "side of a patch, px");
  add("past-frames", with_default(o.train.generator.past_frames),
      "K, frames that the network sees");
  add("channels", with_default(o.train.generator.channels), "width of the generator's layers");
  add("z-dim", with_default(o.train.generator.z_dim), "numbers in z");
  add("device", with_default(o.train.device), "cpu or cuda");
  add("precision", with_default(o.train.precision), "auto (a probe), bf16 or fp32");
  add("threads", with_default(o.train.threads), "CPU threads; 0 is one for each core");
  const ProgramText text{"bench_predictor",
                         "Patches and whole frames a second, in training and prediction, as "
                         "lines of JSON.",
                         "bench_predictor\n"
                         "bench_predictor --batches 16 64 --arm mse --precision fp32 --threads 1\n"
                         "bench_predictor --patch 64 --seconds 5 > bench.jsonl"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    bench(o);
  });
}
