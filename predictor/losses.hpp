// The losses, each a scalar tensor that autograd can follow. Frames are [N, 3, H, W] in [-1, 1].
#pragma once

#include <vector>

#include "predictor/torch.hpp"

namespace crossroads {

// Sum over a frame's squared differences, averaged over the batch: gradients of a moving sprite do
// not shrink with the size of the still picture around it.
[[nodiscard]] torch::Tensor squared_error(const torch::Tensor& predicted,
                                          const torch::Tensor& target);

// The same with absolute differences.
[[nodiscard]] torch::Tensor absolute_error(const torch::Tensor& predicted,
                                           const torch::Tensor& target);

// Gradient difference loss (Mathieu, Couprie & LeCun 2016) with alpha 1: how far the sizes of the
// differences between neighbouring pixels, downwards and to the right, are from the target's.
// Summed over a frame, averaged over the batch.
[[nodiscard]] torch::Tensor gradient_difference(const torch::Tensor& predicted,
                                                const torch::Tensor& target);

// The sides of the windows in which patches like these [N, 3, H, W] are scored. 16 px see one
// place, 32 px hold all the futures of an actor at once: two players or none must cost there
// (patch-wise scores alone leave the places uncoupled). A larger patch is a window, too: only there
// does it cost if actors far from each other turn by the same part of z.
[[nodiscard]] std::vector<int> score_windows_px(const torch::Tensor& patches);

// The L2 norm of a - b within square windows (three channels together), at half-window strides,
// averaged over windows. [N].
[[nodiscard]] torch::Tensor window_distance(const torch::Tensor& a, const torch::Tensor& b,
                                            int window_px);

// The energy score (Gneiting & Raftery 2007), fair estimator for two samples, patch-wise:
// mean over the windows' sizes of (|s1 - y| + |s2 - y|) / 2 - |s1 - s2| / 2. A proper scoring rule:
// its optimum is the true distribution, so both turns come at their true rate.
[[nodiscard]] torch::Tensor energy_score(const torch::Tensor& first, const torch::Tensor& second,
                                         const torch::Tensor& target,
                                         const std::vector<int>& windows_px);

// Best of two: in each of the same windows the squared error of the sample that is nearer there,
// averaged over windows and their sizes. It rewards a pair that covers the futures, whatever their
// rates.
[[nodiscard]] torch::Tensor best_of_two(const torch::Tensor& first, const torch::Tensor& second,
                                        const torch::Tensor& target,
                                        const std::vector<int>& windows_px);

// Relativistic pair losses (RpGAN; R3GAN, Huang et al. 2024): real and fake follow the same past.
[[nodiscard]] torch::Tensor discriminator_loss(const torch::Tensor& real_logits,
                                               const torch::Tensor& fake_logits);
[[nodiscard]] torch::Tensor generator_loss(const torch::Tensor& real_logits,
                                           const torch::Tensor& fake_logits);

}  // namespace crossroads
