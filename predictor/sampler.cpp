#include "predictor/sampler.hpp"

#include "predictor/arms.hpp"
#include "predictor/frame_tensor.hpp"
#include "predictor/generator.hpp"
#include "predictor/run_folder.hpp"
#include "predictor/runtime.hpp"
#include "predictor/safetensors.hpp"
#include "predictor/whole_frames.hpp"
#include "recordings/error.hpp"
#include "recordings/frame_source.hpp"

namespace crossroads {

struct Sampler::Impl {
  Facts facts;
  GeneratorOptions options;
  torch::Device device{torch::kCPU};
  Generator generator{nullptr};
  bool deterministic = false;
  int ahead = 1;

  // What the network is given: [1, 3K or 3K + 5, h, w].
  [[nodiscard]] torch::Tensor condition(std::span<const Frame> past,
                                        std::optional<int> action) const {
    if (static_cast<int>(past.size()) != options.past_frames) {
      throw Error(std::to_string(options.past_frames) + " past frames", std::to_string(past.size()),
                  "the call of the sampler", "give K frames, as the run was trained");
    }
    const bool known = action && *action >= 0 && *action < kActionCount;
    if (action.has_value() != options.actions || (action && !known)) {
      throw Error(options.actions ? "an action, 0 to 4" : "no action",
                  action ? "action " + std::to_string(*action) : "none", "the call of the sampler",
                  "ask takes_actions()");
    }
    const auto frames = to_tensor(past);
    return action ? with_actions(frames, torch::tensor({std::int64_t{*action}})) : frames;
  }

  [[nodiscard]] torch::Tensor predict(const torch::Tensor& condition, const torch::Tensor& z,
                                      std::int64_t per) const {
    return predict_frames(generator, device, condition, z, per);
  }

  [[nodiscard]] torch::Tensor z_tensor(const std::vector<std::vector<float>>& z) const {
    auto rows = torch::zeros({static_cast<std::int64_t>(z.size()), options.z_dim});
    for (std::size_t i = 0; i < z.size(); ++i) {
      if (static_cast<int>(z[i].size()) != options.z_dim) {
        throw Error("z of " + std::to_string(options.z_dim) + " numbers",
                    std::to_string(z[i].size()), "the call of the sampler", "use z_dim()");
      }
      std::copy(z[i].begin(), z[i].end(), rows[static_cast<std::int64_t>(i)].data_ptr<float>());
    }
    return rows;
  }

  // past (a condition) [1, C, h, w] cut into patches, all predicted in one batch, and put together
  // again. Every patch gets the same z's: they are parts of one picture.
  [[nodiscard]] std::vector<Frame> stitched(const torch::Tensor& past, const torch::Tensor& z,
                                            int patch_px) {
    if (patch_px < 1 || patch_px % options.downscale != 0) {
      throw UsageError("a patch must be a multiple of " + std::to_string(options.downscale) +
                       " px, not " + std::to_string(patch_px));
    }
    const auto count = z.size(0);
    const auto rows = next_multiple(past.size(2), patch_px) / patch_px;
    const auto cols = next_multiple(past.size(3), patch_px) / patch_px;
    const auto padded = torch::constant_pad_nd(
        past, {0, cols * patch_px - past.size(3), 0, rows * patch_px - past.size(2)}, -1);
    const auto patches = padded.view({past.size(1), rows, patch_px, cols, patch_px})
                             .permute({1, 3, 0, 2, 4})
                             .reshape({rows * cols, past.size(1), patch_px, patch_px});
    const auto predicted = predict(patches, z.repeat({rows * cols, 1}), count)
                               .view({rows, cols, count, 3, patch_px, patch_px})
                               .permute({2, 3, 0, 4, 1, 5})
                               .reshape({count, 3, rows * patch_px, cols * patch_px});
    return to_frames(predicted.narrow(2, 0, past.size(2)).narrow(3, 0, past.size(3)));
  }

  [[nodiscard]] std::vector<Frame> frames(const torch::Tensor& past, const torch::Tensor& z) {
    return to_frames(predict(past, z, z.size(0)));
  }
};

Sampler::Sampler(const std::filesystem::path& run, const std::string& device)
    : impl_(std::make_unique<Impl>()) {
  const auto file = std::filesystem::is_regular_file(run) ? run : weights_file(run);
  if (!std::filesystem::exists(file)) {
    throw Error("a run folder with generator.safetensors", "none", run.string(),
                "train one: train --recording DIR --out " + run.string());
  }
  const auto stored = read_safetensors(file);
  impl_->facts = stored.metadata;
  impl_->options = generator_options(stored.metadata, file.string());
  if (stored.metadata.count("ahead") > 0) {  // runs of before the option have none
    read_fact(stored.metadata, "ahead", impl_->ahead, file.string());
  }
  impl_->device = find_device(device);
  try {
    impl_->generator = Generator(impl_->options);
    impl_->deterministic = find_arm(impl_->facts["arm"]).deterministic;
  } catch (const UsageError& error) {  // what is a wrong option elsewhere is a damaged file here
    throw Error("metadata of a generator", error.what(), file.string(), "train the run anew");
  }
  load_parameters(*impl_->generator, stored.tensors, file.string());
  impl_->generator->to(impl_->device);
  const auto type = prediction_type(impl_->facts["precision"], impl_->device);
  impl_->generator->compute_in(type);
  keep_weights_as(type, *impl_->generator);
}

Sampler::~Sampler() = default;
Sampler::Sampler(Sampler&&) noexcept = default;

const Facts& Sampler::info() const {
  return impl_->facts;
}
int Sampler::past_frames() const {
  return impl_->options.past_frames;
}
int Sampler::ahead() const {
  return impl_->ahead;
}
bool Sampler::takes_actions() const {
  return impl_->options.actions;
}
int Sampler::z_dim() const {
  return impl_->deterministic ? 0 : impl_->options.z_dim;
}
bool Sampler::deterministic() const {
  return impl_->deterministic;
}

std::vector<Frame> Sampler::sample(std::span<const Frame> past, int samples, std::uint64_t seed,
                                   int patch_px, std::optional<int> action) const {
  const auto condition = impl_->condition(past, action);
  const auto z =
      impl_->deterministic ? zero_z(impl_->options, 1) : draw_z(impl_->options, samples, seed);
  auto frames =
      patch_px > 0 ? impl_->stitched(condition, z, patch_px) : impl_->frames(condition, z);
  if (impl_->deterministic) frames.assign(static_cast<std::size_t>(samples), Frame(frames.front()));
  return frames;
}

std::vector<std::vector<float>> Sampler::draw(int samples, std::uint64_t seed) const {
  const auto z = draw_z(impl_->options, samples, seed);
  std::vector<std::vector<float>> rows;
  for (std::int64_t i = 0; i < samples; ++i) {
    const float* row = z[i].data_ptr<float>();
    rows.emplace_back(row, row + z.size(1));
  }
  return rows;
}

std::vector<Frame> Sampler::sample_with(std::span<const Frame> past,
                                        const std::vector<std::vector<float>>& z,
                                        std::optional<int> action) const {
  if (impl_->deterministic) return sample(past, static_cast<int>(z.size()), 0, 0, action);
  return impl_->frames(impl_->condition(past, action), impl_->z_tensor(z));
}

std::vector<Frame> Sampler::sample_patches(std::span<const Frame> past,
                                           const std::vector<std::vector<float>>& z, int patch_px,
                                           std::optional<int> action) const {
  if (impl_->deterministic) return sample(past, static_cast<int>(z.size()), 0, patch_px, action);
  return impl_->stitched(impl_->condition(past, action), impl_->z_tensor(z), patch_px);
}

std::vector<Frame> Sampler::sample_each(const std::vector<std::vector<Frame>>& pasts,
                                        const std::vector<std::uint64_t>& seeds,
                                        const std::vector<int>& actions) const {
  std::vector<torch::Tensor> rows, z;
  for (std::size_t i = 0; i < pasts.size(); ++i) {
    rows.push_back(
        impl_->condition(pasts[i], actions.empty() ? std::nullopt : std::optional(actions.at(i))));
    z.push_back(impl_->deterministic ? zero_z(impl_->options, 1)
                                     : draw_z(impl_->options, 1, seeds[i]));
  }
  return to_frames(impl_->predict(torch::cat(rows), torch::cat(z), 1));
}

}  // namespace crossroads
