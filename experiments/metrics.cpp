#include "experiments/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "experiments/statistics.hpp"

namespace crossroads {
namespace {

constexpr double kRounding = 1e-9;  // probabilities are sums and products of thirds and such
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double share(const std::vector<Truth::Judged>& judged, Verdict verdict) {
  const auto count = std::count_if(judged.begin(), judged.end(),
                                   [&](const auto& one) { return one.verdict == verdict; });
  return static_cast<double>(count) / static_cast<double>(judged.size());
}

void score_verdicts(const Truth& truth, StateScore& score) {
  auto& t = score.tallies;
  t[at(Metric::valid)] = {share(score.judged, Verdict::valid), 1, 1};
  t[at(Metric::vanished)] = {share(score.judged, Verdict::vanished), 1, 0};
  t[at(Metric::other)] = {share(score.judged, Verdict::other), 1, 0};
  if (truth.modes() > 1 && truth.largest_probability() <= kMostForBlend) {
    t[at(Metric::blend)] = {share(score.judged, Verdict::blend), 1, 0};
  }
}

double sum_of_differences(const std::vector<double>& shares,
                          const std::vector<double>& probabilities) {
  double total = 0;
  for (std::size_t m = 0; m < shares.size(); ++m) total += std::abs(shares[m] - probabilities[m]);
  return total;
}

// Shares of the samples to shares of the valid ones; empty where none is.
std::vector<double> among_valid(std::vector<double> shares) {
  const double valid = std::accumulate(shares.begin(), shares.end(), 0.0);
  if (valid <= 0) return {};
  for (double& share : shares) share /= valid;
  return shares;
}

void score_shares(const Truth& truth, int count, StateScore& score) {
  if (truth.modes() < 2) return;
  std::vector<double> probabilities;
  Tally coverage;
  for (std::size_t m = 0; m < truth.modes(); ++m) {
    const double p = truth.p(m);
    probabilities.push_back(p);
    if (p * count < 8 - kRounding) continue;
    coverage.add(
        {score.shares[m] >= p / 4 - kRounding ? 1.0 : 0.0, 1,
         chance_of_at_least(count, p, static_cast<int>(std::ceil(p * count / 4 - kRounding)))});
  }
  if (coverage.weight > 0) {
    score.tallies[at(Metric::coverage)] = {coverage.sum / coverage.weight, 1,
                                           coverage.perfect / coverage.weight};
  }
  const double floor = tv_floor(probabilities, count);
  const double valid = share(score.judged, Verdict::valid);
  const double off = sum_of_differences(score.shares, probabilities);
  score.tallies[at(Metric::tv)] = {(off + 1 - valid) / 2, 1, floor};
  if (score.turns.empty()) return;
  const double turns_off = sum_of_differences(score.turns, probabilities);
  const auto modes = static_cast<double>(truth.modes());
  score.tallies[at(Metric::turn_tv)] = {turns_off / 2, 1, floor};
  score.tallies[at(Metric::calibration_error)] = {turns_off / modes, 1, 2 * floor / modes};
}

// The future that a sample shows on an actor's pixels, if it shows one.
std::optional<std::size_t> future_shown(const Truth& truth, const ActorTruth& actor,
                                        const Frame& sample) {
  double least = std::numeric_limits<double>::infinity();
  std::size_t nearest = 0;
  for (std::size_t f = 0; f < actor.shown_by.size(); ++f) {
    const Frame& legal = truth.state().legal[actor.shown_by[f]].frame;
    const double distance = squared_distance(sample, legal, actor.positions);
    if (distance < least) {
      least = distance;
      nearest = f;
    }
  }
  if (std::sqrt(least) > actor.radius[nearest]) return std::nullopt;
  return nearest;
}

void score_actors(const Truth& truth, const std::vector<Frame>& samples, int count,
                  StateScore& score) {
  for (const ActorTruth& actor : truth.actors()) {
    std::vector<double> shares(actor.shown_by.size(), 0.0);
    for (const Frame& sample : samples) {
      const auto future = future_shown(truth, actor, sample);
      if (future) shares[*future] += 1 / static_cast<double>(samples.size());
    }
    const double valid = std::accumulate(shares.begin(), shares.end(), 0.0);
    score.tallies[at(actor_valid(actor.actor))] = {valid, 1, 1};
    const auto turns = among_valid(shares);
    if (turns.empty()) continue;
    score.tallies[at(actor_turn_tv(actor.actor))] = {
        sum_of_differences(turns, actor.probability) / 2, 1, tv_floor(actor.probability, count)};
  }
}

// Over all pairs of up to 65 samples, each pair once; of more, each one with the 32 that follow it
// in a ring: as fair an estimate (samples are alike), without a time that grows with the square.
double mean_distance_among(const std::vector<Frame>& samples) {
  constexpr std::size_t kPartners = 32;
  const std::size_t n = samples.size();
  const bool all = n <= 2 * kPartners + 1;
  double sum = 0;
  double pairs = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t end = all ? n : i + 1 + kPartners;
    for (std::size_t j = i + 1; j < end; ++j) {
      sum += std::sqrt(squared_distance(samples[i], samples[j % n]));
      ++pairs;
    }
  }
  return pairs > 0 ? sum / pairs : 0;
}

// Fair energy score (Ferro 2014) with the true distribution in place of one observation.
void score_energy(const Truth& truth, const std::vector<Frame>& samples, StateScore& score) {
  double to_truth = 0;
  for (const Frame& sample : samples) {
    for (std::size_t m = 0; m < truth.modes(); ++m) {
      to_truth += truth.p(m) * std::sqrt(squared_distance(sample, truth.state().legal[m].frame));
    }
  }
  const auto n = static_cast<double>(samples.size());
  double best = 0;  // half of sum p_m p_k d(y_m, y_k)
  for (std::size_t m = 0; m < truth.modes(); ++m) {
    for (std::size_t k = m + 1; k < truth.modes(); ++k) {
      best += truth.p(m) * truth.p(k) * std::sqrt(truth.squared_distances()[m][k]);
    }
  }
  const double spread = mean_distance_among(samples) / 2;
  score.tallies[at(Metric::energy_score)] = {(to_truth / n - spread) / 255, 1, best / 255};
}

void score_sharpness(const Truth& truth, const std::vector<Frame>& samples, StateScore& score) {
  const auto n = static_cast<double>(samples.size());
  double mean = 0;
  double difference = 0;
  for (const Frame& sample : samples) {
    mean += sharpness(truth, sample) / n;
    const auto map = edge_map(sample);
    for (std::size_t m = 0; m < truth.modes(); ++m) {
      difference += truth.p(m) * edge_difference(map, truth.edge_map_of(m)) / n;
    }
  }
  if (!std::isnan(mean)) score.tallies[at(Metric::sharpness)] = {mean, 1, 1};
  score.tallies[at(Metric::sharp_diff)] = {difference, 1, truth.perfect_sharp_diff()};
}

void score_ssim(const Truth& truth, const std::vector<Frame>& samples, StateScore& score) {
  const std::size_t used = std::min<std::size_t>(samples.size(), kSsimSamples);
  double total = 0;
  for (std::size_t i = 0; i < used; ++i) {
    for (std::size_t m = 0; m < truth.modes(); ++m) {
      total += truth.p(m) * structural_similarity(samples[i], truth.state().legal[m].frame);
    }
  }
  score.tallies[at(Metric::ssim)] = {total / static_cast<double>(used), 1, truth.perfect_ssim()};
}

// The expected least squared distance of n perfect draws to a real next frame that is drawn too.
double perfect_best_of(const Truth& truth, int n) {
  double total = 0;
  for (std::size_t m = 0; m < truth.modes(); ++m) {
    std::vector<std::pair<double, double>> by_distance;  // squared distance, probability
    for (std::size_t k = 0; k < truth.modes(); ++k) {
      by_distance.emplace_back(truth.moving_distances()[m][k], truth.p(k));
    }
    std::sort(by_distance.begin(), by_distance.end());
    double left = 1;  // chance that one draw is none of the nearer frames
    for (const auto& [distance, p] : by_distance) {
      const double less = std::max(0.0, left - p);
      total += truth.p(m) * distance * (std::pow(left, n) - std::pow(less, n));
      left = less;
    }
  }
  return total;
}

void score_squared_errors(const Truth& truth, const std::vector<Frame>& samples, int count,
                          StateScore& score) {
  const auto values = static_cast<double>(truth.moving().size());
  const auto n = static_cast<double>(samples.size());
  double error = 0;
  std::vector<double> best(truth.modes(), std::numeric_limits<double>::infinity());
  for (const Frame& sample : samples) {
    for (std::size_t m = 0; m < truth.modes(); ++m) {
      const double one = squared_distance(sample, truth.state().legal[m].frame, truth.moving());
      error += truth.p(m) * one / n;
      best[m] = std::min(best[m], one);
    }
  }
  double least = 0;
  for (std::size_t m = 0; m < truth.modes(); ++m) least += truth.p(m) * best[m];
  score.tallies[at(Metric::psnr_moving)] = {error, values, 2 * truth.conditional_variance()};
  score.tallies[at(Metric::best_of_n)] = {least, values, perfect_best_of(truth, count)};
}

void score_mean(const Truth& truth, const std::vector<Frame>& samples, int count,
                StateScore& score) {
  if (truth.conditional_variance() <= 0) return;
  double error = 0;
  for (std::size_t i = 0; i < truth.moving().size(); ++i) {
    double mean = 0;
    for (const Frame& sample : samples) mean += sample.pixels[truth.moving()[i]];
    const double difference = mean / static_cast<double>(samples.size()) - truth.mean_values()[i];
    error += difference * difference;
  }
  score.tallies[at(Metric::mse_to_exact_mean)] = {error, truth.conditional_variance(),
                                                  truth.conditional_variance() / count};
}

double finished(Metric metric, double value) {
  if (metric == Metric::psnr_moving) return 10 * std::log10(255.0 * 255.0 / value);
  if (metric == Metric::sharp_diff) return 10 * std::log10(1 / value);
  return value;
}

}  // namespace

Metric actor_valid(int actor) {
  return static_cast<Metric>(static_cast<int>(Metric::player_valid) + 2 * actor);
}
Metric actor_turn_tv(int actor) {
  return static_cast<Metric>(static_cast<int>(Metric::player_turn_tv) + 2 * actor);
}

void Tally::add(const Tally& other) {
  if (other.weight <= 0) return;
  sum += other.sum;
  weight += other.weight;
  perfect += other.perfect;
}

double metric_value(Metric metric, const Tally& total) {
  return total.weight > 0 ? finished(metric, total.sum / total.weight) : kNan;
}

double perfect_value(Metric metric, const Tally& total) {
  return total.weight > 0 ? finished(metric, total.perfect / total.weight) : kNan;
}

const char* verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return "valid";
    case Verdict::blend:
      return "blend";
    case Verdict::vanished:
      return "vanished";
    case Verdict::other:
      break;
  }
  return "other";
}

StateScore judge_samples(const Truth& truth, const std::vector<Frame>& samples, int count) {
  StateScore score;
  score.shares.assign(truth.modes(), 0.0);
  for (const Frame& sample : samples) {
    score.judged.push_back(truth.judge(sample));
    if (score.judged.back().verdict != Verdict::valid) continue;
    score.shares[score.judged.back().mode] += 1 / static_cast<double>(samples.size());
  }
  score.turns = among_valid(score.shares);
  score_verdicts(truth, score);
  score_shares(truth, count, score);
  return score;
}

StateScore score_state(const Truth& truth, const std::vector<Frame>& samples, int count) {
  StateScore score = judge_samples(truth, samples, count);
  score_actors(truth, samples, count, score);
  score_energy(truth, samples, score);
  score_sharpness(truth, samples, score);
  score_ssim(truth, samples, score);
  score_squared_errors(truth, samples, count, score);
  score_mean(truth, samples, count, score);
  return score;
}

double sharpness(const Truth& truth, const Frame& sample) {
  if (truth.gradient_energy() <= 0) return kNan;
  return squared_gradients(sample, truth.edges()) / truth.gradient_energy();
}

Tally action_accuracy(const Truth& truth, const std::vector<Truth::Judged>& judged,
                      const std::vector<int>& actions) {
  int right = 0;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    const auto& legal = truth.state().legal[judged[i].mode];
    const bool follows = legal.by_action[static_cast<std::size_t>(actions[i])] > 0;
    if (judged[i].verdict == Verdict::valid && follows) ++right;
  }
  return {right / static_cast<double>(judged.size()), 1, 1};
}

}  // namespace crossroads
