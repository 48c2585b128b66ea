#include "predictor/runtime.hpp"

#include <link.h>

#include <sstream>
#include <thread>

#include "predictor/muon.hpp"
#include "predictor/processor.hpp"
#include "predictor/training_clock.hpp"
#include "recordings/error.hpp"

namespace crossroads {

void set_threads(int threads) {
  if (threads < 0 || threads > 1024) throw UsageError("--threads must be 0 (all cores) to 1024");
  const int all = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  torch::set_num_threads(threads == 0 ? all : threads);
  at::globalContext().setFlushDenormal(true);
}

torch::Device find_device(const std::string& name) {
  if (name == "cpu") return torch::kCPU;
  if (name != "cuda") throw UsageError("--device must be cpu or cuda, not " + name);
  if (!torch::cuda::is_available()) {
    throw UsageError("--device cuda: this LibTorch sees no CUDA device; use --device cpu");
  }
  return torch::kCUDA;
}

std::string loaded_blas() {
  std::string found = "none";
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* data) {
        const std::string path = info->dlpi_name;
        const auto slash = path.rfind('/');
        const std::string file = slash == std::string::npos ? path : path.substr(slash + 1);
        for (const char* name : {"libblas.so", "libopenblas", "libmkl_core"}) {
          if (file.rfind(name, 0) == 0) *static_cast<std::string*>(data) = path;
        }
        return 0;
      },
      &found);
  return found;
}

namespace {

bool computes_bf16(const torch::Device& device) {
  static const bool cpu_has_bf16 = has_bf16();
  return !device.is_cpu() || cpu_has_bf16;
}

// There, back, and Muon's update, whose products take about as long.
double seconds_of_step(Generator& generator, const TrainOptions& options, torch::ScalarType type) {
  generator->compute_in(type);
  Muon muon(*generator, type);
  const auto past = torch::zeros(
      {options.batch, condition_channels(options.generator), options.patch_px, options.patch_px});
  const auto last = last_frame(past, options.generator);
  const auto z = zero_z(options.generator, options.batch);
  const auto start = std::chrono::steady_clock::now();
  generator->decode(generator->encode(past), last, z).sum().backward();
  muon.step(0);
  return seconds_since(start);
}

}  // namespace

torch::ScalarType faster_precision(
    const std::function<double(torch::ScalarType)>& seconds_of_step) {
  // In turns, and the best of each: what else the machine does then weighs on both alike.
  double fp32 = 1e9, bf16 = 1e9;
  for (int i = 0; i < 6; ++i) {
    fp32 = std::min(fp32, seconds_of_step(torch::kFloat32));
    bf16 = std::min(bf16, seconds_of_step(torch::kBFloat16));
  }
  // Only where it is clearly faster: fp32 is the safer one.
  return bf16 < 0.9 * fp32 ? torch::kBFloat16 : torch::kFloat32;
}

torch::ScalarType choose_precision(
    const std::string& precision, const torch::Device& device,
    const std::function<double(torch::ScalarType)>& seconds_of_step) {
  if (precision == "bf16") return torch::kBFloat16;
  if (precision == "fp32") return torch::kFloat32;
  if (precision != "auto") {
    throw UsageError("--precision must be auto, bf16 or fp32, not " + precision);
  }
  if (!computes_bf16(device)) return torch::kFloat32;
  return device.is_cpu() ? faster_precision(seconds_of_step) : torch::kBFloat16;
}

torch::ScalarType choose_precision(const std::string& precision, const TrainOptions& options,
                                   const torch::Device& device) {
  Generator probe(options.generator);
  return choose_precision(precision, device, [&](torch::ScalarType type) {
    return seconds_of_step(probe, options, type);
  });
}

torch::ScalarType prediction_type(const std::string& precision, const torch::Device& device) {
  return precision == "bf16" && computes_bf16(device) ? torch::kBFloat16 : torch::kFloat32;
}

std::string describe_runtime(const torch::Device& device, torch::ScalarType type) {
  std::ostringstream text;
  text << "LibTorch " << TORCH_VERSION << ", " << device.str() << ", " << torch::get_num_threads()
       << " threads, BLAS " << loaded_blas() << ", " << (type == torch::kBFloat16 ? "bf16" : "fp32")
       << " compute";
  return text.str();
}

std::string describe_machine(const std::string& device, const std::string& precision) {
  const auto found = find_device(device);
  return describe_runtime(found, prediction_type(precision, found));
}

}  // namespace crossroads
