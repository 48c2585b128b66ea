#include "experiments/frame_math.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace crossroads {
namespace {

constexpr std::size_t kChunk = 16384;  // 16384 * 255^2 fits 32 bits, so that the sum vectorises

// Sums over a window of one channel: of a, b, a^2, b^2, ab.
struct WindowSums {
  std::int64_t a = 0, b = 0, aa = 0, bb = 0, ab = 0;
  void add(const WindowSums& other, int sign) {
    a += sign * other.a;
    b += sign * other.b;
    aa += sign * other.aa;
    bb += sign * other.bb;
    ab += sign * other.ab;
  }
};

double window_similarity(const WindowSums& sums, double count) {
  constexpr double kC1 = (0.01 * 255) * (0.01 * 255);
  constexpr double kC2 = (0.03 * 255) * (0.03 * 255);
  const double mean_a = static_cast<double>(sums.a) / count;
  const double mean_b = static_cast<double>(sums.b) / count;
  const double unbiased = count > 1 ? count / (count - 1) : 1;
  const double var_a = unbiased * (static_cast<double>(sums.aa) / count - mean_a * mean_a);
  const double var_b = unbiased * (static_cast<double>(sums.bb) / count - mean_b * mean_b);
  const double cov = unbiased * (static_cast<double>(sums.ab) / count - mean_a * mean_b);
  return (2 * mean_a * mean_b + kC1) * (2 * cov + kC2) /
         ((mean_a * mean_a + mean_b * mean_b + kC1) * (var_a + var_b + kC2));
}

WindowSums value_sums(const Frame& a, const Frame& b, int channel, int y, int x) {
  const std::int64_t va = a.at(channel, y, x);
  const std::int64_t vb = b.at(channel, y, x);
  return {va, vb, va * va, vb * vb, va * vb};
}

// Slides a window over one channel; the columns' sums are kept, so each pixel is read twice.
double channel_similarity(const Frame& a, const Frame& b, int channel) {
  const int window_y = std::min(7, a.height_px);
  const int window_x = std::min(7, a.width_px);
  std::vector<WindowSums> columns(static_cast<std::size_t>(a.width_px));
  double total = 0;
  std::int64_t windows = 0;
  for (int y = 0; y < a.height_px; ++y) {
    WindowSums window;
    for (int x = 0; x < a.width_px; ++x) {
      auto& column = columns[static_cast<std::size_t>(x)];
      column.add(value_sums(a, b, channel, y, x), 1);
      if (y >= window_y) column.add(value_sums(a, b, channel, y - window_y, x), -1);
      window.add(column, 1);
      if (x >= window_x) window.add(columns[static_cast<std::size_t>(x - window_x)], -1);
      if (y < window_y - 1 || x < window_x - 1) continue;
      total += window_similarity(window, window_y * window_x);
      ++windows;
    }
  }
  return total / static_cast<double>(windows);
}

}  // namespace

double squared_distance(const Frame& a, const Frame& b) {
  double total = 0;
  for (std::size_t start = 0; start < a.pixels.size(); start += kChunk) {
    const std::size_t end = std::min(a.pixels.size(), start + kChunk);
    std::uint32_t sum = 0;
    for (std::size_t i = start; i < end; ++i) {
      const int difference = a.pixels[i] - b.pixels[i];
      sum += static_cast<std::uint32_t>(difference * difference);
    }
    total += sum;
  }
  return total;
}

double squared_distance(const Frame& a, const Frame& b,
                        const std::vector<std::uint32_t>& positions) {
  std::int64_t total = 0;
  for (const std::uint32_t i : positions) {
    const int difference = a.pixels[i] - b.pixels[i];
    total += difference * difference;
  }
  return static_cast<double>(total);
}

Frame mean_frame(const std::vector<const Frame*>& frames, const std::vector<double>& weights) {
  Frame mean = *frames.front();
  for (std::size_t i = 0; i < mean.pixels.size(); ++i) {
    double value = 0;
    for (std::size_t m = 0; m < frames.size(); ++m) value += weights[m] * frames[m]->pixels[i];
    mean.pixels[i] = static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
  }
  return mean;
}

double structural_similarity(const Frame& a, const Frame& b) {
  double total = 0;
  for (int channel = 0; channel < 3; ++channel) total += channel_similarity(a, b, channel);
  return total / 3;
}

std::vector<std::int32_t> edge_map(const Frame& frame) {
  std::vector<std::int32_t> map;
  map.reserve(frame.pixels.size());
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < frame.height_px; ++y) {
      for (int x = 0; x < frame.width_px; ++x) {
        const int value = frame.at(channel, y, x);
        const int beyond = std::abs(255 - 2 * value);  // zero on the [-1, 1] scale is 127.5
        const int dx =
            x + 1 < frame.width_px ? 2 * std::abs(frame.at(channel, y, x + 1) - value) : beyond;
        const int dy =
            y + 1 < frame.height_px ? 2 * std::abs(frame.at(channel, y + 1, x) - value) : beyond;
        map.push_back(dx + dy);
      }
    }
  }
  return map;
}

double edge_difference(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < a.size(); ++i) total += std::abs(a[i] - b[i]);
  return static_cast<double>(total) / (255.0 * static_cast<double>(a.size()));
}

std::vector<Edge> edges_at(int height_px, int width_px, const std::vector<std::uint8_t>& marked) {
  std::vector<Edge> edges;
  const auto add = [&](int from, int to) {
    if (!marked[static_cast<std::size_t>(from)] && !marked[static_cast<std::size_t>(to)]) return;
    for (int channel = 0; channel < 3; ++channel) {
      const int plane = channel * height_px * width_px;
      edges.push_back(
          {static_cast<std::uint32_t>(plane + from), static_cast<std::uint32_t>(plane + to)});
    }
  };
  for (int y = 0; y < height_px; ++y) {
    for (int x = 0; x < width_px; ++x) {
      const int pixel = y * width_px + x;
      if (x + 1 < width_px) add(pixel, pixel + 1);
      if (y + 1 < height_px) add(pixel, pixel + width_px);
    }
  }
  return edges;
}

double squared_gradients(const Frame& frame, const std::vector<Edge>& edges) {
  std::int64_t total = 0;
  for (const Edge& edge : edges) {
    const int difference = frame.pixels[edge.to] - frame.pixels[edge.from];
    total += difference * difference;
  }
  return static_cast<double>(total);
}

// |s - sum w_m y_m|^2 = sum w_m |s - y_m|^2 - 1/2 sum w_m w_k |y_m - y_k|^2 for weights that sum to
// 1. Weight moves from the worst frame in use to the best one, by the exact best amount, until
// nothing is gained: Frank-Wolfe with pairwise steps (Lacoste-Julien and Jaggi 2015).
ConvexFit convex_fit(const std::vector<double>& to_sample, const Matrix& between) {
  const std::size_t count = to_sample.size();
  ConvexFit fit{std::vector<double>(count, 0.0), 0};
  auto& w = fit.weights;
  w[static_cast<std::size_t>(std::min_element(to_sample.begin(), to_sample.end()) -
                             to_sample.begin())] = 1;
  std::vector<double> spread(count);  // sum_k w_k |y_m - y_k|^2
  const auto refresh = [&] {
    for (std::size_t m = 0; m < count; ++m) {
      spread[m] = 0;
      for (std::size_t k = 0; k < count; ++k) spread[m] += w[k] * between[m][k];
    }
  };
  for (int step = 0; step < 2000; ++step) {
    refresh();
    std::size_t best = 0;
    std::optional<std::size_t> worst;
    for (std::size_t m = 0; m < count; ++m) {
      if (to_sample[m] - spread[m] < to_sample[best] - spread[best]) best = m;
      if (w[m] > 0 && (!worst || to_sample[m] - spread[m] > to_sample[*worst] - spread[*worst])) {
        worst = m;
      }
    }
    const double gain = to_sample[*worst] - spread[*worst] - to_sample[best] + spread[best];
    if (*worst == best || gain <= 1e-9 * (1 + between[best][*worst])) break;
    const double amount = std::min(w[*worst], gain / (2 * between[best][*worst]));
    w[best] += amount;
    w[*worst] -= amount;
  }
  refresh();
  for (std::size_t m = 0; m < count; ++m) {
    fit.squared_residual += w[m] * (to_sample[m] - spread[m] / 2);
  }
  fit.squared_residual = std::max(0.0, fit.squared_residual);
  return fit;
}

}  // namespace crossroads
