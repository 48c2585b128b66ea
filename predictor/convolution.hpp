// A convolution whose gradients are quick for patches, too. Knows no parameters.
#pragma once

#include "predictor/torch.hpp"

namespace crossroads {

// torch::conv2d(input, weight, bias, stride, kernel / 2). input [N, C, H, W] and the square weight
// [O, C, k, k], of one type, quickest in memory format channels_last; k odd.
//
// On a CPU with AMX the gradients in bfloat16 of a 1x1 kernel, or of at most 16 cells (H x W), come
// from product_convolution: oneDNN's backward convolutions (2.6) take 2 to 14 times as long there.
// From 64 cells on they take as long (what lies between was not measured), and without AMX always.
// On a CPU in float32, with at least twice as many channels as cells, pictures of 4x4 to 8x8 cells
// go through winograd_convolution where there are 512 cells or more in all: oneDNN takes about
// twice as long there (measured with AVX2). So the last bits depend on how many pictures go through
// at once.
[[nodiscard]] torch::Tensor convolve(const torch::Tensor& input, const torch::Tensor& weight,
                                     const torch::Tensor& bias, int stride);

// The same at stride 1; its gradients are matrix products and a forward convolution.
[[nodiscard]] torch::Tensor product_convolution(const torch::Tensor& input,
                                                const torch::Tensor& weight,
                                                const torch::Tensor& bias);

}  // namespace crossroads
