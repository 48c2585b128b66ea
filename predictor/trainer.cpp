#include "predictor/trainer.hpp"

#include <cmath>
#include <numbers>
#include <sstream>

#include "predictor/losses.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {

namespace {

// 16 px see one place, 32 px hold all the futures of an actor at once: two players or none must
// cost there (patch-wise scores alone leave the places uncoupled).
const std::vector<int> kWindowsPx = {16, 32};
constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.99;
constexpr double kLastRate = 0.05;           // of the learning rate, at the end of the cosine
constexpr double kDiscriminatorRate = 0.25;  // of the learning rate
constexpr double kRamp = 0.1;           // share of the training in which the adversarial term grows
constexpr double kNormMemory = 0.98;    // of the running gradient norms
constexpr double kLargestWeight = 100;  // a discriminator that has nothing to say is not shouted
constexpr int kAdversarialPart = 4;     // one patch in so many: those whose future is open
// Finite-difference zero-centred penalty on real and fake (aR1, aR2 of Seaweed-APT, 2025), lazily.
constexpr double kPenaltySigma = 0.1;
constexpr double kPenaltyWeight = 1;
constexpr int kPenaltyEvery = 2;
// Adversarial alone: no momentum, the discriminator twice as fast as the generator, both slower
// than beside an energy score, and a stronger penalty (R3GAN, Huang et al. 2024, has such rates).
constexpr double kAloneBeta1 = 0;
constexpr double kAloneGeneratorRate = 0.25;     // of the learning rate
constexpr double kAloneDiscriminatorRate = 0.5;  // of the learning rate
constexpr double kAlonePenaltyWeight = 10;
constexpr double kL1Weight = 100;  // pix2pix (Isola et al. 2017): 100 times the mean over values

void copy_parameters(torch::nn::Module& to, const torch::nn::Module& from, double keep) {
  torch::NoGradGuard no_grad;
  const auto source = from.parameters();
  auto target = to.parameters();
  for (std::size_t i = 0; i < target.size(); ++i) target[i].lerp_(source[i], 1 - keep);
}

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

void set_rate(torch::optim::Adam& optimizer, double rate) {
  for (auto& group : optimizer.param_groups()) {
    static_cast<torch::optim::AdamOptions&>(group.options()).lr(rate);
  }
}

// Sum of absolute gradients: finite where each of them is.
double gradient_size(const torch::nn::Module& module) {
  std::vector<torch::Tensor> sizes;
  for (const auto& parameter : module.parameters()) {
    if (parameter.grad().defined()) sizes.push_back(parameter.grad().abs().sum());
  }
  return sizes.empty() ? 0 : torch::stack(sizes).sum().item<double>();
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
    return best_of_two(first, second, next, kWindowsPx);
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
  const int condition = condition_channels(options.generator);
  if (arm_.adversarial_alone()) {
    judge_ = TileDiscriminator(condition + (arm_.packed ? 6 : 3), options.generator.downscale,
                               2 * options.discriminator_channels);
    judge_->to(device);
    judge_->compute_in(compute_type);
  } else {
    discriminator_ = Discriminator(condition, options.discriminator_channels);
    discriminator_->to(device);
    discriminator_->compute_in(compute_type);
  }
  copy_parameters(*average_, *generator_, 0);
  for (auto module : {generator_, average_}) {
    module->to(device);
    module->compute_in(compute_type);
  }
  const double beta1 = arm_.adversarial_alone() ? kAloneBeta1 : kBeta1;
  const auto adam = [&](const torch::nn::Module& module) {
    return std::make_unique<torch::optim::Adam>(module.parameters(),
                                                torch::optim::AdamOptions().betas({beta1, kBeta2}));
  };
  generator_optimizer_ = adam(*generator_);
  discriminator_optimizer_ = arm_.adversarial_alone() ? adam(*judge_) : adam(*discriminator_);
}

double Trainer::progress() const {
  return static_cast<double>(done_) / static_cast<double>(options_.steps);
}

void Trainer::set_learning_rate() {
  const double first_steps = std::min(1.0, static_cast<double>(done_ + 1) / 100.0);
  const double cosine = (1 + std::cos(std::numbers::pi * progress())) / 2;
  const double rate = options_.learning_rate * first_steps * (kLastRate + (1 - kLastRate) * cosine);
  if (arm_.adversarial_alone()) {
    set_rate(*generator_optimizer_, kAloneGeneratorRate * rate);
    set_rate(*discriminator_optimizer_, kAloneDiscriminatorRate * rate);
    return;
  }
  set_rate(*generator_optimizer_, rate);
  // The discriminator keeps its pace: it must follow the generator to the end.
  set_rate(*discriminator_optimizer_, options_.learning_rate * kDiscriminatorRate);
}

StepReport Trainer::step() {
  set_learning_rate();
  auto batch = cutter_.cut(done_);
  batch.past = batch.past.to(device_);
  batch.next = batch.next.to(device_);
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

StepReport Trainer::step_samples(const PatchBatch& batch) {
  const auto count = batch.past.size(0);
  const auto last = last_frame(batch.past, options_.generator);
  const auto features = generator_->encode(batch.past);
  const auto z = draw_z(options_.generator, 2 * count, z_seed(0)).to(device_);
  const auto samples = generator_->decode(twice(features), twice(last), z);
  // The losses' gradients are taken at the samples, so that their norms are known exactly; the
  // generator gets their weighted sum.
  const auto leaf = samples.detach().requires_grad_();
  const auto pair = leaf.view({count, 2, 3, leaf.size(2), leaf.size(3)});
  const auto first = pair.select(1, 0);
  const auto second = pair.select(1, 1);
  const auto energy = energy_score(first, second, batch.next, kWindowsPx);
  const auto loss = pair_loss(arm_, first, second, batch.next, energy);
  StepReport report;
  report.loss = loss.item<double>();
  report.energy_score = energy.item<double>();
  report.squared_error = squared_error(first, batch.next).item<double>();
  std::vector<torch::Tensor> outputs, gradients;
  outputs.push_back(samples);
  gradients.push_back(torch::autograd::grad({loss}, {leaf})[0]);
  report.energy_gradient = gradients.back().norm().item<double>();
  if (arm_.adversarial && (!arm_.balanced || progress() >= options_.adversarial_from)) {
    // Where nothing else makes samples differ, it must teach every patch.
    const auto part = arm_.balanced ? kAdversarialPart : 1;
    const auto chosen = most_spread(pair.detach(), std::max<std::int64_t>(1, count / part));
    const Open open{batch.past.index_select(0, chosen), batch.next.index_select(0, chosen),
                    pair.detach().index_select(0, chosen)};
    // A third z: the two that showed that the future is open differ for sure, so their turns come
    // half and half whatever the generator's rates are.
    const auto fresh = draw_z(options_.generator, chosen.size(0), z_seed(1)).to(device_);
    outputs.push_back(generator_->decode(
        features.index_select(0, chosen).contiguous(torch::MemoryFormat::ChannelsLast),
        last.index_select(0, chosen), fresh));
    gradients.push_back(step_adversarial(open, outputs.back().detach(), report));
  }
  for (const auto& gradient : gradients) must_be_finite(gradient.sum().item<double>());
  generator_optimizer_->zero_grad();
  torch::autograd::backward(outputs, gradients);
  return report;
}

// Real futures and samples of the same pasts; a packed arm sees two of each side by side.
StepReport Trainer::step_alone(const PatchBatch& batch) {
  const auto count = batch.past.size(0);
  const auto last = last_frame(batch.past, options_.generator);
  const auto features = generator_->encode(batch.past);
  const auto z = draw_z(options_.generator, 2 * count, z_seed(0)).to(device_);
  const auto samples = generator_->decode(twice(features), twice(last), z);
  samples.retain_grad();
  const auto pair = samples.view({count, 2, 3, samples.size(2), samples.size(3)});
  const auto first = pair.select(1, 0);
  const auto second = pair.select(1, 1);
  const auto follow = [&](const torch::Tensor& one, const torch::Tensor& other) {
    if (arm_.packed) return torch::cat({batch.past, one, other}, 1);
    return torch::cat({torch::cat({batch.past, one}, 1), torch::cat({batch.past, other}, 1)});
  };
  const auto real = follow(batch.next, arm_.packed ? batch.other : batch.next);
  const auto fake = follow(first, second);
  StepReport report;
  train_judge(real, fake.detach(), batch.past.size(1), report);
  for (auto& parameter : judge_->parameters()) parameter.requires_grad_(false);
  const auto loss = generator_loss(judge_->forward(real), judge_->forward(fake));
  generator_optimizer_->zero_grad();
  loss.backward();
  for (auto& parameter : judge_->parameters()) parameter.requires_grad_(true);
  torch::NoGradGuard no_grad;  // what follows is for the log
  report.loss = report.generator_loss = loss.item<double>();
  report.adversarial_weight = 1;
  report.adversarial_gradient = samples.grad().norm().item<double>();
  report.energy_score = energy_score(first, second, batch.next, kWindowsPx).item<double>();
  report.squared_error = squared_error(first, batch.next).item<double>();
  return report;
}

void Trainer::train_judge(const torch::Tensor& real, const torch::Tensor& fake,
                          std::int64_t past_channels, StepReport& report) {
  const auto both = torch::cat({real, fake});
  const auto logits = judge_->forward(both);
  const auto parts = logits.chunk(2);
  auto loss = discriminator_loss(parts[0], parts[1]);
  report.discriminator_loss = loss.item<double>();
  must_be_finite(report.discriminator_loss);
  if (done_ % kPenaltyEvery == 0) {
    auto noise = torch::randn(both.sizes(), cpu_generator(options_.seed, done_)).to(device_);
    noise.narrow(1, 0, past_channels).zero_();  // the slope is held in the judged frames alone
    const auto moved = judge_->forward(both + kPenaltySigma * noise);
    loss = loss + kAlonePenaltyWeight * kPenaltyEvery * (moved - logits).square().mean();
  }
  discriminator_optimizer_->zero_grad();
  loss.backward();
  must_be_finite(gradient_size(*judge_));
  discriminator_optimizer_->step();
}

torch::Tensor Trainer::step_adversarial(const Open& open, const torch::Tensor& fake,
                                        StepReport& report) {
  train_discriminator(open, fake, report);
  const auto leaf = fake.clone().requires_grad_();
  const auto real_logits = discriminator_->forward(open.past, open.next).detach();
  const auto loss = generator_loss(real_logits, discriminator_->forward(open.past, leaf));
  const auto push = torch::autograd::grad({loss}, {leaf})[0];
  const double norm = push.norm().item<double>();
  report.generator_loss = loss.item<double>();
  must_be_finite(report.generator_loss);
  report.adversarial_weight = 1;
  if (!arm_.balanced) {
    report.loss += report.generator_loss;
  } else {
    const auto remember = [](double& memory, double value) {
      memory = memory == 0 ? value : kNormMemory * memory + (1 - kNormMemory) * value;
    };
    remember(energy_norm_, report.energy_gradient);
    remember(adversarial_norm_, norm);
    const double ramp = std::min(1.0, (progress() - options_.adversarial_from) / kRamp);
    report.adversarial_weight =
        ramp * std::min(kLargestWeight, options_.adversarial_ratio * energy_norm_ /
                                            std::max(1e-12, adversarial_norm_));
  }
  report.adversarial_gradient = report.adversarial_weight * norm;
  return report.adversarial_weight * push;
}

void Trainer::train_discriminator(const Open& open, const torch::Tensor& fake, StepReport& report) {
  const auto count = fake.size(0);
  // Besides a sample, a blend of two samples is shown as a fake: what must never come.
  const auto random = cpu_generator(options_.seed, done_);
  const auto share = torch::rand({count, 1, 1, 1}, random).to(device_) * 0.6 + 0.2;
  const auto blend = torch::lerp(open.samples.select(1, 0), open.samples.select(1, 1), share);
  const auto pasts = torch::cat({open.past, open.past, open.past});
  const auto nexts = torch::cat({open.next, fake, blend});
  const auto logits = discriminator_->forward(pasts, nexts);
  const auto parts = logits.split(count);
  auto loss = (discriminator_loss(parts[0], parts[1]) + discriminator_loss(parts[0], parts[2])) / 2;
  report.discriminator_loss = loss.item<double>();
  must_be_finite(report.discriminator_loss);
  if (done_ % kPenaltyEvery == 0) {
    const auto noise = torch::randn(nexts.sizes(), random).to(device_) * kPenaltySigma;
    const auto moved = discriminator_->forward(pasts, nexts + noise);
    loss = loss + kPenaltyWeight * kPenaltyEvery * (moved - logits).square().mean();
  }
  discriminator_optimizer_->zero_grad();
  loss.backward();
  must_be_finite(gradient_size(*discriminator_));
  discriminator_optimizer_->step();
}

void Trainer::finish_step(const StepReport& report) {
  must_be_finite(report.loss);
  must_be_finite(gradient_size(*generator_));
  generator_optimizer_->step();
  const double ramp = static_cast<double>(1 + done_) / static_cast<double>(10 + done_);
  copy_parameters(*average_, *generator_, std::min(options_.ema, ramp));
  if (progress() >= 0.5 && report.energy_gradient > 0) {
    share_sum_ += report.adversarial_gradient / report.energy_gradient;
    share_count_ += 1;
  }
  ++done_;
}

void Trainer::must_be_finite(double value) const {
  if (std::isfinite(value)) return;
  throw Error("finite losses and gradients", "NaN or infinity at step " + std::to_string(done_),
              "training",
              "the run folder keeps the last good state; train anew with a smaller "
              "--learning-rate");
}

std::uint64_t Trainer::z_seed(std::uint64_t use) const {
  return options_.seed * 1'000'003 + 2 * static_cast<std::uint64_t>(done_) + use;
}

double Trainer::adversarial_share() const {
  return share_count_ > 0 ? share_sum_ / share_count_ : 0;
}

void Trainer::save(const std::filesystem::path& checkpoint) const {
  torch::serialize::OutputArchive archive;
  const auto part = [&](const std::string& name, const auto& what) {
    torch::serialize::OutputArchive child;
    what->save(child);
    archive.write(name, child);
  };
  part("generator", generator_);
  part("average", average_);
  if (arm_.adversarial_alone()) {
    part("discriminator", judge_);
  } else {
    part("discriminator", discriminator_);
  }
  part("generator_optimizer", generator_optimizer_);
  part("discriminator_optimizer", discriminator_optimizer_);
  archive.write("state", torch::tensor({static_cast<double>(done_), energy_norm_, adversarial_norm_,
                                        share_sum_, share_count_},
                                       torch::kFloat64));
  std::ostringstream bytes;  // LibTorch's own writing to a file ends the program on a full disk
  archive.save_to(bytes);
  write_file_atomic(checkpoint, bytes.view());
}

void Trainer::load(const std::filesystem::path& checkpoint) {
  try {
    torch::serialize::InputArchive archive;
    archive.load_from(checkpoint.string(), device_);
    const auto part = [&](const std::string& name, auto& what) {
      torch::serialize::InputArchive child;
      archive.read(name, child);
      what->load(child);
    };
    part("generator", generator_);
    part("average", average_);
    if (arm_.adversarial_alone()) {
      part("discriminator", judge_);
    } else {
      part("discriminator", discriminator_);
    }
    part("generator_optimizer", generator_optimizer_);
    part("discriminator_optimizer", discriminator_optimizer_);
    torch::Tensor state;
    archive.read("state", state);
    state = state.to(torch::kCPU, torch::kFloat64).contiguous();
    if (state.numel() != 5) throw std::runtime_error("another state");
    const auto* values = state.data_ptr<double>();
    done_ = static_cast<std::int64_t>(values[0]);
    energy_norm_ = values[1];
    adversarial_norm_ = values[2];
    share_sum_ = values[3];
    share_count_ = values[4];
  } catch (const std::exception&) {
    throw Error("a whole checkpoint of this network", "something else or a part of one",
                checkpoint.string(), "remove it to go on from the one before, or train anew");
  }
}

}  // namespace crossroads
