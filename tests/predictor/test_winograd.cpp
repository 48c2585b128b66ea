#include <catch2/catch.hpp>

#include "predictor/convolution.hpp"
#include "predictor/winograd.hpp"

using namespace crossroads;

namespace {

using Tensors = std::vector<torch::Tensor>;

struct Case {
  std::int64_t pictures, height, width, in = 6, out = 4;
};

Tensors layer(const Case& one) {
  torch::manual_seed(1);
  return {torch::randn({one.pictures, one.in, one.height, one.width}),
          torch::randn({one.out, one.in, 3, 3}), torch::randn({one.out})};
}

// The output, and what a push against it gives input, weight and bias.
template <typename Convolve>
Tensors output_and_gradients(const Tensors& layer, torch::ScalarType type, bool channels_last,
                             const Convolve& convolve) {
  Tensors leaves;
  for (const auto& values : layer) {
    auto copy = values.to(type);
    if (channels_last && copy.dim() == 4) copy = copy.contiguous(at::MemoryFormat::ChannelsLast);
    leaves.push_back(copy.detach().requires_grad_());
  }
  Tensors results{convolve(leaves[0], leaves[1], leaves[2])};
  const auto push = torch::linspace(-1, 2, results[0].numel()).to(type).view(results[0].sizes());
  for (const auto& gradient : torch::autograd::grad({results[0]}, leaves, {push})) {
    results.push_back(gradient);
  }
  return results;
}

torch::Tensor by_torch(const torch::Tensor& input, const torch::Tensor& weight,
                       const torch::Tensor& bias) {
  return torch::conv2d(input, weight, bias, 1, 1);
}

void check_close(const Tensors& values, const Tensors& expected) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    REQUIRE(values[i].sizes() == expected[i].sizes());
    const auto error = (values[i].to(torch::kFloat64) - expected[i]).abs().max().item<double>();
    CHECK(error <= 5e-5 * expected[i].abs().max().item<double>());
  }
}

struct ThreadsBefore {
  int threads = torch::get_num_threads();
  ThreadsBefore() = default;
  ThreadsBefore(const ThreadsBefore&) = delete;
  ThreadsBefore& operator=(const ThreadsBefore&) = delete;
  ~ThreadsBefore() { torch::set_num_threads(threads); }
};

bool cells_first(const torch::Tensor& picture) {
  return picture.permute({2, 3, 0, 1}).is_contiguous();
}

}  // namespace

TEST_CASE("Winograd's convolution is torch's, with its gradients") {
  const ThreadsBefore threads_before;
  for (const auto& one :
       {Case{3, 4, 4}, Case{2, 8, 8}, Case{2, 4, 8}, Case{1, 8, 4}, Case{40, 4, 4, 32, 48}}) {
    const auto values = layer(one);
    const auto expected = output_and_gradients(values, torch::kFloat64, false, by_torch);
    for (const int threads : {1, 2}) {
      torch::set_num_threads(threads);
      for (const bool channels_last : {false, true}) {
        INFO(one.pictures << " of " << one.height << "x" << one.width << ", threads " << threads
                          << ", channels last " << channels_last);
        check_close(
            output_and_gradients(values, torch::kFloat32, channels_last, winograd_convolution),
            expected);
      }
    }
  }
}

TEST_CASE("Winograd's convolution takes what lies in memory as its own results do, and narrowed") {
  const auto values = layer({3, 4, 4, 6, 6});
  const auto once = winograd_convolution(values[0], values[1], values[2]);
  CHECK(cells_first(once));
  const auto expected = by_torch(once.contiguous(), values[1], values[2]);
  check_close({winograd_convolution(once, values[1], values[2])}, {expected});
  check_close({winograd_convolution(once.narrow(0, 1, 2), values[1], values[2])},
              {expected.narrow(0, 1, 2)});
}

TEST_CASE("Winograd's gradients stop where none is wanted, and are taken once") {
  const auto values = layer({3, 4, 4});
  const auto whole = output_and_gradients(values, torch::kFloat32, false, winograd_convolution);
  for (std::size_t wanted = 0; wanted < values.size(); ++wanted) {
    Tensors leaves;
    for (const auto& one : values) leaves.push_back(one.detach());
    leaves[wanted].requires_grad_();
    const auto output = winograd_convolution(leaves[0], leaves[1], leaves[2]);
    const auto push = torch::linspace(-1, 2, output.numel()).view(output.sizes());
    CHECK(torch::equal(torch::autograd::grad({output}, {leaves[wanted]}, {push})[0],
                       whole[wanted + 1]));
    const auto again = winograd_convolution(leaves[0], leaves[1], leaves[2]);
    CHECK_THROWS_WITH(torch::autograd::grad({again}, {leaves[wanted]}, {push}, true, true),
                      Catch::Contains("differentiable once"));
  }
  const torch::NoGradGuard no_grad;
  const auto leaf = values[0].detach().requires_grad_();
  CHECK_FALSE(winograd_convolution(leaf, values[1], values[2]).requires_grad());
}

TEST_CASE("many small grids in float32 go Winograd's way, all others torch's") {
  const auto goes = [](const Case& one, torch::ScalarType type = torch::kFloat32, int stride = 1) {
    const auto values = layer(one);
    const auto output = convolve(values[0].to(type).contiguous(at::MemoryFormat::ChannelsLast),
                                 values[1].to(type), values[2].to(type), stride);
    return cells_first(output);
  };
  CHECK(goes({32, 4, 4, 32, 32}));
  CHECK(goes({8, 8, 8, 128, 128}));
  CHECK_FALSE(goes({31, 4, 4, 32, 32}));
  CHECK_FALSE(goes({32, 4, 4, 32, 31}));
  CHECK_FALSE(goes({8, 8, 8, 64, 64}));
  CHECK_FALSE(goes({32, 4, 5, 64, 64}));
  CHECK_FALSE(goes({32, 4, 4, 32, 32}, torch::kFloat32, 2));
  CHECK_FALSE(goes({32, 4, 4, 32, 32}, torch::kBFloat16));
}
