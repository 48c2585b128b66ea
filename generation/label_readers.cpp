#include "generation/label_readers.hpp"

#include "generation/training_requests.hpp"
#include "predictor/optimizing.hpp"

namespace crossroads {

namespace {

constexpr int kFeatures = 512, kBlocks = 1;
constexpr double kSlope = 0.1, kFirstGain = 0.3;
constexpr double kBeta1 = 0.9, kBeta2 = 0.99;

}  // namespace

LabelReaders::LabelReaders(const PictureNetOptions& net, const ConditionSpace& space,
                           const torch::Tensor& shares, torch::Device device,
                           torch::ScalarType compute_type)
    : space_(space), shares_(shares.to(device)), compute_type_(compute_type) {
  const int values = condition_size(space);
  of_summaries_ = Dense(net.summary, values, kFirstGain);
  of_codes_ = DenseStack(net.code_size(), kFeatures, values, kBlocks, kSlope, kFirstGain);
  of_summaries_->to(device);
  of_codes_->to(device);
  auto weights = of_summaries_->parameters();
  for (const auto& weight : of_codes_->parameters()) weights.push_back(weight);
  optimizer_ = std::make_unique<torch::optim::Adam>(
      weights, torch::optim::AdamOptions().betas({kBeta1, kBeta2}));
}

torch::Tensor LabelReaders::summary_misreading(const torch::Tensor& summaries,
                                               const torch::Tensor& requests) {
  return misreading(of_summaries_->forward(summaries), requests, shares_, space_);
}

torch::Tensor LabelReaders::code_misreading(const torch::Tensor& codes,
                                            const torch::Tensor& requests) {
  const auto read = of_codes_->forward(codes.flatten(1).to(compute_type_)).to(torch::kFloat32);
  return misreading(read, requests.size(1) > 0 ? requests : torch::zeros_like(read), shares_,
                    space_);
}

void LabelReaders::step(double rate) {
  set_rate(*optimizer_, rate);
  optimizer_->step();
}

void LabelReaders::add_to(CheckpointParts& parts) const {
  parts.add("summary_reader", of_summaries_.ptr().get());
  parts.add("code_reader", of_codes_.ptr().get());
  parts.add("reader_optimizer", optimizer_.get());
}

}  // namespace crossroads
