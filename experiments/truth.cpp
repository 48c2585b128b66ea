// What is known of a state before anybody predicts, and what a sample is judged to be.
#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/metrics.hpp"

namespace crossroads {
namespace {

// Applies `measure` to every pair of legal frames; 0 on the diagonal.
template <typename Measure>
Matrix pairwise(std::size_t count, const Measure& measure) {
  Matrix matrix(count, std::vector<double>(count, 0.0));
  for (std::size_t m = 0; m < count; ++m) {
    for (std::size_t k = m + 1; k < count; ++k) matrix[m][k] = matrix[k][m] = measure(m, k);
  }
  return matrix;
}

// Legal frames that look alike on the actor's pixels are one future of it.
ActorTruth actor_truth(const EvaluationState& state, const ActorRegion& region) {
  ActorTruth truth{region.actor, region.positions, {}, {}, {}};
  const auto between = [&](std::size_t m, std::size_t k) {
    return squared_distance(state.legal[m].frame, state.legal[k].frame, region.positions);
  };
  for (std::size_t m = 0; m < state.legal.size(); ++m) {
    std::size_t future = 0;
    while (future < truth.shown_by.size() && between(m, truth.shown_by[future]) > 0) ++future;
    if (future == truth.shown_by.size()) {
      truth.shown_by.push_back(m);
      truth.probability.push_back(0);
    }
    truth.probability[future] += state.legal[m].probability;
  }
  for (const std::size_t m : truth.shown_by) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const std::size_t k : truth.shown_by) {
      if (k != m) nearest = std::min(nearest, between(m, k));
    }
    truth.radius.push_back(std::sqrt(nearest) / 4);
  }
  return truth;
}

}  // namespace

std::vector<double> valid_radii(const std::vector<LegalFrame>& legal, const Frame& last) {
  if (legal.size() == 1) return {std::sqrt(squared_distance(legal[0].frame, last)) / 4};
  std::vector<double> radii;
  for (const auto& one : legal) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const auto& other : legal) {
      if (&other != &one) nearest = std::min(nearest, squared_distance(one.frame, other.frame));
    }
    radii.push_back(std::sqrt(nearest) / 4);
  }
  return radii;
}

Truth::Truth(const EvaluationState& state) : state_(&state) {
  find_distances();
  find_moving();
  find_means();
  find_sharpness();
  find_actors();
}

double Truth::largest_probability() const {
  double largest = 0;
  for (const auto& legal : state_->legal) largest = std::max(largest, legal.probability);
  return largest;
}

void Truth::find_distances() {
  const auto& legal = state_->legal;
  between_ = pairwise(modes(), [&](std::size_t m, std::size_t k) {
    return squared_distance(legal[m].frame, legal[k].frame);
  });
  radius_ = valid_radii(legal, state_->past.back());
  least_radius_ = *std::min_element(radius_.begin(), radius_.end());
}

void Truth::find_moving() {
  const Frame& last = state_->past.back();
  const std::size_t plane = last.pixels.size() / 3;
  std::vector<std::uint8_t> marked(plane, 0);
  for (const auto& legal : state_->legal) {
    for (std::size_t i = 0; i < last.pixels.size(); ++i) {
      if (legal.frame.pixels[i] != last.pixels[i]) marked[i % plane] = 1;
    }
  }
  for (std::size_t i = 0; i < last.pixels.size(); ++i) {
    if (marked[i % plane]) moving_.push_back(static_cast<std::uint32_t>(i));
  }
  edges_ = edges_at(last.height_px, last.width_px, marked);
  moving_between_ = pairwise(modes(), [&](std::size_t m, std::size_t k) {
    return squared_distance(state_->legal[m].frame, state_->legal[k].frame, moving_);
  });
}

void Truth::find_means() {
  for (const std::uint32_t i : moving_) {
    double mean = 0;
    double square = 0;
    for (std::size_t m = 0; m < modes(); ++m) {
      const double value = state_->legal[m].frame.pixels[i];
      mean += p(m) * value;
      square += p(m) * value * value;
    }
    mean_values_.push_back(mean);
    variance_ += square - mean * mean;
  }
}

void Truth::find_sharpness() {
  for (std::size_t m = 0; m < modes(); ++m) {
    gradient_energy_ += p(m) * squared_gradients(state_->legal[m].frame, edges_);
    edge_maps_.push_back(edge_map(state_->legal[m].frame));
  }
  for (std::size_t m = 0; m < modes(); ++m) {
    for (std::size_t k = m + 1; k < modes(); ++k) {
      const double both = 2 * p(m) * p(k);
      perfect_sharp_diff_ += both * edge_difference(edge_maps_[m], edge_maps_[k]);
    }
  }
}

double Truth::perfect_ssim() const {
  if (perfect_ssim_) return *perfect_ssim_;
  double total = 0;
  for (std::size_t m = 0; m < modes(); ++m) {
    total += p(m) * p(m);
    for (std::size_t k = m + 1; k < modes(); ++k) {
      total +=
          2 * p(m) * p(k) * structural_similarity(state_->legal[m].frame, state_->legal[k].frame);
    }
  }
  perfect_ssim_ = total;
  return total;
}

void Truth::find_actors() {
  for (const ActorRegion& region : state_->actors) {
    const ActorTruth truth = actor_truth(*state_, region);
    if (truth.shown_by.size() < 2) continue;
    const double least = 4 * *std::min_element(truth.radius.begin(), truth.radius.end());
    if (least * least >= kLeastSquaredDistance) actors_.push_back(truth);
  }
}

Truth::Judged Truth::judge(const Frame& sample) const {
  std::vector<double> to_sample;
  for (const auto& legal : state_->legal) {
    to_sample.push_back(squared_distance(sample, legal.frame));
  }
  const auto nearest = static_cast<std::size_t>(
      std::min_element(to_sample.begin(), to_sample.end()) - to_sample.begin());
  if (std::sqrt(to_sample[nearest]) <= radius_[nearest]) return {Verdict::valid, nearest};
  if (modes() > 1) {
    const ConvexFit fit = convex_fit(to_sample, between_);
    const double largest = *std::max_element(fit.weights.begin(), fit.weights.end());
    if (std::sqrt(fit.squared_residual) <= least_radius_ && largest < kMostBlendWeight) {
      return {Verdict::blend, nearest};
    }
  }
  for (const auto& legal : state_->legal) {
    if (legal.without_actors.pixels.empty()) continue;
    const double distance = std::sqrt(squared_distance(sample, legal.without_actors));
    if (distance <= least_radius_) return {Verdict::vanished, nearest};
  }
  return {Verdict::other, nearest};
}

}  // namespace crossroads
