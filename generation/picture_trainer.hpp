// Trains one generator of pictures, in parts. The codec: pictures come back from the codes of their
// cells. Summaries: codes come back from few numbers and the condition. The mapper: by arm gan,
// energy distance and soon a discriminator of summaries that sees the condition (relativistic, with
// the penalties of predictor/adversary.hpp); by arm mse, squared error of the pictures at z = 0, in
// all of the generator, whose answer is the blurred mean of all that meet the condition. Everything
// random is drawn from (seed, step), so a resumed training goes on bit for bit.
#pragma once

#include <memory>

#include "generation/picture_generator.hpp"
#include "portraits/picture_set.hpp"
#include "predictor/adversary.hpp"
#include "predictor/checkpoint.hpp"
#include "predictor/facts.hpp"
#include "predictor/muon.hpp"
#include "predictor/optimizing.hpp"
#include "predictor/trainer.hpp"

namespace crossroads {

class PictureTrainer {
 public:
  // `set` must outlive the trainer; it has at least two pictures, and a label for each attribute of
  // the condition. `options.steps` must be set: the schedule depends on it.
  PictureTrainer(const PictureSet& set, const PictureTrainOptions& options, torch::Device device,
                 torch::ScalarType compute_type);

  enum class Part { codec, summary, mapper };

  // Steps of all parts are counted together. Error: a loss or gradient that is not finite.
  StepReport step();
  [[nodiscard]] std::int64_t steps_done() const { return done_; }
  [[nodiscard]] std::int64_t all_steps() const {
    return options_.codec_steps + options_.summary_steps + options_.steps;
  }
  [[nodiscard]] bool finished() const { return done_ >= all_steps(); }
  [[nodiscard]] Part part() const { return place().part; }

  // For use: EMA weights, as they are now, with a spread by which codes that are drawn vary as
  // those of real pictures (the truncation trick, Karras et al. 2019, the other way round); 1 where
  // a mean is learnt.
  [[nodiscard]] PictureGenerator generator();
  // The first `count` pictures as they come back, through the codec, and through summaries too from
  // the second part on: [count, 3, S, S].
  [[nodiscard]] torch::Tensor returned(std::int64_t count) const;

  // What the first two parts have learnt, for other trainings on the same pictures: these then take
  // over each of the two for which they have no steps. Error: another file, or other widths.
  void save_codec(const std::filesystem::path& file, const Facts& facts) const;
  void take_codec(const std::filesystem::path& file);

  void save(const std::filesystem::path& checkpoint) const;
  void load(const std::filesystem::path& checkpoint);

 private:
  struct Place {
    Part part;
    std::int64_t begin, steps;  // of the part
  };
  [[nodiscard]] Place place() const;
  [[nodiscard]] CheckpointParts parts() const;
  [[nodiscard]] double progress() const;  // 0 to 1 over the present part
  [[nodiscard]] double rate() const;      // of the learning, now
  [[nodiscard]] torch::Tensor pictures(const torch::Tensor& rows) const;  // [N, 3, S, S]
  [[nodiscard]] torch::Tensor random_rows(std::int64_t count, torch::Generator& random) const;
  // What the pictures of these rows show: [N, condition_size].
  [[nodiscard]] torch::Tensor shown(const torch::Tensor& rows) const;
  void encode_all();
  void summarize_all();
  void fit_spread();  // of average_
  StepReport step_codec();
  StepReport step_summary();
  StepReport step_mean();
  StepReport step_samples();
  // Trains the discriminator; the weighted gradient at the drawn summaries.
  torch::Tensor adversarial_gradient(const torch::Tensor& condition, const torch::Tensor& real,
                                     const torch::Tensor& drawn, StepReport& report);
  void learn(torch::optim::Adam& optimizer, double times = 1);  // the rate
  void follow();  // the average, in what the present part trains

  PictureTrainOptions options_;
  torch::Device device_;
  torch::Tensor pixels_, labels_;  // [N, 3, S, S] uint8, the set's own; [N, attributes] int64
  torch::Tensor codes_;            // [N, C, G, G] of all pictures, once the codec is there
  torch::Tensor summaries_;        // [N, V], once there are summaries
  Encoder encoder_{nullptr};
  SummaryEncoder summary_encoder_{nullptr};
  PictureGenerator generator_{nullptr}, average_{nullptr};
  std::unique_ptr<Adversary> adversary_;
  std::unique_ptr<torch::optim::Adam> codec_optimizer_, summary_optimizer_, mapper_optimizer_;
  std::unique_ptr<Muon> encoder_muon_, decoder_muon_;
  GradientBalance balance_;
  std::int64_t done_ = 0;
  std::int64_t spread_fitted_at_ = 0;  // steps that were done then
};

}  // namespace crossroads
