#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "experiments/contender.hpp"
#include "hand_made.hpp"

using namespace crossroads;
using namespace crossroads::hand_made;

namespace {

// One sprite is 16 px * 2 channels * 255^2.
constexpr double kSprite = 16.0 * 2 * 255 * 255;

Truth::Judged judge(const EvaluationState& state, const Frame& sample) {
  return Truth(state).judge(sample);
}

StateScore score(const EvaluationState& state, const std::vector<Frame>& samples, int count = 64) {
  const Truth truth(state);
  return score_state(truth, samples, count);
}

// A sprite at the left with weight w, one at the right with weight 1 - w.
Frame mixture(double w) {
  Frame frame = board(1, 6, static_cast<int>(std::lround(255 * w)));
  draw_sprite(frame, 11, 6, static_cast<int>(std::lround(255 * (1 - w))));
  return frame;
}

}  // namespace

TEST_CASE("a sample is valid within a quarter of the way to the nearest other legal frame") {
  const auto state = two_ways();
  REQUIRE(judge(state, left()).verdict == Verdict::valid);
  REQUIRE(judge(state, right()).mode == 1);
  REQUIRE(judge(state, mixture(0.76)).verdict == Verdict::valid);
  REQUIRE(judge(state, mixture(0.74)).verdict == Verdict::blend);
}

TEST_CASE("an even blend of two futures lies at half the way and is called a blend") {
  const auto state = two_ways();
  const Truth truth(state);
  REQUIRE(truth.radius(0) == Approx(std::sqrt(2 * kSprite) / 4));
  REQUIRE(judge(state, half_and_half()).verdict == Verdict::blend);
}

TEST_CASE("a board without anybody has vanished, and anything else is other") {
  const auto state = two_ways();
  REQUIRE(judge(state, blank()).verdict == Verdict::vanished);
  REQUIRE(judge(state, up()).verdict == Verdict::other);
  Frame two_players = left();
  draw_sprite(two_players, 11, 6);
  REQUIRE(judge(state, two_players).verdict == Verdict::other);
}

TEST_CASE("with one legal frame the radius is a quarter of the distance to the last frame") {
  const auto state = one_way();
  REQUIRE(Truth(state).radius(0) == Approx(std::sqrt(2 * kSprite) / 4));
  REQUIRE(judge(state, left()).verdict == Verdict::valid);
  REQUIRE(judge(state, board(6, 6)).verdict == Verdict::other);
  REQUIRE(judge(state, blank()).verdict == Verdict::vanished);
}

TEST_CASE("a perfect sample reads perfect numbers") {
  const auto s = score(two_ways(), of_each(left(), 32, right(), 32));
  REQUIRE(read(s, Metric::valid) == 1);
  REQUIRE(read(s, Metric::blend) == 0);
  REQUIRE(read(s, Metric::vanished) == 0);
  REQUIRE(read(s, Metric::other) == 0);
  REQUIRE(read(s, Metric::coverage) == 1);
  REQUIRE(read(s, Metric::tv) == Approx(0).margin(1e-12));
  REQUIRE(read(s, Metric::turn_tv) == Approx(0).margin(1e-12));
  REQUIRE(read(s, Metric::sharpness) == Approx(1));
  REQUIRE(read(s, Metric::mse_to_exact_mean) == Approx(0).margin(1e-12));
  REQUIRE(read(s, Metric::best_of_n) == 0);
  REQUIRE(perfect(s, Metric::tv) == Approx(0.0497).margin(0.00005));
}

TEST_CASE("a one-sided sample is valid but covers half and has half the probability wrong") {
  const auto s = score(two_ways(), repeat(left(), 64));
  REQUIRE(read(s, Metric::valid) == 1);
  REQUIRE(read(s, Metric::coverage) == 0.5);
  REQUIRE(read(s, Metric::tv) == Approx(0.5));
  REQUIRE(read(s, Metric::turn_tv) == Approx(0.5));
}

TEST_CASE("the calibration error is the mean distance of the shares from their probabilities") {
  REQUIRE(read(score(two_ways(), of_each(left(), 48, right(), 16)), Metric::calibration_error) ==
          Approx(0.25));
  auto state = two_ways(0.5);
  state.legal[1].probability = 0.25;
  state.legal.push_back({up(), blank(), 0.25, "up"});
  // All left: off by 1/2, 1/4 and 1/4.
  REQUIRE(read(score(state, repeat(left(), 64)), Metric::calibration_error) == Approx(1.0 / 3));
}

TEST_CASE("tv counts invalid samples, turn_tv looks at the valid ones alone") {
  // 24 left, 8 right, 32 blended: shares 3/8, 1/8, invalid 1/2; among the valid 3/4, 1/4.
  auto samples = of_each(left(), 24, right(), 8);
  const auto blended = repeat(half_and_half(), 32);
  samples.insert(samples.end(), blended.begin(), blended.end());
  const auto s = score(two_ways(), samples);
  REQUIRE(read(s, Metric::valid) == 0.5);
  REQUIRE(read(s, Metric::blend) == 0.5);
  REQUIRE(read(s, Metric::tv) == Approx(0.5));        // (1/8 + 3/8 + 1/2) / 2
  REQUIRE(read(s, Metric::turn_tv) == Approx(0.25));  // (1/4 + 1/4) / 2
  REQUIRE(read(s, Metric::coverage) == 1);            // 1/8 is a quarter of 1/2
}

TEST_CASE("a blended or vanished sample has no turns to speak of") {
  const auto blended = score(two_ways(), {half_and_half()});
  REQUIRE(read(blended, Metric::blend) == 1);
  REQUIRE(read(blended, Metric::tv) == 1);
  REQUIRE(read(blended, Metric::coverage) == 0);
  REQUIRE(std::isnan(read(blended, Metric::turn_tv)));
  const auto vanished = score(two_ways(), repeat(blank(), 64));
  REQUIRE(read(vanished, Metric::vanished) == 1);
  REQUIRE(read(vanished, Metric::tv) == 1);
  REQUIRE(read(score(two_ways(), repeat(up(), 64)), Metric::other) == 1);
}

TEST_CASE("a lopsided state has no blend bar, since its mean is itself close to one frame") {
  REQUIRE(std::isnan(read(score(two_ways(0.8), {mixture(0.8)}), Metric::blend)));
  REQUIRE(read(score(two_ways(0.6), {mixture(0.6)}), Metric::blend) == 1);
}

TEST_CASE("coverage asks only of futures that should come at least eight times") {
  // p = 0.9 / 0.1 of 64: only the first is asked for.
  REQUIRE(read(score(two_ways(0.9), repeat(left(), 64)), Metric::coverage) == 1);
  REQUIRE(read(score(two_ways(0.9), repeat(left(), 80), 80), Metric::coverage) == 0.5);
}

TEST_CASE("the energy score is a quarter of the distance at its optimum for an even choice") {
  const double distance = std::sqrt(2 * kSprite) / 255;  // 8
  REQUIRE(distance == 8);
  const auto s = score(two_ways(), of_each(left(), 32, right(), 32));
  REQUIRE(perfect(s, Metric::energy_score) == Approx(2));
  // Fair estimate: 4 to the truth, less half of the mean over pairs: 32 * 32 of 2016 pairs at 8.
  REQUIRE(read(s, Metric::energy_score) == Approx(4 - 0.5 * 8 * 1024 / 2016));
  // One-sided: 4. Blended: a deterministic arm's plain distance, half the way: 4 (128 for 127.5).
  REQUIRE(read(score(two_ways(), repeat(left(), 64)), Metric::energy_score) == Approx(4));
  REQUIRE(read(score(two_ways(), {half_and_half()}), Metric::energy_score) ==
          Approx(4).margin(0.001));
}

TEST_CASE("of many samples the energy score looks at as many pairs as it needs") {
  // 50 left, then 50 right, each with the 32 after it in the ring: 2 * (1 + ... + 32) of 3200
  // differ.
  const auto s = score(two_ways(), of_each(left(), 50, right(), 50), 100);
  REQUIRE(read(s, Metric::energy_score) == Approx(4 - 0.5 * 8 * 1056 / 3200));
}

TEST_CASE("the mean of two equal disjoint futures is half as sharp") {
  const auto s = score(two_ways(), {half_and_half()});
  REQUIRE(read(s, Metric::sharpness) == Approx(0.5).margin(0.005));
  REQUIRE(read(score(two_ways(), repeat(blank(), 4)), Metric::sharpness) == 0);
  // Two whole players are twice as much as there should be.
  Frame two_players = left();
  draw_sprite(two_players, 11, 6);
  REQUIRE(read(score(two_ways(), {two_players}), Metric::sharpness) == Approx(2));
}

TEST_CASE("a perfect sampler reads 3.01 dB below the exact mean") {
  const auto mean = score(two_ways(), {half_and_half()});
  const auto sharp = score(two_ways(), of_each(left(), 32, right(), 32));
  REQUIRE(read(mean, Metric::psnr_moving) - read(sharp, Metric::psnr_moving) ==
          Approx(3.0103).margin(0.001));
  REQUIRE(perfect(mean, Metric::psnr_moving) == Approx(read(sharp, Metric::psnr_moving)));
  // By hand: half of the draws miss by two sprites; the region is three sprites, three channels.
  REQUIRE(read(sharp, Metric::psnr_moving) ==
          Approx(10 * std::log10(255.0 * 255 * 3 * 48 / kSprite)));
}

TEST_CASE("the error to the exact mean is a share of the variance") {
  REQUIRE(read(score(two_ways(), {half_and_half()}), Metric::mse_to_exact_mean) ==
          Approx(0).margin(0.0001));
  // Always left: as far from the mean as the futures are.
  REQUIRE(read(score(two_ways(), {left()}), Metric::mse_to_exact_mean) == Approx(1));
  REQUIRE(perfect(score(two_ways(), {left()}), Metric::mse_to_exact_mean) == Approx(1.0 / 64));
}

TEST_CASE("best of N is the squared error of the nearest sample") {
  // Right is missed by two sprites, half of the time, over 3 * 48 values.
  REQUIRE(read(score(two_ways(), repeat(left(), 64)), Metric::best_of_n) == Approx(kSprite / 144));
  // A perfect sampler with one draw misses half of the time; with two, a quarter.
  REQUIRE(perfect(score(two_ways(), {left()}, 1), Metric::best_of_n) == Approx(kSprite / 144));
  REQUIRE(perfect(score(two_ways(), {left()}, 2), Metric::best_of_n) == Approx(kSprite / 288));
}

TEST_CASE("SharpDiff prefers the blur to a sharp player on the other way") {
  const auto blurred = score(two_ways(), {half_and_half()});
  const auto sharp = score(two_ways(), of_each(left(), 1, right(), 1));
  // One sprite's edge map: 8 forward differences to its left and top... counted as |d| = 2 on the
  // [-1, 1] scale: 4 rows * 2 + 4 cols * 2 = 16 values of 2 a channel, so 64 a sprite. A miss
  // differs by two sprites, half of the pairs: 64 over 768 values.
  REQUIRE(read(sharp, Metric::sharp_diff) == Approx(10 * std::log10(768.0 / 64)));
  REQUIRE(perfect(sharp, Metric::sharp_diff) == Approx(read(sharp, Metric::sharp_diff)));
  // The blur misses half of each of the two sprites, always: the same 64, so nothing is gained.
  REQUIRE(read(blurred, Metric::sharp_diff) ==
          Approx(read(sharp, Metric::sharp_diff)).margin(0.05));
}

TEST_CASE("the z effect wants two different valid futures from the two values of a bit") {
  const auto state = two_ways();
  const Truth truth(state);
  REQUIRE(z_effect(truth, left(), right()).sum == 1);
  REQUIRE(z_effect(truth, left(), left()).sum == 0);
  REQUIRE(z_effect(truth, left(), half_and_half()).sum == 0);
  const auto forced = one_way();
  REQUIRE(z_effect(Truth(forced), left(), right()).weight == 0);
}

TEST_CASE("tallies without weight say nothing") {
  Tally total{1, 2, 3};
  total.add({100, 0, 100});
  REQUIRE(total.sum == 1);
  REQUIRE(std::isnan(metric_value(Metric::valid, {})));
}

TEST_CASE("the untrained contenders are what their names say") {
  const auto state = two_ways();
  REQUIRE(copy_last().sample(state, 64, 1) == std::vector<Frame>{board(6, 6)});
  REQUIRE(exact_mean().sample(state, 64, 1) == std::vector<Frame>{half_and_half()});
  const auto s = score(state, exact_sampler().sample(state, 64, 7));
  REQUIRE(read(s, Metric::valid) == 1);
  REQUIRE(read(s, Metric::coverage) == 1);
  REQUIRE(read(s, Metric::tv) < 0.2);
}

TEST_CASE("the exact sampler's tv averages to its floor") {
  const auto state = two_ways();
  const Truth truth(state);
  Tally total;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const auto samples = exact_sampler().sample(state, 64, seed);
    total.add(score_state(truth, samples, 64).tallies[static_cast<std::size_t>(Metric::tv)]);
  }
  REQUIRE(metric_value(Metric::tv, total) == Approx(0.0497).margin(0.005));
}

TEST_CASE("action accuracy wants the valid frame to which the given action leads") {
  auto state = two_ways();
  state.legal[0].by_action = {0, 0, 0.5, 0, 0};  // left
  state.legal[1].by_action = {0, 0, 0, 0, 0.5};  // right
  const Truth truth(state);
  const auto judged = score(state, {left(), right(), half_and_half(), left()}).judged;
  // Right; the other way; a blend; the other way again.
  const Tally tally = action_accuracy(truth, judged, {2, 2, 2, 4});
  REQUIRE(metric_value(Metric::action_accuracy, tally) == 0.25);
  REQUIRE(metric_value(Metric::action_accuracy, action_accuracy(truth, judged, {2, 4, 2, 2})) ==
          0.75);
}

TEST_CASE("actions are drawn as probable as they are at a state") {
  auto state = two_ways(0.25);
  REQUIRE_THROWS_WITH(draw_actions(state, 1, 1), Catch::Contains("trained with --actions"));
  state.legal[0].by_action = {0, 0, 0.25, 0, 0};
  state.legal[1].by_action = {0, 0.25, 0, 0, 0.5};  // two actions lead to one frame
  const auto actions = draw_actions(state, 4000, 3);
  const auto share = [&](int action) {
    return static_cast<double>(std::count(actions.begin(), actions.end(), action)) / 4000;
  };
  REQUIRE(share(1) == Approx(0.25).margin(0.03));
  REQUIRE(share(2) == Approx(0.25).margin(0.03));
  REQUIRE(share(4) == Approx(0.5).margin(0.03));
  REQUIRE(share(0) + share(3) == 0);
  REQUIRE(draw_actions(state, 10, 3) == std::vector<int>(actions.begin(), actions.begin() + 10));
}
