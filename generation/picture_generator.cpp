#include "generation/picture_generator.hpp"

#include <cmath>

#include "recordings/error.hpp"

namespace crossroads {

namespace {

constexpr int kBlocks = 2;  // of generator and discriminator
constexpr double kGeneratorSlope = 0.1, kDiscriminatorSlope = 0.2;  // of the leaky ReLU

}  // namespace

DenseImpl::DenseImpl(int in, int out, double gain) {
  weight_ = register_parameter("weight", torch::randn({out, in}) * gain * std::sqrt(2.0 / in));
  bias_ = register_parameter("bias", torch::zeros({out}));
}

torch::Tensor DenseImpl::forward(const torch::Tensor& rows) {
  const auto type = rows.scalar_type();
  return torch::linear(rows, weight_.to(type), bias_.to(type));
}

DenseBlockImpl::DenseBlockImpl(int width, double slope) : slope_(slope) {
  first_ = register_module("first", Dense(width, width, 1.0));
  second_ = register_module("second", Dense(width, width, 0.3));
}

torch::Tensor DenseBlockImpl::forward(const torch::Tensor& h) {
  const auto inner = first_->forward(torch::leaky_relu(h, slope_));
  return h + second_->forward(torch::leaky_relu(inner, slope_));
}

DenseStackImpl::DenseStackImpl(int in, int width, int out, int blocks, double slope,
                               double last_gain, int condition)
    : slope_(slope) {
  stem_ = register_module("stem", Dense(in, width, 1.0));
  for (int i = 0; i < blocks; ++i) {
    blocks_.push_back(register_module("block" + std::to_string(i), DenseBlock(width, slope)));
  }
  for (int i = 0; condition > 0 && i <= blocks; ++i) {
    const auto name = std::to_string(i);
    scales_.push_back(register_module("scale" + name, Dense(condition, width, 0.3)));
    shifts_.push_back(register_module("shift" + name, Dense(condition, width, 0.3)));
  }
  head_ = register_module("head", Dense(width, out, last_gain));
}

torch::Tensor DenseStackImpl::forward(const torch::Tensor& rows, const torch::Tensor& condition) {
  const auto modulated = [&](const torch::Tensor& h, std::size_t i) {
    return scales_.empty()
               ? h
               : h * (1 + scales_[i]->forward(condition)) + shifts_[i]->forward(condition);
  };
  auto h = modulated(stem_->forward(rows), 0);
  for (std::size_t i = 0; i < blocks_.size(); ++i) h = modulated(blocks_[i]->forward(h), i + 1);
  return head_->forward(torch::leaky_relu(h, slope_));
}

SummaryEncoderImpl::SummaryEncoderImpl(const PictureNetOptions& o) {
  stack_ = register_module("stack", DenseStack(o.code_size() + condition_size(o.condition),
                                               o.features, o.summary, 1, kGeneratorSlope, 0.7));
}

torch::Tensor SummaryEncoderImpl::forward(const torch::Tensor& codes,
                                          const torch::Tensor& condition) {
  const auto rows = torch::cat({codes.flatten(1), condition}, 1).to(compute_type_);
  return stack_->forward(rows).to(torch::kFloat32);
}

SummaryDecoderImpl::SummaryDecoderImpl(const PictureNetOptions& o) : options_(o) {
  stack_ = register_module("stack", DenseStack(o.summary, o.features, o.code_size(), kBlocks,
                                               kGeneratorSlope, 0.5, condition_size(o.condition)));
}

torch::Tensor SummaryDecoderImpl::forward(const torch::Tensor& summaries,
                                          const torch::Tensor& condition) {
  return stack_->forward(summaries.to(compute_type_), condition.to(compute_type_))
      .to(torch::kFloat32)
      .view({-1, options_.code_channels, options_.grid(), options_.grid()});
}

MapperImpl::MapperImpl(const PictureNetOptions& o) {
  const int inputs = o.z_dim + condition_size(o.condition);
  stack_ = register_module(
      "stack", DenseStack(inputs, o.mapper_features, o.summary, kBlocks, kGeneratorSlope, 0.5));
  if (o.z_decides && !o.condition.empty()) choices = register_module("choices", Choices(o));
}

torch::Tensor MapperImpl::forward(const torch::Tensor& z, const torch::Tensor& condition) {
  const auto inputs =
      torch::cat({unit_rows(choices ? choices->rest(z) : z), completed(z, condition)}, 1);
  return stack_->forward(inputs.to(compute_type_)).to(torch::kFloat32);
}

torch::Tensor MapperImpl::completed(const torch::Tensor& z, const torch::Tensor& condition) const {
  return choices ? choices->complete(z, condition) : condition;
}

SummaryDiscriminatorImpl::SummaryDiscriminatorImpl(const PictureNetOptions& o) {
  const int inputs = o.summary + condition_size(o.condition);
  stack_ = register_module(
      "stack", DenseStack(inputs, o.mapper_features, 1, kBlocks, kDiscriminatorSlope, 1.0));
}

torch::Tensor SummaryDiscriminatorImpl::forward(const torch::Tensor& condition,
                                                const torch::Tensor& summaries) {
  const auto rows = torch::cat({summaries, condition}, 1).to(compute_type_);
  return stack_->forward(rows).to(torch::kFloat32).squeeze(1);
}

PictureGeneratorImpl::PictureGeneratorImpl(const PictureNetOptions& options) {
  // The part that is trained first comes first: its initial weights depend on no other's.
  decoder = register_module("decoder", Decoder(options));
  summary_decoder = register_module("summary_decoder", SummaryDecoder(options));
  mapper = register_module("mapper", Mapper(options));
  spread = register_parameter("spread", torch::ones({1}), false);
}

torch::Tensor PictureGeneratorImpl::forward(const torch::Tensor& z,
                                            const torch::Tensor& condition) {
  const auto whole = mapper->completed(z, condition);
  const auto summaries = mapper->forward(z, whole) * spread;
  return decoder->forward(summary_decoder->forward(summaries, whole));
}

void PictureGeneratorImpl::compute_in(torch::ScalarType type) {
  mapper->compute_in(type);
  summary_decoder->compute_in(type);
  decoder->compute_in(type);
}

PictureCodecImpl::PictureCodecImpl(const Encoder& encoder, const SummaryEncoder& summary_encoder,
                                   const PictureGenerator& generator) {
  register_module("encoder", encoder);
  register_module("summary_encoder", summary_encoder);
  register_module("decoder", generator->decoder);
  register_module("summary_decoder", generator->summary_decoder);
}

torch::Tensor draw_z(const PictureNetOptions& options, std::int64_t count, std::uint64_t seed) {
  GeneratorOptions same;
  same.z_dim = options.z_dim;
  same.z_distribution = options.z_distribution;
  return draw_z(same, count, seed);
}

void check_options(const PictureNetOptions& o) {
  const auto need = [](bool holds, const std::string& message) {
    if (!holds) throw UsageError(message);
  };
  need(o.side_px >= kCellPx && o.side_px % kCellPx == 0 && o.side_px <= 512,
       "--side must be a multiple of " + std::to_string(kCellPx) + ", at most 512");
  need(o.code_channels >= 1 && o.code_channels <= 192, "--code-channels must be 1 to 192");
  need(o.codec_channels >= 8 && o.codec_channels <= 1024, "--codec-channels must be 8 to 1024");
  need(o.summary >= 1 && o.summary <= 4096, "--summary must be 1 to 4096");
  need(o.features >= 8 && o.features <= 8192, "--features must be 8 to 8192");
  need(o.mapper_features >= 8 && o.mapper_features <= 8192, "--mapper-features must be 8 to 8192");
  need(o.z_dim >= 1 && o.z_dim <= 4096, "--z must be 1 to 4096");
  const auto attributes = static_cast<int>(o.condition.size());
  need(!o.z_decides || o.z_dim >= 2 * attributes,
       "--z must be at least " + std::to_string(2 * attributes) +
           ", twice the number of labels: z decides each that is not asked for");
  need(o.z_distribution == "normal" || o.z_distribution == "uniform" ||
           o.z_distribution == "bernoulli",
       "--z-distribution must be normal, uniform or bernoulli");
}

}  // namespace crossroads
