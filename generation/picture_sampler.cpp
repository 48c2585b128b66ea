#include "generation/picture_sampler.hpp"

#include "generation/picture_generator.hpp"
#include "generation/picture_run.hpp"
#include "predictor/frame_tensor.hpp"
#include "predictor/run_folder.hpp"
#include "predictor/runtime.hpp"
#include "predictor/safetensors.hpp"
#include "recordings/error.hpp"

namespace crossroads {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kAtOnce = 250;  // pictures

fs::path file_of(const fs::path& run) {
  if (fs::exists(weights_file(run))) return weights_file(run);
  throw Error("a run folder of train-portraits, with generator.safetensors", "none", run.string(),
              "check the path, or train one");
}

torch::Tensor rows_of(const std::vector<std::vector<float>>& rows, std::size_t width) {
  auto all =
      torch::empty({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(width)});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() != width) {
      throw Error("rows of " + std::to_string(width) + " numbers", std::to_string(rows[i].size()),
                  "z or condition", "give as many as the run has");
    }
    std::copy(rows[i].begin(), rows[i].end(), all[static_cast<std::int64_t>(i)].data_ptr<float>());
  }
  return all;
}

}  // namespace

struct PictureSampler::Impl {
  Impl(const fs::path& run, const std::string& device_name)
      : device(find_device(device_name)),
        file(read_safetensors(file_of(run))),
        options(picture_net_options(file.metadata, file_of(run).string())) {
    check_options(options);
    generator = PictureGenerator(options);
    load_parameters(*generator, file.tensors, file_of(run).string());
    generator->to(device);
    const auto type = prediction_type(fact(file.metadata, "precision"), device);
    generator->compute_in(type);
    keep_weights_as(type, *generator);
    file.tensors.clear();
  }

  torch::Device device;
  SafetensorsFile file;
  PictureNetOptions options;
  PictureGenerator generator{nullptr};
};

PictureSampler::PictureSampler(const fs::path& run, const std::string& device)
    : impl_(std::make_unique<Impl>(run, device)) {}
PictureSampler::~PictureSampler() = default;
PictureSampler::PictureSampler(PictureSampler&&) noexcept = default;

const Facts& PictureSampler::info() const {
  return impl_->file.metadata;
}
const ConditionSpace& PictureSampler::space() const {
  return impl_->options.condition;
}
int PictureSampler::z_dim() const {
  return impl_->options.z_dim;
}
int PictureSampler::side_px() const {
  return impl_->options.side_px;
}
bool PictureSampler::deterministic() const {
  return fact(info(), "arm") == "mse";
}

std::vector<std::vector<float>> PictureSampler::draw(std::size_t count, std::uint64_t seed) const {
  const auto z = draw_z(impl_->options, static_cast<std::int64_t>(count), seed).contiguous();
  const auto width = static_cast<std::size_t>(z_dim());
  std::vector<std::vector<float>> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const float* first = z.data_ptr<float>() + i * width;
    rows.emplace_back(first, first + width);
  }
  return rows;
}

std::vector<Frame> PictureSampler::sample(std::span<const Request> requests,
                                          const std::vector<std::vector<float>>& z) const {
  torch::NoGradGuard no_grad;
  std::vector<std::vector<float>> asked;
  for (std::size_t i = 0; i < z.size(); ++i) {
    asked.push_back(condition_row(space(), requests.size() == 1 ? requests[0] : requests[i]));
  }
  auto all_z = rows_of(z, static_cast<std::size_t>(z_dim()));
  if (deterministic()) all_z.zero_();
  const auto all_asked = rows_of(asked, static_cast<std::size_t>(condition_size(space())));
  std::vector<Frame> pictures;
  for (std::int64_t first = 0; first < all_z.size(0); first += kAtOnce) {
    const auto count = std::min(kAtOnce, all_z.size(0) - first);
    const auto made =
        impl_->generator->forward(all_z.narrow(0, first, count).to(impl_->device),
                                  all_asked.narrow(0, first, count).to(impl_->device));
    for (Frame& picture : to_frames(made)) pictures.push_back(std::move(picture));
  }
  return pictures;
}

}  // namespace crossroads
