#include "predictor/generator.hpp"

#include <cmath>

#include "predictor/convolution.hpp"
#include "recordings/error.hpp"
#include "recordings/frame_source.hpp"

namespace crossroads {

ConvImpl::ConvImpl(int in, int out, int kernel, double gain, int stride) : stride_(stride) {
  const double deviation = gain * std::sqrt(2.0 / (static_cast<double>(in) * kernel * kernel));
  weight_ = register_parameter("weight", torch::randn({out, in, kernel, kernel}) * deviation);
  bias_ = register_parameter("bias", torch::zeros({out}));
}

torch::Tensor ConvImpl::forward(const torch::Tensor& input) {
  const auto type = input.scalar_type();
  const auto weight =
      weight_.to(weight_.options().dtype(type), false, false, torch::MemoryFormat::ChannelsLast);
  return convolve(input, weight, bias_.to(type), stride_);
}

void ConvImpl::keep_as(torch::ScalarType type) {
  weight_.set_data(
      weight_.to(weight_.options().dtype(type), false, false, torch::MemoryFormat::ChannelsLast));
  bias_.set_data(bias_.to(type));
}

void keep_weights_as(torch::ScalarType type, torch::nn::Module& module) {
  for (const auto& part : module.modules()) {
    if (auto* conv = part->as<ConvImpl>()) conv->keep_as(type);
  }
}

BlockImpl::BlockImpl(const GeneratorOptions& options, bool with_z)
    : injection_(with_z && options.z_dim > 0 ? options.z_injection : "none") {
  const int channels = options.channels;
  first_ = register_module("first", Conv(channels, channels, 3, 1.0));
  // A small second convolution keeps a stack without norm layers near the identity at the start.
  second_ = register_module("second", Conv(channels, channels, 3, 0.3));
  if (injection_ == "add") {
    project_ = register_module("project", torch::nn::Linear(options.z_dim, channels));
  } else if (injection_ == "modulate") {
    project_ = register_module("project", torch::nn::Linear(options.z_dim, 2 * channels));
  }
}

torch::Tensor BlockImpl::forward(const torch::Tensor& h, const torch::Tensor& z) {
  auto inner = first_->forward(torch::relu(h));
  if (injection_ == "add") {
    inner = inner + project_->forward(z).to(inner.scalar_type()).unsqueeze(-1).unsqueeze(-1);
  } else if (injection_ == "modulate") {
    const auto both = project_->forward(z).to(inner.scalar_type()).unsqueeze(-1).unsqueeze(-1);
    const auto scale_shift = both.chunk(2, 1);
    inner = torch::addcmul(inner + scale_shift[1], inner, scale_shift[0]);
  }
  return second_->forward(torch::relu(inner)) + h;  // laid out as the first operand
}

GeneratorImpl::GeneratorImpl(const GeneratorOptions& options) : options_(options) {
  check_options(options);
  const int cell = options.downscale * options.downscale;
  const int channels = options.channels;
  stem_ = register_module("stem", Conv(condition_channels(options) * cell, channels, 1, 1.0));
  for (int i = 0; i < options.encoder_blocks; ++i) {
    encoder_.push_back(register_module("encoder" + std::to_string(i), Block(options, false)));
  }
  if (options.z_dim > 0 && options.z_injection == "concat") {
    join_ = register_module("join", Conv(channels + options.z_dim, channels, 1, 1.0));
  }
  for (int i = 0; i < options.decoder_blocks; ++i) {
    decoder_.push_back(register_module("decoder" + std::to_string(i), Block(options, true)));
  }
  head_ = register_module("head", Conv(channels, 3 * cell, 1, 0.1));
}

torch::Tensor GeneratorImpl::encode(const torch::Tensor& condition) {
  const auto type = condition.options().dtype(compute_type_);
  auto h = torch::pixel_unshuffle(condition, options_.downscale)
               .to(type, false, false, torch::MemoryFormat::ChannelsLast);
  h = stem_->forward(h);
  for (auto& block : encoder_) h = block->forward(h, {});
  return h;
}

torch::Tensor GeneratorImpl::decode(const torch::Tensor& features, const torch::Tensor& last,
                                    const torch::Tensor& z) {
  auto h = features;
  if (options_.z_dim > 0 && options_.z_injection == "concat") {
    const auto copies = z.to(h.scalar_type()).unsqueeze(-1).unsqueeze(-1);
    h = torch::cat({h, copies.expand({h.size(0), z.size(1), h.size(2), h.size(3)})}, 1);
    h = join_->forward(h.contiguous(torch::MemoryFormat::ChannelsLast));
  } else if (options_.z_dim > 0 && options_.z_injection == "sum") {
    h = h + z.to(h.scalar_type()).unsqueeze(-1).unsqueeze(-1);
  }
  for (auto& block : decoder_) h = block->forward(h, z);
  const auto change = head_->forward(torch::relu(h)).to(torch::kFloat32);
  return last + torch::pixel_shuffle(change, options_.downscale);
}

int GeneratorImpl::receptive_radius_px() const {
  const int convolutions = 2 * (options_.encoder_blocks + options_.decoder_blocks);
  // The pixel itself may lie at the far side of its cell.
  return (convolutions + 1) * options_.downscale - 1;
}

int condition_channels(const GeneratorOptions& options) {
  return 3 * options.past_frames + (options.actions ? kActionCount : 0);
}

torch::Tensor with_actions(const torch::Tensor& past, const torch::Tensor& actions) {
  const auto planes = torch::one_hot(actions, kActionCount).to(past.options()) * 2 - 1;
  return torch::cat({past, planes.unsqueeze(-1).unsqueeze(-1).expand(
                               {past.size(0), kActionCount, past.size(2), past.size(3)})},
                    1);
}

torch::Tensor last_frame(const torch::Tensor& condition, const GeneratorOptions& options) {
  return condition.narrow(1, 3 * (options.past_frames - 1), 3);
}

torch::Tensor draw_z(const GeneratorOptions& options, std::int64_t count, std::uint64_t seed) {
  auto generator = torch::make_generator<torch::CPUGeneratorImpl>(seed);
  const std::vector<std::int64_t> shape{count, options.z_dim};
  if (options.z_distribution == "normal") return torch::randn(shape, generator);
  const auto uniform = torch::rand(shape, generator) * 2 - 1;
  if (options.z_distribution == "uniform") return uniform;
  return torch::where(uniform < 0, torch::full_like(uniform, -1), torch::ones_like(uniform));
}

torch::Tensor zero_z(const GeneratorOptions& options, std::int64_t count) {
  return torch::zeros({count, options.z_dim});
}

std::int64_t parameter_count(const torch::nn::Module& module) {
  std::int64_t count = 0;
  for (const auto& parameter : module.parameters()) count += parameter.numel();
  return count;
}

namespace {

void need(bool holds, const std::string& message) {
  if (!holds) throw UsageError(message);
}

}  // namespace

void check_options(const GeneratorOptions& o) {
  need(o.past_frames >= 1 && o.past_frames <= 16, "--past-frames must be 1 to 16");
  need(o.channels >= 1 && o.channels <= 1024, "--channels must be 1 to 1024");
  need(o.encoder_blocks >= 0 && o.encoder_blocks <= 32, "--encoder-blocks must be 0 to 32");
  need(o.decoder_blocks >= 1 && o.decoder_blocks <= 32, "--decoder-blocks must be 1 to 32");
  need(o.downscale == 2 || o.downscale == 4 || o.downscale == 8, "--downscale must be 2, 4 or 8");
  need(o.z_dim >= 0 && o.z_dim <= 1024, "--z-dim must be 0 to 1024");
  need(o.z_distribution == "bernoulli" || o.z_distribution == "normal" ||
           o.z_distribution == "uniform",
       "--z-distribution must be bernoulli, normal or uniform, not " + o.z_distribution);
  need(o.z_injection == "concat" || o.z_injection == "sum" || o.z_injection == "add" ||
           o.z_injection == "modulate",
       "--z-injection must be concat, sum, add or modulate, not " + o.z_injection);
  need(o.z_injection != "sum" || o.z_dim == o.channels,
       "--z-injection sum adds z to the features as it is: --z-dim must equal --channels");
}

}  // namespace crossroads
