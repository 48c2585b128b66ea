#include "predictor/trainer.hpp"

#include <cmath>
#include <numbers>
#include <sstream>

#include "predictor/losses.hpp"
#include "predictor/optimizing.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {

namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.99;
constexpr double kLastRate = 0.05;           // of the learning rate, at the end of the cosine
constexpr double kDiscriminatorRate = 0.25;  // of the learning rate
constexpr double kRamp = 0.1;        // share of the training in which the adversarial term grows
constexpr int kAdversarialPart = 4;  // one patch in so many: those whose future is open
constexpr double kPenaltyWeight = 1;
// Adversarial alone: Adam for all layers, no momentum, the discriminator twice as fast as the
// generator, both slower than beside an energy score, and a stronger penalty (R3GAN, Huang et al.
// 2024, has such rates).
constexpr double kAloneBeta1 = 0;
constexpr double kAloneGeneratorRate = 0.25;     // of the learning rate
constexpr double kAloneDiscriminatorRate = 0.5;  // of the learning rate
constexpr double kAlonePenaltyWeight = 10;
constexpr double kL1Weight = 100;  // pix2pix (Isola et al. 2017): 100 times the mean over values

// Repeats every row, so that row n meets samples 2n and 2n+1.
torch::Tensor twice(const torch::Tensor& rows) {
  return rows.repeat_interleave(2, 0);
}

// The rows whose two samples differ most: there the future is open. Where all samples agree, the
// discriminator has nothing to tell.
torch::Tensor most_spread(const torch::Tensor& pair, std::int64_t count) {
  const auto spread = (pair.select(1, 0) - pair.select(1, 1)).square().sum({1, 2, 3});
  return std::get<1>(spread.topk(count));
}

// The loss of one frame at z = 0. The sampling arms come here in the warm-up.
torch::Tensor mean_loss(const Arm& arm, const torch::Tensor& predicted, const torch::Tensor& next) {
  if (arm.deterministic && arm.regression == Regression::absolute) {
    return absolute_error(predicted, next);
  }
  const auto squared = squared_error(predicted, next);
  return arm.regression == Regression::gradient_difference
             ? squared + gradient_difference(predicted, next)
             : squared;
}

// The loss of two samples of each past beside the adversarial one; `energy` is their energy score.
torch::Tensor pair_loss(const Arm& arm, const torch::Tensor& first, const torch::Tensor& second,
                        const torch::Tensor& next, const torch::Tensor& energy) {
  if (arm.regression == Regression::best_of_two) {
    return best_of_two(first, second, next, score_windows_px(next));
  }
  if (arm.regression == Regression::absolute) {
    const auto values = static_cast<double>(next[0].numel());
    return kL1Weight / values * (absolute_error(first, next) + absolute_error(second, next)) / 2;
  }
  return energy;
}

torch::Generator cpu_generator(std::uint64_t seed, std::int64_t step) {
  return torch::make_generator<torch::CPUGeneratorImpl>(seed * 1'000'033 +
                                                        static_cast<std::uint64_t>(step));
}

}  // namespace

Trainer::Trainer(const FrameSource& source, const TrainOptions& options, torch::Device device,
                 torch::ScalarType compute_type)
    : options_(options), arm_(find_arm(options.arm)), device_(device), cutter_(source, options) {
  torch::manual_seed(options.seed);  // the initial weights; nothing else is drawn from it
  generator_ = Generator(options.generator);
  average_ = Generator(options.generator);
  const double beta1 = arm_.adversarial_alone() ? kAloneBeta1 : kBeta1;
  adversary_ =
      std::make_unique<Adversary>(make_discriminator(), beta1, kBeta2,
                                  arm_.adversarial_alone() ? kAlonePenaltyWeight : kPenaltyWeight);
  adversary_->discriminator()->to(device);
  adversary_->discriminator()->compute_in(compute_type);
  blend_parameters(*average_, *generator_, 0);
  for (auto module : {generator_, average_}) {
    module->to(device);
    module->compute_in(compute_type);
  }
  generator_optimizer_ = std::make_unique<torch::optim::Adam>(
      generator_->parameters(), torch::optim::AdamOptions().betas({beta1, kBeta2}));
  if (!arm_.adversarial_alone()) muon_ = std::make_unique<Muon>(*generator_, compute_type);
}

std::shared_ptr<DiscriminatorImpl> Trainer::make_discriminator() const {
  const int condition = condition_channels(options_.generator);
  const int channels = options_.discriminator_channels;
  if (!arm_.adversarial_alone()) {
    return std::make_shared<FineDiscriminatorImpl>(condition, channels);
  }
  return std::make_shared<TileDiscriminatorImpl>(condition, arm_.packed ? 2 : 1,
                                                 options_.generator.downscale, 2 * channels);
}

double Trainer::progress() const {
  return static_cast<double>(done_) / static_cast<double>(options_.steps);
}

double Trainer::learning_rate() const {
  const double first_steps = std::min(1.0, static_cast<double>(done_ + 1) / 100.0);
  const double cosine = (1 + std::cos(std::numbers::pi * progress())) / 2;
  return options_.learning_rate * first_steps * (kLastRate + (1 - kLastRate) * cosine);
}

StepReport Trainer::step() {
  // Beside another loss the discriminator keeps its pace: it must follow the generator to the end.
  adversary_->set_rate(arm_.adversarial_alone() ? kAloneDiscriminatorRate * learning_rate()
                                                : kDiscriminatorRate * options_.learning_rate);
  auto batch = cutter_.cut(done_);
  batch.past = batch.past.to(device_);
  batch.next = batch.next.to(device_);
  if (batch.other.defined()) batch.other = batch.other.to(device_);
  const bool mean = arm_.deterministic || progress() < options_.warm_up;
  // Alone means alone: no squared error in a warm-up either.
  const StepReport report = arm_.adversarial_alone() ? step_alone(batch)
                            : mean                   ? step_mean(batch)
                                                     : step_samples(batch);
  finish_step(report);
  return report;
}

StepReport Trainer::step_mean(const PatchBatch& batch) {
  const auto last = last_frame(batch.past, options_.generator);
  const auto z = zero_z(options_.generator, batch.past.size(0)).to(device_);
  const auto predicted = generator_->decode(generator_->encode(batch.past), last, z);
  const auto loss = mean_loss(arm_, predicted, batch.next);
  StepReport report;
  report.loss = loss.item<double>();
  report.squared_error = squared_error(predicted.detach(), batch.next).item<double>();
  generator_optimizer_->zero_grad();
  loss.backward();
  return report;
}

// Two z for each past. The losses' gradients are taken at `leaf`, the samples cut off from the
// generator, so that their norms are known exactly; the generator gets their weighted sum.
Trainer::Drawn Trainer::draw_twice(const PatchBatch& batch, StepReport& report) {
  const auto count = batch.past.size(0);
  Drawn drawn;
  drawn.last = last_frame(batch.past, options_.generator);
  drawn.features = generator_->encode(batch.past);
  const auto z = draw_z(options_.generator, 2 * count, z_seed(0)).to(device_);
  drawn.samples = generator_->decode(twice(drawn.features), twice(drawn.last), z);
  drawn.leaf = drawn.samples.detach().requires_grad_();
  drawn.pair = drawn.leaf.view({count, 2, 3, drawn.leaf.size(2), drawn.leaf.size(3)});
  const auto first = drawn.pair.select(1, 0);
  drawn.energy =
      energy_score(first, drawn.pair.select(1, 1), batch.next, score_windows_px(batch.next));
  report.energy_score = drawn.energy.item<double>();
  report.squared_error = squared_error(first, batch.next).item<double>();
  return drawn;
}

StepReport Trainer::step_samples(const PatchBatch& batch) {
  StepReport report;
  const Drawn drawn = draw_twice(batch, report);
  const auto loss =
      pair_loss(arm_, drawn.pair.select(1, 0), drawn.pair.select(1, 1), batch.next, drawn.energy);
  report.loss = loss.item<double>();
  std::vector<torch::Tensor> outputs{drawn.samples};
  std::vector<torch::Tensor> gradients{torch::autograd::grad({loss}, {drawn.leaf})[0]};
  report.energy_gradient = gradients.back().norm().item<double>();
  if (arm_.adversarial && (!arm_.balanced || progress() >= options_.adversarial_from)) {
    add_adversarial(batch, drawn, outputs, gradients, report);
  }
  for (const auto& gradient : gradients) must_be_finite(gradient.sum().item<double>(), done_);
  generator_optimizer_->zero_grad();
  torch::autograd::backward(outputs, gradients);
  return report;
}

void Trainer::add_adversarial(const PatchBatch& batch, const Drawn& drawn,
                              std::vector<torch::Tensor>& outputs,
                              std::vector<torch::Tensor>& gradients, StepReport& report) {
  const auto pair = drawn.pair.detach();
  // Where nothing else makes samples differ, it must teach every patch.
  const auto part = arm_.balanced ? kAdversarialPart : 1;
  const auto chosen = most_spread(pair, std::max<std::int64_t>(1, pair.size(0) / part));
  const auto past = batch.past.index_select(0, chosen);
  const auto next = batch.next.index_select(0, chosen);
  const auto samples = pair.index_select(0, chosen);
  // A third z: the two that showed that the future is open differ for sure, so their turns come
  // half and half whatever the generator's rates are.
  const auto z = draw_z(options_.generator, chosen.size(0), z_seed(1)).to(device_);
  outputs.push_back(generator_->decode(
      drawn.features.index_select(0, chosen).contiguous(torch::MemoryFormat::ChannelsLast),
      drawn.last.index_select(0, chosen), z));
  const auto fresh = outputs.back().detach();
  // Besides a sample, a blend of two samples is shown as a fake: what must never come.
  const auto random = cpu_generator(options_.seed, done_);
  const auto share = torch::rand({chosen.size(0), 1, 1, 1}, random).to(device_) * 0.6 + 0.2;
  const auto blend = torch::lerp(samples.select(1, 0), samples.select(1, 1), share);
  report.discriminator_loss = adversary_->train(past, next, {fresh, blend}, random, done_);
  const auto push = adversary_->push(past, next, fresh, done_);
  const double norm = push.gradient.norm().item<double>();
  report.generator_loss = push.loss;
  if (!arm_.balanced) report.loss += push.loss;
  const double ramp = std::min(1.0, (progress() - options_.adversarial_from) / kRamp);
  report.adversarial_weight = arm_.balanced ? ramp * balance_.weight(report.energy_gradient, norm,
                                                                     options_.adversarial_ratio)
                                            : 1;
  report.adversarial_gradient = report.adversarial_weight * norm;
  gradients.push_back(report.adversarial_weight * push.gradient);
}

// A packed arm sees two futures of a past side by side, the other one each by itself.
StepReport Trainer::step_alone(const PatchBatch& batch) {
  StepReport report;
  const Drawn drawn = draw_twice(batch, report);
  const auto past = arm_.packed ? batch.past : twice(batch.past);
  const auto real = arm_.packed ? torch::cat({batch.next, batch.other}, 1) : twice(batch.next);
  const auto fake = drawn.leaf.detach().reshape(real.sizes());  // samples 2n and 2n+1 are of past n
  const auto random = cpu_generator(options_.seed, done_);
  report.discriminator_loss = adversary_->train(past, real, {fake}, random, done_);
  const auto push = adversary_->push(past, real, fake, done_);
  report.loss = report.generator_loss = push.loss;
  report.adversarial_weight = 1;
  report.adversarial_gradient = push.gradient.norm().item<double>();
  generator_optimizer_->zero_grad();
  drawn.samples.backward(push.gradient.reshape(drawn.samples.sizes()));
  return report;
}

void Trainer::finish_step(const StepReport& report) {
  must_be_finite(report.loss, done_);
  must_be_finite(gradient_size(*generator_), done_);
  const double rate = learning_rate();
  set_rate(*generator_optimizer_, muon_ ? rate : kAloneGeneratorRate * rate);
  if (muon_) muon_->step(rate);
  generator_optimizer_->step();
  const double ramp = static_cast<double>(1 + done_) / static_cast<double>(10 + done_);
  blend_parameters(*average_, *generator_, std::min(options_.ema, ramp));
  if (progress() >= 0.5 && report.energy_gradient > 0) {
    share_sum_ += report.adversarial_gradient / report.energy_gradient;
    share_count_ += 1;
  }
  ++done_;
}

std::uint64_t Trainer::z_seed(std::uint64_t use) const {
  return options_.seed * 1'000'003 + 2 * static_cast<std::uint64_t>(done_) + use;
}

double Trainer::adversarial_share() const {
  return share_count_ > 0 ? share_sum_ / share_count_ : 0;
}

CheckpointParts Trainer::parts() const {
  CheckpointParts parts;
  parts.add("generator", generator_.ptr().get());
  parts.add("average", average_.ptr().get());
  parts.add("discriminator", adversary_->discriminator().get());
  parts.add("generator_optimizer", generator_optimizer_.get());
  parts.add("discriminator_optimizer", &adversary_->optimizer());
  if (muon_) parts.add("muon", muon_.get());
  return parts;
}

void Trainer::save(const std::filesystem::path& checkpoint) const {
  parts().save(checkpoint, {static_cast<double>(done_), balance_.other_norm,
                            balance_.adversarial_norm, share_sum_, share_count_});
}

void Trainer::load(const std::filesystem::path& checkpoint) {
  const auto state = parts().load(checkpoint, device_, 5);
  done_ = static_cast<std::int64_t>(state[0]);
  balance_ = {state[1], state[2]};
  share_sum_ = state[3];
  share_count_ = state[4];
}

}  // namespace crossroads
