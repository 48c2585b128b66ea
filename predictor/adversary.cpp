#include "predictor/adversary.hpp"

#include "predictor/losses.hpp"
#include "predictor/optimizing.hpp"

namespace crossroads {

namespace {

constexpr double kPenaltySigma = 0.1;
constexpr int kPenaltyEvery = 2;

}  // namespace

Adversary::Adversary(std::shared_ptr<DiscriminatorImpl> discriminator, double beta1, double beta2,
                     double penalty_weight)
    : discriminator_(std::move(discriminator)),
      optimizer_(std::make_unique<torch::optim::Adam>(
          discriminator_->parameters(), torch::optim::AdamOptions().betas({beta1, beta2}))),
      penalty_weight_(penalty_weight) {}

double Adversary::train(const torch::Tensor& past, const torch::Tensor& real,
                        const std::vector<torch::Tensor>& drawn, const torch::Generator& random,
                        std::int64_t step) {
  std::vector<torch::Tensor> all{real};
  all.insert(all.end(), drawn.begin(), drawn.end());
  const auto nexts = torch::cat(all);
  const auto pasts = torch::cat(std::vector<torch::Tensor>(all.size(), past));
  const auto logits = discriminator_->forward(pasts, nexts);
  const auto parts = logits.split(past.size(0));
  auto loss = discriminator_loss(parts[0], parts[1]);
  for (std::size_t i = 2; i < parts.size(); ++i) {
    loss = loss + discriminator_loss(parts[0], parts[i]);
  }
  loss = loss / static_cast<double>(drawn.size());
  const double value = loss.item<double>();
  must_be_finite(value, step);
  if (step % kPenaltyEvery == 0) {
    const auto noise = torch::randn(nexts.sizes(), random).to(nexts.device()) * kPenaltySigma;
    const auto moved = discriminator_->forward(pasts, nexts + noise);
    loss = loss + penalty_weight_ * kPenaltyEvery * (moved - logits).square().mean();
  }
  optimizer_->zero_grad();
  loss.backward();
  must_be_finite(gradient_size(*discriminator_), step);
  optimizer_->step();
  return value;
}

Adversary::Push Adversary::push(const torch::Tensor& past, const torch::Tensor& real,
                                const torch::Tensor& drawn, std::int64_t step) const {
  const auto leaf = drawn.detach().requires_grad_();
  const auto real_logits = discriminator_->forward(past, real).detach();
  const auto loss = generator_loss(real_logits, discriminator_->forward(past, leaf));
  const double value = loss.item<double>();
  must_be_finite(value, step);
  return {value, torch::autograd::grad({loss}, {leaf})[0]};
}

void Adversary::set_rate(double rate) {
  crossroads::set_rate(*optimizer_, rate);
}

}  // namespace crossroads
