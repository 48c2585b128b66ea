// Every number that Crossroads reports, stated once. One state and one run's samples give a Tally
// for each metric; tallies add up over states, and only their total is turned into a number, so
// that pooled numbers (PSNR) and plain means go the same way, and a bootstrap is a sum.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "experiments/frame_math.hpp"
#include "experiments/states.hpp"

namespace crossroads {

enum class Metric {
  valid,
  blend,
  vanished,
  other,
  coverage,
  tv,
  turn_tv,
  z_effect,
  energy_score,
  sharpness,
  sharp_diff,
  psnr_moving,
  ssim,
  mse_to_exact_mean,
  best_of_n,
};
inline constexpr int kMetrics = static_cast<int>(Metric::best_of_n) + 1;

struct MetricText {
  const char* key;      // in metrics.json
  const char* title;    // in tables
  const char* meaning;  // one plain sentence
  int decimals;
};
[[nodiscard]] const MetricText& metric_text(Metric metric);

struct Tally {
  double sum = 0;
  double weight = 0;   // 0: this state says nothing about this metric
  double perfect = 0;  // what `sum` would be for a perfect sampler with as many samples; may be NaN
  void add(const Tally& other);
};
using StateTallies = std::array<Tally, kMetrics>;

// The number that a total stands for; NaN where the weight is 0.
[[nodiscard]] double metric_value(Metric metric, const Tally& total);
[[nodiscard]] double perfect_value(Metric metric, const Tally& total);

enum class Verdict { valid, blend, vanished, other };
[[nodiscard]] const char* verdict_text(Verdict verdict);

// What is known of a state before anybody predicts: computed once, used for every run.
class Truth {
 public:
  // Takes no ownership: `state` outlives it.
  explicit Truth(const EvaluationState& state);

  [[nodiscard]] const EvaluationState& state() const { return *state_; }
  [[nodiscard]] std::size_t modes() const { return state_->legal.size(); }
  [[nodiscard]] double p(std::size_t mode) const { return state_->legal[mode].probability; }
  // d_m / 4; with one legal frame a quarter of its distance to the last frame.
  [[nodiscard]] double radius(std::size_t mode) const { return radius_[mode]; }
  [[nodiscard]] double least_radius() const { return least_radius_; }
  [[nodiscard]] double largest_probability() const;
  [[nodiscard]] const Frame& exact_mean() const { return exact_mean_; }
  [[nodiscard]] const Matrix& squared_distances() const { return between_; }

  struct Judged {
    Verdict verdict = Verdict::other;
    std::size_t mode = 0;  // the nearest legal frame
  };
  [[nodiscard]] Judged judge(const Frame& sample) const;

  // Positions in Frame::pixels where any legal frame differs from the last frame (all channels).
  [[nodiscard]] const std::vector<std::uint32_t>& moving() const { return moving_; }
  [[nodiscard]] const Matrix& moving_distances() const { return moving_between_; }
  [[nodiscard]] const std::vector<double>& mean_values() const {
    return mean_values_;
  }                                                                        // at moving
  [[nodiscard]] double conditional_variance() const { return variance_; }  // sum over moving
  [[nodiscard]] const std::vector<Edge>& edges() const { return edges_; }
  [[nodiscard]] double gradient_energy() const { return gradient_energy_; }  // p-weighted
  [[nodiscard]] const std::vector<std::int32_t>& edge_map_of(std::size_t mode) const {
    return edge_maps_[mode];
  }
  [[nodiscard]] double perfect_sharp_diff() const { return perfect_sharp_diff_; }
  [[nodiscard]] double perfect_ssim() const { return perfect_ssim_; }

 private:
  void find_distances();
  void find_moving();
  void find_means();
  void find_sharpness();

  const EvaluationState* state_;
  Matrix between_, moving_between_;
  std::vector<double> radius_, mean_values_;
  double least_radius_ = 0;
  Frame exact_mean_;
  std::vector<std::uint32_t> moving_;
  std::vector<Edge> edges_;
  std::vector<std::vector<std::int32_t>> edge_maps_;
  double variance_ = 0, gradient_energy_ = 0, perfect_sharp_diff_ = 0, perfect_ssim_ = 0;
};

struct StateScore {
  StateTallies tallies{};
  std::vector<Truth::Judged> judged;  // one a sample
  std::vector<double> shares;         // of each legal frame, of all samples
};

// `samples` as a run gave them; a deterministic run gives one and stands for `count` equal ones.
[[nodiscard]] StateScore score_state(const Truth& truth, const std::vector<Frame>& samples,
                                     int count);

// One Bernoulli bit as z, a state with two legal frames: do its two values give different ones?
[[nodiscard]] Tally z_effect(const Truth& truth, const Frame& z_low, const Frame& z_high);

// Blend bars need no p_m above this: else the mean itself lies close to one legal frame.
inline constexpr double kMostForBlend = 0.6;
inline constexpr double kMostBlendWeight = 0.75;
inline constexpr int kSsimSamples = 8;  // SSIM is slow: of the first 8 samples only

}  // namespace crossroads
