#include "predictor/script.hpp"

#include <caffe2/serialize/versions.h>
#include <torch/script.h>

#include <sstream>

#include "predictor/frame_tensor.hpp"
#include "predictor/generator.hpp"
#include "predictor/runtime.hpp"
#include "predictor/script_archive.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

constexpr std::int64_t kLargestBatch = 64;  // bounds the memory

// Of LibTorch's many lines the one that says what is wrong, without its place in their sources.
std::string reason(const std::exception& error) {
  const auto* torch_error = dynamic_cast<const c10::Error*>(&error);
  std::istringstream lines(torch_error ? torch_error->what_without_backtrace() : error.what());
  std::string first, found;
  for (std::string line; std::getline(lines, line);) {
    if (first.empty()) first = line;
    if (line.rfind("RuntimeError: ", 0) == 0) found = line;
  }
  const std::string line = found.empty() ? first : found;
  const std::size_t place = line.rfind("[enforce fail at ", 0) == 0 ? line.find("] . ") : line.npos;
  return place == line.npos ? line : line.substr(place + 4);
}

std::string readable_formats() {
  using namespace caffe2::serialize;
  return "file formats " + std::to_string(kMinSupportedFileFormatVersion) + " to " +
         std::to_string(kMaxSupportedFileFormatVersion);
}

torch::jit::Module load_module(const std::filesystem::path& file, const torch::Device& device) {
  if (!std::filesystem::is_regular_file(file)) {
    throw Error("a TorchScript file", "none", file.string(), "save one by torch.jit.script");
  }
  try {
    return torch::jit::load(file.string(), device);
  } catch (const std::exception& error) {
    throw Error("TorchScript that LibTorch " TORCH_VERSION " reads (" + readable_formats() + ")",
                describe_script_archive(file) + " (" + reason(error) + ")", file.string(),
                "script and save it with torch " TORCH_VERSION ", or give samples to score");
  }
}

class Declarations {
 public:
  Declarations(const torch::jit::Module& module, std::string file)
      : module_(module), file_(std::move(file)) {}

  [[nodiscard]] int number(const std::string& name, int least) const {
    const auto value = module_.attr(name, c10::IValue());
    if (value.isInt() && value.toInt() >= least && value.toInt() <= 1 << 20) {
      return static_cast<int>(value.toInt());
    }
    throw wrong(name, "a whole number of " + std::to_string(least) + " or more", value);
  }
  [[nodiscard]] std::string distribution() const {
    const auto value = module_.attr("z_distribution", c10::IValue());
    if (value.isString()) {
      for (const char* known : {"normal", "uniform", "bernoulli"}) {
        if (value.toStringRef() == known) return known;
      }
    }
    throw wrong("z_distribution", "normal, uniform or bernoulli", value);
  }

 private:
  [[nodiscard]] Error wrong(const std::string& name, const std::string& what,
                            const c10::IValue& found) const {
    std::ostringstream text;
    text << found;
    return {"a module with the attribute " + name + ": " + what,
            found.isNone() ? "none" : text.str(), file_,
            "set self." + name + " before torch.jit.script (torch.jit.trace drops it)"};
  }
  const torch::jit::Module& module_;
  std::string file_;
};

}  // namespace

struct ScriptedNetwork::Impl {
  std::string file;
  torch::Device device;
  torch::jit::Module module;
  GeneratorOptions options;  // past_frames, z_dim and z_distribution are all that is meant

  Impl(const std::filesystem::path& path, const std::string& device_name)
      : file(path.string()), device(find_device(device_name)), module(load_module(path, device)) {
    const Declarations declared(module, file);
    options.past_frames = declared.number("past_frames", 1);
    options.z_dim = declared.number("z_dim", 0);
    if (options.z_dim > 0) options.z_distribution = declared.distribution();
    module.eval();
  }

  [[nodiscard]] torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& z) {
    try {
      return module.forward({x.to(device), z.to(device)}).toTensor().to(torch::kCPU);
    } catch (const std::exception& error) {
      std::ostringstream shapes;
      shapes << "a module that takes x " << x.sizes() << " and z " << z.sizes();
      throw Error(shapes.str(), reason(error), file, "see its forward(x, z)");
    }
  }

  void check(const torch::Tensor& y, const torch::Tensor& x) const {
    const std::vector<std::int64_t> wanted{x.size(0), 3, x.size(2), x.size(3)};
    std::ostringstream expected, found;
    expected << "y of shape " << c10::IntArrayRef(wanted) << ", floats in [-1, 1]";
    if (y.sizes() != c10::IntArrayRef(wanted))
      found << y.sizes();
    else if (!y.is_floating_point())
      found << y.dtype();
    else if (!torch::isfinite(y).all().item<bool>())
      found << "NaN or infinity";
    if (!found.str().empty()) {
      throw Error(expected.str(), found.str(), file, "see its forward(x, z)");
    }
  }
};

ScriptedNetwork::ScriptedNetwork(const std::filesystem::path& file, const std::string& device)
    : impl_(std::make_unique<Impl>(file, device)) {}
ScriptedNetwork::~ScriptedNetwork() = default;
ScriptedNetwork::ScriptedNetwork(ScriptedNetwork&&) noexcept = default;

int ScriptedNetwork::past_frames() const {
  return impl_->options.past_frames;
}
int ScriptedNetwork::z_dim() const {
  return impl_->options.z_dim;
}
const std::string& ScriptedNetwork::z_distribution() const {
  return impl_->options.z_distribution;
}
std::int64_t ScriptedNetwork::parameters() const {
  std::int64_t count = 0;
  for (const auto& parameter : impl_->module.parameters()) count += parameter.numel();
  return count;
}

std::vector<Frame> ScriptedNetwork::sample(std::span<const Frame> past, int samples,
                                           std::uint64_t seed) const {
  const torch::NoGradGuard no_grad;
  const auto x = to_tensor(past);
  const auto z = draw_z(impl_->options, samples, seed);
  std::vector<Frame> frames;
  for (std::int64_t i = 0; i < z.size(0); i += kLargestBatch) {
    const auto count = std::min(kLargestBatch, z.size(0) - i);
    const auto rows = x.repeat({count, 1, 1, 1});
    const auto y = impl_->forward(rows, z.narrow(0, i, count).contiguous());
    impl_->check(y, rows);
    const auto part = to_frames(y.to(torch::kFloat32));
    frames.insert(frames.end(), part.begin(), part.end());
  }
  return frames;
}

}  // namespace crossroads
