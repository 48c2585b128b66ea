#include "generation/code_reader.hpp"

#include "predictor/optimizing.hpp"

namespace crossroads {

namespace {

constexpr int kBlocks = 1;
constexpr double kSlope = 0.1, kFirstGain = 0.3;
constexpr double kBeta1 = 0.9, kBeta2 = 0.99;

}  // namespace

torch::Tensor misreading(const torch::Tensor& logits, const torch::Tensor& labels,
                         const ConditionSpace& space) {
  torch::Tensor sum = torch::zeros({}, logits.options());
  for (const auto& [first, values] : condition_columns(space)) {
    const auto read = logits.narrow(1, first, values).log_softmax(1);
    sum = sum - (labels.narrow(1, first, values) * read).sum(1).mean();
  }
  return sum / static_cast<double>(space.size());
}

CodeReader::CodeReader(const PictureNetOptions& net, torch::Device device,
                       torch::ScalarType compute_type)
    : space_(net.condition), compute_type_(compute_type) {
  const int width = 2 * net.mapper_features / 3;  // it has less to say than what it teaches
  stack_ = DenseStack(net.code_size(), width, condition_size(space_), kBlocks, kSlope, kFirstGain);
  stack_->to(device);
  optimizer_ = std::make_unique<torch::optim::Adam>(
      stack_->parameters(), torch::optim::AdamOptions().betas({kBeta1, kBeta2}));
}

torch::Tensor CodeReader::read(const torch::Tensor& codes) {
  return stack_->forward(codes.flatten(1).to(compute_type_)).to(torch::kFloat32);
}

double CodeReader::learn(const torch::Tensor& codes, const torch::Tensor& labels, double rate,
                         std::int64_t step) {
  const auto loss = misreading(read(codes), labels, space_);
  const double value = loss.item<double>();
  must_be_finite(value, step);
  optimizer_->zero_grad();
  loss.backward();
  set_rate(*optimizer_, rate);
  optimizer_->step();
  return value;
}

void CodeReader::add_to(CheckpointParts& parts) const {
  parts.add("code_reader", stack_.ptr().get());
  parts.add("reader_optimizer", optimizer_.get());
}

}  // namespace crossroads
