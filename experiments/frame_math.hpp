// Arithmetic on whole 8-bit frames: distances, edges, SSIM, the best convex fit.
// Every frame of one call has the same size. Values are 0..255 unless said otherwise.
#pragma once

#include <cstdint>
#include <vector>

#include "recordings/frame.hpp"

namespace crossroads {

using Matrix = std::vector<std::vector<double>>;

// Sum of squared differences over all channels and pixels.
[[nodiscard]] double squared_distance(const Frame& a, const Frame& b);

// The same over the given positions in Frame::pixels only.
[[nodiscard]] double squared_distance(const Frame& a, const Frame& b,
                                      const std::vector<std::uint32_t>& positions);

// Weighted mean of frames, rounded to 8 bits. The weights sum to 1.
[[nodiscard]] Frame mean_frame(const std::vector<const Frame*>& frames,
                               const std::vector<double>& weights);

// Structural similarity (Wang et al. 2004), uniform 7x7 window, unbiased covariances, K1 0.01,
// K2 0.03, peak 255, mean over channels and over the windows inside the frame: scikit-image's
// default. 1 where the frames are equal. Frames smaller than the window: one window for it all.
[[nodiscard]] double structural_similarity(const Frame& a, const Frame& b);

// |dx| + |dy| of each value on the [-1, 1] scale, times 255; forward differences, zero beyond the
// far edges: the map that SharpDiff compares (dyelax/Adversarial_Video_Generation).
[[nodiscard]] std::vector<std::int32_t> edge_map(const Frame& frame);
// Mean | edge_map a - edge_map b | on the [-1, 1] scale.
[[nodiscard]] double edge_difference(const std::vector<std::int32_t>& a,
                                     const std::vector<std::int32_t>& b);

// Two neighbouring values, by position in Frame::pixels.
struct Edge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};
// Every pair of neighbours (right and below, each channel) of which at least one pixel is marked.
[[nodiscard]] std::vector<Edge> edges_at(int height_px, int width_px,
                                         const std::vector<std::uint8_t>& marked);
[[nodiscard]] double squared_gradients(const Frame& frame, const std::vector<Edge>& edges);

// The convex weights on y_1..y_M that come nearest to a sample, and how near. It needs only squared
// distances: of the sample to each y_m, and of the y_m among each other.
struct ConvexFit {
  std::vector<double> weights;
  double squared_residual = 0;
};
[[nodiscard]] ConvexFit convex_fit(const std::vector<double>& to_sample, const Matrix& between);

}  // namespace crossroads
