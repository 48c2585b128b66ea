// Winograd's convolution: 3x3 kernels on small grids by fewer multiplications, as matrix products.
// Lavin and Gray 2015, "Fast Algorithms for Convolutional Neural Networks": F(4x4, 3x3).
#pragma once

#include "predictor/torch.hpp"

namespace crossroads {

// torch::conv2d(input, weight, bias, 1, 1) in float32, off by about 1e-5 of the largest output; so
// are its gradients. input [N, C, H, W], N above 0, H and W 4 or 8, weight [O, C, 3, 3], bias [O],
// in any memory format; the result lies in memory as [H, W, N, O], and input that does, too, is not
// copied. Differentiable once: not with create_graph.
//
// The grid is covered with tiles of 4x4 cells. What a tile sees, 6x6 cells, and the kernel are each
// brought into 36 factors by fixed matrices; there the convolution is 36 products of matrices
// [tiles N, C] x [C, O], a quarter of the multiplications. The fixed matrices are made for the
// whole grid, its border included, and cost little where channels are many beside cells.
[[nodiscard]] torch::Tensor winograd_convolution(const torch::Tensor& input,
                                                 const torch::Tensor& weight,
                                                 const torch::Tensor& bias);

}  // namespace crossroads
