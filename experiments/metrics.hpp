// Every number that Crossroads reports, stated once. One state and one run's samples give a Tally
// for each metric; tallies add up over states, and only their total is turned into a number, so
// that pooled numbers (PSNR) and plain means go the same way, and a bootstrap is a sum.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
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
  calibration_error,
  z_effect,
  z_information,
  action_accuracy,
  energy_score,
  sharpness,
  sharp_diff,
  psnr_moving,
  ssim,
  mse_to_exact_mean,
  best_of_n,
  player_valid,  // from here on two for each actor: actor_valid, actor_turn_tv
  player_turn_tv,
  ghost_1_valid,
  ghost_1_turn_tv,
  ghost_2_valid,
  ghost_2_turn_tv,
  ghost_3_valid,
  ghost_3_turn_tv,
  ghost_4_valid,
  ghost_4_turn_tv,
};
inline constexpr int kMetrics = static_cast<int>(Metric::ghost_4_turn_tv) + 1;
// Its place in StateTallies.
[[nodiscard]] constexpr std::size_t at(Metric metric) {
  return static_cast<std::size_t>(metric);
}

// actor: 0 the player, 1 to 4 the ghosts.
[[nodiscard]] Metric actor_valid(int actor);
[[nodiscard]] Metric actor_turn_tv(int actor);

struct MetricText {
  const char* key;      // in metrics.json
  const char* title;    // in tables
  const char* meaning;  // one plain sentence
  int decimals;
};
[[nodiscard]] const MetricText& metric_text(Metric metric);
// Error: no metric has that key; `where` says who asked.
[[nodiscard]] Metric metric_named(const std::string& key, const std::string& where);

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

// One actor's own futures: the legal frames looked at on its pixels alone.
struct ActorTruth {
  int actor = 0;
  std::vector<std::uint32_t> positions;     // in Frame::pixels
  std::vector<std::size_t> shown_by;        // of each future: a legal frame that shows it
  std::vector<double> probability, radius;  // of each future
};

enum class Verdict { valid, blend, vanished, other };
[[nodiscard]] const char* verdict_text(Verdict verdict);

// Of each legal frame: how far from it a valid sample may lie. A quarter of its distance to the
// nearest other one (d_m / 4); where it is the only one, a quarter of its distance to `last`.
[[nodiscard]] std::vector<double> valid_radii(const std::vector<LegalFrame>& legal,
                                              const Frame& last);

// What is known of a state before anybody predicts: computed once, used for every run.
class Truth {
 public:
  // Takes no ownership: `state` outlives it.
  explicit Truth(const EvaluationState& state);

  [[nodiscard]] const EvaluationState& state() const { return *state_; }
  [[nodiscard]] std::size_t modes() const { return state_->legal.size(); }
  [[nodiscard]] double p(std::size_t mode) const { return state_->legal[mode].probability; }
  [[nodiscard]] double radius(std::size_t mode) const { return radius_[mode]; }
  [[nodiscard]] double largest_probability() const;
  [[nodiscard]] const Matrix& squared_distances() const { return between_; }

  struct Judged {
    Verdict verdict = Verdict::other;
    std::size_t mode = 0;  // the nearest legal frame
  };
  [[nodiscard]] Judged judge(const Frame& sample) const;

  // Those with two futures or more that are told apart.
  [[nodiscard]] const std::vector<ActorTruth>& actors() const { return actors_; }

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
  [[nodiscard]] double perfect_ssim() const;  // slow: worked out when it is asked for first

 private:
  void find_distances();
  void find_moving();
  void find_means();
  void find_sharpness();
  void find_actors();

  const EvaluationState* state_;
  Matrix between_, moving_between_;
  std::vector<double> radius_, mean_values_;
  double least_radius_ = 0;
  std::vector<ActorTruth> actors_;
  std::vector<std::uint32_t> moving_;
  std::vector<Edge> edges_;
  std::vector<std::vector<std::int32_t>> edge_maps_;
  double variance_ = 0, gradient_energy_ = 0, perfect_sharp_diff_ = 0;
  mutable std::optional<double> perfect_ssim_;
};

struct StateScore {
  StateTallies tallies{};
  std::vector<Truth::Judged> judged;  // one a sample
  std::vector<double> shares;         // of each legal frame, of all samples
  std::vector<double> turns;          // of each legal frame, of the valid samples; empty: none
};

// `samples` as a run gave them; a deterministic run gives one and stands for `count` equal ones.
[[nodiscard]] StateScore score_state(const Truth& truth, const std::vector<Frame>& samples,
                                     int count);

// Only the judgement of the samples, and what follows from it alone: verdicts, coverage, shares.
[[nodiscard]] StateScore judge_samples(const Truth& truth, const std::vector<Frame>& samples,
                                       int count);

// Squared gradients of a sample in the moving region over the p-weighted mean of the same over the
// legal frames; NaN where that is 0.
[[nodiscard]] double sharpness(const Truth& truth, const Frame& sample);

// What the numbers of z, by their signs, tell of the legal frame that the sample became: see the
// text of Metric::z_information. z: one row a sample.
[[nodiscard]] Tally z_information(const Truth& truth, const std::vector<Truth::Judged>& judged,
                                  const std::vector<std::vector<float>>& z);

// One Bernoulli bit as z, a state with two legal frames: do its two values give different ones?
[[nodiscard]] Tally z_effect(const Truth& truth, const Frame& z_low, const Frame& z_high);

// A sample was drawn for each of the actions: is it valid, and does its action lead to that frame?
[[nodiscard]] Tally action_accuracy(const Truth& truth, const std::vector<Truth::Judged>& judged,
                                    const std::vector<int>& actions);

// Blend bars need no p_m above this: else the mean itself lies close to one legal frame.
inline constexpr double kMostForBlend = 0.6;
inline constexpr double kMostBlendWeight = 0.75;
inline constexpr int kSsimSamples = 8;  // SSIM is slow: of the first 8 samples only

}  // namespace crossroads
