#include "predictor/winograd.hpp"

#include <ATen/Parallel.h>

#include <array>

#ifndef INTRA_OP_PARALLEL
#error "expected to be compiled with OpenMP, as LibTorch is: else at::parallel_for has one thread"
#endif

namespace crossroads {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::tensor_list;

constexpr std::int64_t kTile = 4;  // outputs of a tile along one axis
constexpr std::int64_t kSeen = 6;  // inputs of a tile along one axis
constexpr std::int64_t kFactors = kSeen * kSeen;
constexpr std::int64_t kColumns = 512;  // at least, of a thread

// The paper's matrices for F(4, 3): output = output_matrix [(kernel_matrix k) * (input_matrix x)].
torch::Tensor input_matrix() {
  return torch::tensor({4., 0., -5., 0.,  1., 0., 0., -4., -4., 1.,  1., 0.,  //
                        0., 4., -4., -1., 1., 0., 0., -2., -1., 2.,  1., 0.,  //
                        0., 2., -1., -2., 1., 0., 0., 4.,  0.,  -5., 0., 1.},
                       torch::kFloat32)
      .view({kSeen, kSeen});
}

torch::Tensor kernel_matrix() {
  return torch::tensor({1. / 4, 0., 0., -1. / 6, -1. / 6, -1. / 6, -1. / 6, 1. / 6, -1. / 6,  //
                        1. / 24, 1. / 12, 1. / 6, 1. / 24, -1. / 12, 1. / 6, 0., 0., 1.},
                       torch::kFloat32)
      .view({kSeen, 3});
}

torch::Tensor output_matrix() {
  return torch::tensor({1., 1., 1., 1., 1., 0., 0., 1., -1., 2., -2., 0.,  //
                        0., 1., 1., 4., 4., 0., 0., 1., -1., 8., -8., 1.},
                       torch::kFloat32)
      .view({kTile, kSeen});
}

// What a grid goes through along one axis: to its tiles' factors, and back.
struct Axis {
  std::int64_t tiles;
  torch::Tensor to_factors;    // [tiles 6, cells]
  torch::Tensor from_factors;  // [cells, tiles 6]
};

Axis axis_of(std::int64_t cells) {
  const auto tiles = cells / kTile;
  const auto to = torch::zeros({tiles, kSeen, cells + 2});  // a cell of zeros beyond each border
  const auto from = torch::zeros({cells, tiles, kSeen});
  for (std::int64_t tile = 0; tile < tiles; ++tile) {
    to[tile].narrow(1, tile * kTile, kSeen).copy_(input_matrix());
    from.narrow(0, tile * kTile, kTile).select(1, tile).copy_(output_matrix());
  }
  return {tiles, to.narrow(2, 1, cells).reshape({tiles * kSeen, cells}),
          from.reshape({cells, tiles * kSeen})};
}

// Both axes; a factor's tiles side by side.
struct Grid {
  std::int64_t tiles;
  torch::Tensor to_factors;    // [36 tiles, H W]
  torch::Tensor from_factors;  // [H W, 36 tiles]
};

Grid grid_of(std::int64_t height, std::int64_t width) {
  const Axis y = axis_of(height), x = axis_of(width);
  const auto cells = height * width, tiles = y.tiles * x.tiles;
  return {tiles,
          torch::kron(y.to_factors, x.to_factors)
              .view({y.tiles, kSeen, x.tiles, kSeen, cells})
              .permute({1, 3, 0, 2, 4})
              .reshape({kFactors * tiles, cells}),
          torch::kron(y.from_factors, x.from_factors)
              .view({cells, y.tiles, kSeen, x.tiles, kSeen})
              .permute({0, 2, 4, 1, 3})
              .reshape({cells, kFactors * tiles})};
}

const Grid& known_grid(std::int64_t height, std::int64_t width) {
  static const std::array<Grid, 4> grids{grid_of(4, 4), grid_of(4, 8), grid_of(8, 4),
                                         grid_of(8, 8)};
  return grids.at((height / kTile - 1) * 2 + width / kTile - 1);
}

const torch::Tensor& kernel_to_factors() {  // [36, 9]
  static const torch::Tensor matrix = torch::kron(kernel_matrix(), kernel_matrix());
  return matrix;
}

// [N, C, H, W] -> [H W, N C], and back.
torch::Tensor cells_first(const torch::Tensor& picture) {
  return picture.permute({2, 3, 0, 1}).reshape({picture.size(2) * picture.size(3), -1});
}

torch::Tensor picture_of(const torch::Tensor& cells, std::int64_t n, std::int64_t height,
                         std::int64_t width) {
  return cells.view({height, width, n, cells.size(1) / n}).permute({2, 3, 0, 1});
}

// The two below share out what OpenBLAS's threads cannot: there they wait for each other longer
// than they work. torch's operators are not meant for at::parallel_for, since a thread may not know
// whether gradients are wanted; no tensor here has any, and mm_out asks for nothing else.

// A fixed matrix [rows, inner] x [inner, columns], all rows few: each thread has its columns.
torch::Tensor thin_product(const torch::Tensor& fixed, const torch::Tensor& columns) {
  auto result = torch::empty({fixed.size(0), columns.size(1)});
  at::parallel_for(0, columns.size(1), kColumns, [&](std::int64_t begin, std::int64_t end) {
    const torch::NoGradGuard no_grad;
    auto part = result.narrow(1, begin, end - begin);
    torch::mm_out(part, fixed, columns.narrow(1, begin, end - begin));
  });
  return result;
}

// [36, rows, inner] x [36, inner, columns]: each thread has its factors.
torch::Tensor factor_products(const torch::Tensor& left, const torch::Tensor& right) {
  auto result = torch::empty({kFactors, left.size(1), right.size(2)});
  at::parallel_for(0, kFactors, 1, [&](std::int64_t begin, std::int64_t end) {
    const torch::NoGradGuard no_grad;
    for (auto factor = begin; factor < end; ++factor) {
      auto part = result[factor];
      torch::mm_out(part, left[factor], right[factor]);
    }
  });
  return result;
}

struct Winograd : Function<Winograd> {
  static torch::Tensor forward(AutogradContext* context, const torch::Tensor& input,
                               const torch::Tensor& weight, const torch::Tensor& bias) {
    const auto n = input.size(0), c = input.size(1), h = input.size(2), w = input.size(3);
    const auto o = weight.size(0);
    const Grid& grid = known_grid(h, w);
    const auto inputs =
        thin_product(grid.to_factors, cells_first(input)).view({kFactors, grid.tiles * n, c});
    const auto kernels =
        thin_product(kernel_to_factors(), cells_first(weight)).view({kFactors, o, c});
    context->save_for_backward({inputs, kernels});
    const auto outputs = factor_products(inputs, kernels.transpose(1, 2));
    const auto cells =
        thin_product(grid.from_factors, outputs.view({kFactors * grid.tiles, n * o}));
    return picture_of(cells, n, h, w).add_(bias.view({1, o, 1, 1}));
  }

  static tensor_list backward(AutogradContext* context, const tensor_list& gradients) {
    TORCH_CHECK(!torch::GradMode::is_enabled(), "winograd_convolution is differentiable once");
    const auto saved = context->get_saved_variables();
    const auto &inputs = saved[0], &kernels = saved[1];
    const auto n = gradients[0].size(0), h = gradients[0].size(2), w = gradients[0].size(3);
    const auto o = kernels.size(1), c = kernels.size(2);
    const Grid& grid = known_grid(h, w);
    const auto cells = cells_first(gradients[0]);
    const auto outputs =
        thin_product(grid.from_factors.t(), cells).view({kFactors, grid.tiles * n, o});
    tensor_list result(3);
    if (context->needs_input_grad(0)) {
      const auto factors = factor_products(outputs, kernels).view({kFactors * grid.tiles, n * c});
      result[0] = picture_of(thin_product(grid.to_factors.t(), factors), n, h, w);
    }
    if (context->needs_input_grad(1)) {
      const auto factors = factor_products(outputs.transpose(1, 2), inputs);
      result[1] = picture_of(thin_product(kernel_to_factors().t(), factors.view({kFactors, o * c})),
                             o, 3, 3);
    }
    if (context->needs_input_grad(2)) result[2] = cells.reshape({h * w * n, o}).sum(0);
    return result;
  }
};

}  // namespace

torch::Tensor winograd_convolution(const torch::Tensor& input, const torch::Tensor& weight,
                                   const torch::Tensor& bias) {
  return Winograd::apply(input, weight, bias);
}

}  // namespace crossroads
