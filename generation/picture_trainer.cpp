#include "generation/picture_trainer.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "generation/energy_distance.hpp"
#include "generation/training_requests.hpp"
#include "predictor/losses.hpp"
#include "predictor/safetensors.hpp"
#include "recordings/error.hpp"

namespace crossroads {

namespace {

constexpr double kBeta1 = 0.9, kBeta2 = 0.99;
// Multiples of the learning rate: dense layers take quicker steps than a codec, and against a
// discriminator both go slower, with less momentum.
constexpr double kSummaryRate = 2.5, kGanRate = 0.5;
constexpr double kGanBeta1 = 0.5;
constexpr double kRamp = 0.1;       // share of the part in which the adversarial term grows
constexpr double kLastRate = 0.05;  // of the learning rate, at the end of each part
// A decoder is to forgive what it is given small errors.
constexpr double kCodeNoise = 0.1, kSummaryNoise = 0.05;
constexpr std::int64_t kSampleOfZ = 100'000;
constexpr int kErrorWindow = 8;       // px; of the codec's error
constexpr double kCodePower = 0.75;   // of the mean square of codes
constexpr std::int64_t kGroup = 128;  // rows of which all pairs are compared
constexpr std::int64_t kEncodedAtOnce = 500;
constexpr std::int64_t kSpreadRows = 2'000;  // pictures by which the spread is found
constexpr double kMostSpread = 2;

torch::Generator random_of(std::uint64_t seed, std::int64_t step) {
  return torch::make_generator<torch::CPUGeneratorImpl>(seed * 1'000'033 +
                                                        static_cast<std::uint64_t>(step));
}

// The error of pictures, by windows as large as a cell: sharp small things count as flat large
// ones.
torch::Tensor picture_error(const torch::Tensor& made, const torch::Tensor& real) {
  return window_distance(made, real, kErrorWindow).mean();
}

// The same of codes, by windows of 2x2 cells. Between root and square: with a root, what is small
// and may lie left or right is left out for good, with a square nothing is sharp.
torch::Tensor code_error(const torch::Tensor& made, const torch::Tensor& real) {
  const auto squares = (made - real).square().mean(1, true);
  const int window = squares.size(2) > 1 ? 2 : 1;
  return torch::avg_pool2d(squares, window, 1).add(1e-3).pow(kCodePower).mean();
}

// Each column to mean 0 and deviation 1.
torch::Tensor standardized_rows(const torch::Tensor& rows) {
  const auto mean = rows.mean(0, true);
  return (rows - mean) / (rows - mean).square().mean(0, true).add(1e-4).sqrt();
}

std::vector<torch::Tensor> joined(std::vector<torch::Tensor> first,
                                  const std::vector<torch::Tensor>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

PictureTrainer::PictureTrainer(const PictureSet& set, const PictureTrainOptions& options,
                               torch::Device device, torch::ScalarType compute_type)
    : options_(options), device_(device) {
  const auto count = static_cast<std::int64_t>(set.count());
  pixels_ = torch::from_blob(const_cast<std::uint8_t*>(set.pixels.data()),
                             {count, 3, set.side_px, set.side_px}, torch::kUInt8);
  labels_ = label_columns(set, options.net.condition);
  torch::manual_seed(options.seed);  // the initial weights; nothing else is drawn from it
  encoder_ = Encoder(options.net);
  generator_ = PictureGenerator(options.net);
  summary_encoder_ = SummaryEncoder(options.net);
  average_ = PictureGenerator(options.net);
  adversary_ = std::make_unique<Adversary>(std::make_shared<SummaryDiscriminatorImpl>(options.net),
                                           kGanBeta1, kBeta2, options.penalty);
  if (auto& choices = generator_->mapper->choices) {
    choices->fit(draw_z(options.net, kSampleOfZ, options.seed),
                 full_requests(labels_, options.net.condition).mean(0));
  }
  blend_parameters(*average_, *generator_, 0);
  const auto prepare = [&](auto& module) {
    module.to(device);
    module.compute_in(compute_type);
  };
  prepare(*encoder_);
  prepare(*summary_encoder_);
  prepare(*generator_);
  prepare(*average_);
  prepare(*adversary_->discriminator());
  const auto adam = [](const std::vector<torch::Tensor>& weights, double beta1 = kBeta1) {
    return std::make_unique<torch::optim::Adam>(weights,
                                                torch::optim::AdamOptions().betas({beta1, kBeta2}));
  };
  auto& made = *generator_;
  codec_optimizer_ = adam(joined(encoder_->parameters(), made.decoder->parameters()));
  summary_optimizer_ =
      adam(joined(summary_encoder_->parameters(), made.summary_decoder->parameters()));
  mapper_optimizer_ = adam(made.mapper->parameters(), options.arm == "mse" ? kBeta1 : kGanBeta1);
  encoder_muon_ = std::make_unique<Muon>(*encoder_, compute_type);
  decoder_muon_ = std::make_unique<Muon>(*made.decoder, compute_type);
}

PictureTrainer::Place PictureTrainer::place() const {
  const std::array<std::int64_t, 3> steps = {options_.codec_steps, options_.summary_steps,
                                             options_.steps};
  std::int64_t begin = 0;
  std::size_t part = 0;
  while (part + 1 < steps.size() && done_ >= begin + steps[part]) begin += steps[part++];
  return {static_cast<Part>(part), begin, steps[part]};
}

double PictureTrainer::progress() const {
  const Place now = place();
  return static_cast<double>(done_ - now.begin) / static_cast<double>(now.steps);
}

double PictureTrainer::rate() const {
  const double first_steps = std::min(1.0, static_cast<double>(done_ - place().begin + 1) / 50.0);
  const double cosine = (1 + std::cos(std::numbers::pi * progress())) / 2;
  return options_.learning_rate * first_steps * (kLastRate + (1 - kLastRate) * cosine);
}

torch::Tensor PictureTrainer::pictures(const torch::Tensor& rows) const {
  return pixels_.index_select(0, rows).to(device_).to(torch::kFloat32) / 127.5 - 1;
}

torch::Tensor PictureTrainer::random_rows(std::int64_t count, torch::Generator& random) const {
  return torch::randint(pixels_.size(0), {count}, random, torch::kInt64);
}

torch::Tensor PictureTrainer::shown(const torch::Tensor& rows) const {
  return full_requests(labels_.index_select(0, rows), options_.net.condition).to(device_);
}

torch::Tensor PictureTrainer::returned(std::int64_t count) const {
  torch::NoGradGuard no_grad;
  auto made = average_;
  auto encoder = encoder_;
  auto summary_encoder = summary_encoder_;
  const auto rows = torch::arange(std::min(count, pixels_.size(0)));
  // A few are standardized by themselves: what a sheet shows is near enough.
  auto codes = standardized(encoder->forward(pictures(rows)));
  if (part() != Part::codec) {
    const auto condition = shown(rows);
    codes = made->summary_decoder->forward(
        standardized_rows(summary_encoder->forward(codes, condition)), condition);
  }
  return made->decoder->forward(codes);
}

StepReport PictureTrainer::step() {
  StepReport report;
  if (part() != Part::codec && !codes_.defined()) encode_all();
  if (part() > Part::summary && !summaries_.defined()) summarize_all();
  switch (part()) {
    case Part::codec:
      report = step_codec();
      break;
    case Part::summary:
      report = step_summary();
      break;
    case Part::mapper:
      report = options_.arm == "mse" ? step_mean() : step_samples();
      break;
  }
  follow();
  ++done_;
  return report;
}

StepReport PictureTrainer::step_codec() {
  auto random = random_of(options_.seed, done_);
  const auto real = pictures(random_rows(options_.batch, random));
  const auto codes = standardized(encoder_->forward(real));
  const auto noise = torch::randn(codes.sizes(), random).to(device_) * kCodeNoise;
  const auto made = generator_->decoder->forward(codes + noise);
  const auto loss = picture_error(made, real);
  StepReport report;
  report.loss = loss.item<double>();
  report.squared_error = squared_error(made.detach(), real).item<double>();
  must_be_finite(report.loss, done_);
  codec_optimizer_->zero_grad();
  loss.backward();
  encoder_muon_->step(rate());
  decoder_muon_->step(rate());
  learn(*codec_optimizer_);
  return report;
}

// Each channel of mean 0 and deviation 1 over the whole set.
void PictureTrainer::encode_all() {
  torch::NoGradGuard no_grad;
  std::vector<torch::Tensor> parts;
  for (const auto& rows : torch::arange(pixels_.size(0)).split(kEncodedAtOnce)) {
    parts.push_back(encoder_->forward(pictures(rows)));
  }
  codes_ = standardized(torch::cat(parts));
}

StepReport PictureTrainer::step_summary() {
  auto random = random_of(options_.seed, done_);
  const auto rows = random_rows(options_.code_batch, random);
  const auto real = codes_.index_select(0, rows.to(device_));
  const auto condition = shown(rows);
  const auto summaries = standardized_rows(summary_encoder_->forward(real, condition));
  const auto noise = torch::randn(summaries.sizes(), random).to(device_) * kSummaryNoise;
  const auto loss =
      code_error(generator_->summary_decoder->forward(summaries + noise, condition), real);
  StepReport report;
  report.loss = loss.item<double>();
  must_be_finite(report.loss, done_);
  summary_optimizer_->zero_grad();
  loss.backward();
  learn(*summary_optimizer_, kSummaryRate);
  return report;
}

void PictureTrainer::summarize_all() {
  torch::NoGradGuard no_grad;
  std::vector<torch::Tensor> parts;
  for (const auto& rows : torch::arange(pixels_.size(0)).split(kEncodedAtOnce)) {
    const auto codes = codes_.index_select(0, rows.to(device_));
    parts.push_back(summary_encoder_->forward(codes, shown(rows)));
  }
  summaries_ = standardized_rows(torch::cat(parts));
}

PictureGenerator PictureTrainer::generator() {
  const bool draws = part() == Part::mapper && options_.arm != "mse";
  if (draws && codes_.defined() && spread_fitted_at_ != done_) fit_spread();
  return average_;
}

// A decoder that is taught by an error answers with a mean of what a summary may stand for, and
// means lie closer together than pictures do; so do drawn summaries, a little. What no summary says
// and no label draws is made up for by what they do say.
void PictureTrainer::fit_spread() {
  torch::NoGradGuard no_grad;
  // Evenly spaced, or again and again where there are fewer.
  const auto stride = std::max<std::int64_t>(1, pixels_.size(0) / kSpreadRows);
  const auto rows = torch::arange(kSpreadRows).mul(stride).remainder(pixels_.size(0));
  const auto condition = shown(rows);
  const auto z = draw_z(options_.net, rows.size(0), options_.seed).to(device_);
  const auto drawn = average_->mapper->forward(z, condition);
  const auto variance = [](const torch::Tensor& codes) {
    return codes.var(0, false).mean().item<double>();
  };
  const double wanted = variance(codes_.index_select(0, rows.to(device_)));
  double low = 1, high = kMostSpread;
  while (high - low > 1e-3) {
    const double middle = (low + high) / 2;
    const auto codes = average_->summary_decoder->forward(drawn * middle, condition);
    (variance(codes) < wanted ? low : high) = middle;
  }
  average_->spread.fill_(low);
  spread_fitted_at_ = done_;
}

StepReport PictureTrainer::step_mean() {
  auto random = random_of(options_.seed, done_);
  const auto rows = random_rows(options_.batch, random);
  const auto& space = options_.net.condition;
  const auto condition = random_requests(labels_.index_select(0, rows), space, random).to(device_);
  const auto z = torch::zeros({options_.batch, options_.net.z_dim}).to(device_);
  const auto loss = squared_error(generator_->forward(z, condition), pictures(rows));
  StepReport report;
  report.loss = report.squared_error = loss.item<double>();
  must_be_finite(report.loss, done_);
  for (auto* optimizer : {&mapper_optimizer_, &summary_optimizer_, &codec_optimizer_}) {
    (*optimizer)->zero_grad();
  }
  loss.backward();
  decoder_muon_->step(rate());
  learn(*codec_optimizer_);
  learn(*summary_optimizer_);
  learn(*mapper_optimizer_);
  return report;
}

StepReport PictureTrainer::step_samples() {
  auto random = random_of(options_.seed, done_);
  const auto rows = random_rows(options_.summary_batch, random);
  const auto count = rows.size(0);
  const auto real = summaries_.index_select(0, rows.to(device_));
  const auto condition = shown(rows);
  // Where there is a condition it is answered twice: the answers are to differ as real ones do.
  const std::int64_t answers = condition.size(1) > 0 ? 2 : 1;
  const auto z = draw_z(options_.net, answers * count,
                        options_.seed * 1'000'003 + static_cast<std::uint64_t>(done_));
  const auto drawn = generator_->mapper->forward(z.to(device_), condition.repeat({answers, 1}));
  const auto leaf = drawn.detach().requires_grad_();
  const auto first = leaf.narrow(0, 0, count);
  auto energy = energy_distance(first, real, kGroup);
  if (answers > 1) energy = energy + conditional_score(first, leaf.narrow(0, count, count), real);
  StepReport report;
  report.loss = report.energy_score = energy.item<double>();
  must_be_finite(report.loss, done_);
  auto gradient = torch::autograd::grad({energy}, {leaf})[0];
  report.energy_gradient = gradient.norm().item<double>();
  if (progress() >= options_.adversarial_from) {
    gradient.narrow(0, 0, count).add_(adversarial_gradient(condition, real, first, report));
  }
  must_be_finite(gradient.sum().item<double>(), done_);
  mapper_optimizer_->zero_grad();
  drawn.backward(gradient);
  learn(*mapper_optimizer_, kGanRate);
  return report;
}

torch::Tensor PictureTrainer::adversarial_gradient(const torch::Tensor& condition,
                                                   const torch::Tensor& real,
                                                   const torch::Tensor& drawn, StepReport& report) {
  const auto fake = drawn.detach();
  adversary_->set_rate(kGanRate * rate());
  report.discriminator_loss =
      adversary_->train(condition, real, {fake}, random_of(~options_.seed, done_), done_);
  const auto push = adversary_->push(condition, real, fake, done_);
  report.generator_loss = push.loss;
  const double norm = push.gradient.norm().item<double>();
  const double ramp = std::min(1.0, (progress() - options_.adversarial_from) / kRamp);
  report.adversarial_weight =
      ramp * balance_.weight(report.energy_gradient, norm, options_.adversarial_ratio);
  report.adversarial_gradient = report.adversarial_weight * norm;
  return report.adversarial_weight * push.gradient;
}

void PictureTrainer::learn(torch::optim::Adam& optimizer, double times) {
  set_rate(optimizer, times * rate());
  optimizer.step();
}

void PictureTrainer::follow() {
  const auto done = static_cast<double>(done_ - place().begin);
  const double keep = std::min(options_.ema, (1 + done) / (10 + done));
  auto &average = *average_, &made = *generator_;
  const bool all = part() == Part::mapper && options_.arm == "mse";
  if (all || part() == Part::codec) blend_parameters(*average.decoder, *made.decoder, keep);
  if (all || part() == Part::summary) {
    blend_parameters(*average.summary_decoder, *made.summary_decoder, keep);
  }
  if (part() == Part::mapper) blend_parameters(*average.mapper, *made.mapper, keep);
}

void PictureTrainer::save_codec(const std::filesystem::path& file, const Facts& facts) const {
  const PictureCodec codec(encoder_, summary_encoder_, average_);
  write_safetensors(file, named_parameters(*codec), facts);
}

void PictureTrainer::take_codec(const std::filesystem::path& file) {
  const auto stored = read_safetensors(file).tensors;
  for (const auto& generator : {generator_, average_}) {
    PictureCodec codec(encoder_, summary_encoder_, generator);
    auto taken = stored;
    if (options_.summary_steps >
        0) {  // the file's summaries are of another condition: keep one's own
      const auto of_summaries = [](const auto& one) { return one.first.starts_with("summary_"); };
      std::erase_if(taken, of_summaries);
      for (const auto& one : named_parameters(*codec)) {
        if (of_summaries(one)) taken.insert(one);
      }
    }
    load_parameters(*codec, taken, file.string());
  }
}

CheckpointParts PictureTrainer::parts() const {
  CheckpointParts parts;
  parts.add("encoder", encoder_.ptr().get());
  parts.add("summary_encoder", summary_encoder_.ptr().get());
  parts.add("generator", generator_.ptr().get());
  parts.add("average", average_.ptr().get());
  parts.add("discriminator", adversary_->discriminator().get());
  parts.add("codec_optimizer", codec_optimizer_.get());
  parts.add("summary_optimizer", summary_optimizer_.get());
  parts.add("mapper_optimizer", mapper_optimizer_.get());
  parts.add("discriminator_optimizer", &adversary_->optimizer());
  parts.add("encoder_muon", encoder_muon_.get());
  parts.add("decoder_muon", decoder_muon_.get());
  return parts;
}

void PictureTrainer::save(const std::filesystem::path& checkpoint) const {
  parts().save(checkpoint,
               {static_cast<double>(done_), balance_.other_norm, balance_.adversarial_norm});
}

void PictureTrainer::load(const std::filesystem::path& checkpoint) {
  const auto state = parts().load(checkpoint, device_, 3);
  done_ = static_cast<std::int64_t>(state[0]);
  balance_ = {state[1], state[2]};
}

}  // namespace crossroads
