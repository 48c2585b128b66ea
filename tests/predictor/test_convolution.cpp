#include <catch2/catch.hpp>

#include "predictor/convolution.hpp"

using namespace crossroads;

namespace {

struct Layer {
  torch::Tensor input, weight, bias;
  [[nodiscard]] std::vector<torch::Tensor> all() const { return {input, weight, bias}; }
};

torch::Tensor leaf(const torch::Tensor& values, torch::ScalarType type) {
  auto copy = values.to(type);
  if (copy.dim() == 4) copy = copy.contiguous(torch::MemoryFormat::ChannelsLast);
  return copy.detach().requires_grad_();
}

Layer layer(int kernel, int height, int width, torch::ScalarType type) {
  torch::manual_seed(1);
  const auto bf16 = [](const torch::Tensor& values) { return values.to(torch::kBFloat16); };
  return {leaf(bf16(torch::randn({3, 6, height, width})), type),
          leaf(bf16(torch::randn({4, 6, kernel, kernel})), type),
          leaf(bf16(torch::randn({4})), type)};
}

std::vector<torch::Tensor> gradients(const torch::Tensor& output, const Layer& layer) {
  const auto push = torch::linspace(-1, 2, output.numel()).to(torch::kBFloat16);
  return torch::autograd::grad({output}, layer.all(),
                               {push.view(output.sizes()).to(output.scalar_type())});
}

// Of the largest value: bfloat16 has eight bits; a CPU without it rounds at every step of a sum,
// and what weight and bias get is a sum over all cells.
constexpr double kRounded = 0.01, kRoundedSum = 0.04;

void check_close(const torch::Tensor& value, const torch::Tensor& expected, double share) {
  REQUIRE(value.sizes() == expected.sizes());
  const auto error = (value.to(torch::kFloat32) - expected).abs().max().item<double>();
  CHECK(error <= expected.abs().max().item<double>() * share);
}

struct Case {
  int kernel, height, width, stride;
};

// `convolved` and its gradients beside torch's own in float32.
template <typename Convolve>
void check_convolution(const Case& one, const Convolve& convolved) {
  INFO("kernel " << one.kernel << ", " << one.height << "x" << one.width << ", stride "
                 << one.stride);
  const Layer fine = layer(one.kernel, one.height, one.width, torch::kFloat32);
  const Layer coarse = layer(one.kernel, one.height, one.width, torch::kBFloat16);
  const auto expected =
      torch::conv2d(fine.input, fine.weight, fine.bias, one.stride, one.kernel / 2);
  const auto output = convolved(coarse.input, coarse.weight, coarse.bias);
  check_close(output, expected, kRounded);
  const auto wanted = gradients(expected, fine), got = gradients(output, coarse);
  check_close(got[0], wanted[0], kRounded);
  for (std::size_t i = 1; i < wanted.size(); ++i) check_close(got[i], wanted[i], kRoundedSum);
}

}  // namespace

TEST_CASE("a convolution whose gradients are products has those that torch has in float32") {
  for (const auto& one :
       {Case{3, 4, 4, 1}, Case{3, 2, 5, 1}, Case{5, 9, 7, 1}, Case{1, 9, 7, 1}, Case{3, 1, 1, 1}}) {
    check_convolution(one, product_convolution);
  }
}

TEST_CASE("a convolution has its gradients whichever way it takes") {
  for (const auto& one : {Case{3, 4, 4, 1}, Case{3, 9, 7, 1}, Case{3, 4, 4, 2}, Case{1, 9, 7, 2}}) {
    check_convolution(one, [&](const auto& input, const auto& weight, const auto& bias) {
      return convolve(input, weight, bias, one.stride);
    });
  }
}

TEST_CASE("a convolution's gradient stops where none is wanted and is the same elsewhere") {
  const Layer whole = layer(3, 4, 4, torch::kBFloat16);
  product_convolution(whole.input, whole.weight, whole.bias).sum().backward();
  Layer first = layer(3, 4, 4, torch::kBFloat16);
  first.input = first.input.detach();
  product_convolution(first.input, first.weight, first.bias).sum().backward();
  CHECK(torch::equal(first.weight.grad(), whole.weight.grad()));
  const torch::NoGradGuard no_grad;
  CHECK_FALSE(convolve(whole.input, whole.weight, whole.bias, 1).requires_grad());
}
