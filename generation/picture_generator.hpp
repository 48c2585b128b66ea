// z and a request in, a picture out, by three networks: the mapper makes a summary of the picture
// of z and condition (concatenated, once z has decided what is free), a decoder the codes of its
// cells of summary and condition, and another one (codec.hpp) shows them. And the discriminator,
// which judges summaries. All but the codec see the whole picture at once: fully connected residual
// layers.
#pragma once

#include "generation/choices.hpp"
#include "generation/codec.hpp"
#include "predictor/discriminator.hpp"

namespace crossroads {

// A fully connected layer whose float32 weights are cast to the input's type, as Conv's are.
class DenseImpl : public torch::nn::Module {
 public:
  DenseImpl(int in, int out, double gain);
  torch::Tensor forward(const torch::Tensor& rows);

 private:
  torch::Tensor weight_, bias_;
};
TORCH_MODULE(Dense);

// h + second(act(first(act(h)))).
class DenseBlockImpl : public torch::nn::Module {
 public:
  DenseBlockImpl(int width, double slope);
  torch::Tensor forward(const torch::Tensor& h);

 private:
  double slope_;
  Dense first_{nullptr}, second_{nullptr};
};
TORCH_MODULE(DenseBlock);

// A layer to `width`, residual blocks, a layer to `out`. Where it is told a condition, that scales
// and shifts what the first layer and each block give (FiLM, Perez et al. 2018).
class DenseStackImpl : public torch::nn::Module {
 public:
  DenseStackImpl(int in, int width, int out, int blocks, double slope, double last_gain,
                 int condition = 0);
  // rows [N, in], condition [N, condition] -> [N, out], in rows' type.
  torch::Tensor forward(const torch::Tensor& rows, const torch::Tensor& condition = {});

 private:
  double slope_;
  Dense stem_{nullptr}, head_{nullptr};
  std::vector<DenseBlock> blocks_;
  std::vector<Dense> scales_, shifts_;  // after stem and blocks; none without a condition
};
TORCH_MODULE(DenseStack);

// Codes of a picture to a few numbers that say all of it that its condition does not, and back:
// both ways are told the condition, and the numbers are too few to say it once more.
class SummaryEncoderImpl : public torch::nn::Module {
 public:
  explicit SummaryEncoderImpl(const PictureNetOptions& options);
  // codes [N, code_channels, S/8, S/8], condition [N, condition_size] -> [N, summary], float32, of
  // any scale.
  torch::Tensor forward(const torch::Tensor& codes, const torch::Tensor& condition);
  void compute_in(torch::ScalarType type) { compute_type_ = type; }

 private:
  torch::ScalarType compute_type_ = torch::kFloat32;
  DenseStack stack_{nullptr};
};
TORCH_MODULE(SummaryEncoder);

class SummaryDecoderImpl : public torch::nn::Module {
 public:
  explicit SummaryDecoderImpl(const PictureNetOptions& options);
  // summaries, each number of mean 0 and deviation 1, and their condition -> codes, float32.
  torch::Tensor forward(const torch::Tensor& summaries, const torch::Tensor& condition);
  void compute_in(torch::ScalarType type) { compute_type_ = type; }

 private:
  PictureNetOptions options_;
  torch::ScalarType compute_type_ = torch::kFloat32;
  DenseStack stack_{nullptr};
};
TORCH_MODULE(SummaryDecoder);

class MapperImpl : public torch::nn::Module {
 public:
  explicit MapperImpl(const PictureNetOptions& options);
  // z [N, z_dim], condition [N, condition_size] (0 wide where unconditional) -> summaries
  // [N, summary], float32.
  torch::Tensor forward(const torch::Tensor& z, const torch::Tensor& condition);
  // The condition and, where z decides, what it left free.
  [[nodiscard]] torch::Tensor completed(const torch::Tensor& z,
                                        const torch::Tensor& condition) const;
  void compute_in(torch::ScalarType type) { compute_type_ = type; }

  Choices choices{nullptr};  // none where nothing can be asked for, or z does not decide

 private:
  torch::ScalarType compute_type_ = torch::kFloat32;
  DenseStack stack_{nullptr};
};
TORCH_MODULE(Mapper);

// Is this the summary of a real picture that meets the condition?
class SummaryDiscriminatorImpl : public DiscriminatorImpl {
 public:
  explicit SummaryDiscriminatorImpl(const PictureNetOptions& options);
  // condition [N, condition_size], summaries -> logits [N], float32.
  torch::Tensor forward(const torch::Tensor& condition, const torch::Tensor& summaries) override;

 private:
  DenseStack stack_{nullptr};
};

// What is kept of a training.
class PictureGeneratorImpl : public torch::nn::Module {
 public:
  explicit PictureGeneratorImpl(const PictureNetOptions& options);
  // z, condition -> pictures [N, 3, S, S], about [-1, 1] but not clamped.
  torch::Tensor forward(const torch::Tensor& z, const torch::Tensor& condition);
  void compute_in(torch::ScalarType type);

  Mapper mapper{nullptr};
  SummaryDecoder summary_decoder{nullptr};
  Decoder decoder{nullptr};
  // [1], 1 to 2: drawn summaries are multiplied by it; 0 is the mean of real ones.
  torch::Tensor spread;
};
TORCH_MODULE(PictureGenerator);

// What the first two parts of a training have learnt: the ways from a picture to its summary and
// back. The four networks are those given, no copies.
class PictureCodecImpl : public torch::nn::Module {
 public:
  PictureCodecImpl(const Encoder& encoder, const SummaryEncoder& summary_encoder,
                   const PictureGenerator& generator);
};
TORCH_MODULE(PictureCodec);

// z [count, z_dim] from the options' distribution; the same seed gives the same z.
[[nodiscard]] torch::Tensor draw_z(const PictureNetOptions& options, std::int64_t count,
                                   std::uint64_t seed);

// UsageError says what is allowed.
void check_options(const PictureNetOptions& options);

}  // namespace crossroads
