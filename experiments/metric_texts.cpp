// What each metric is called, in one plain sentence each: for tables and reports.
#include <array>

#include "experiments/metrics.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

constexpr std::array<MetricText, kMetrics> kTexts{{
    {"valid", "valid",
     "Share of samples that are one of the legal next frames (within a quarter of the distance to "
     "the nearest other one).",
     3},
    {"blend", "blend",
     "Share of samples that are a mixture of legal frames: several half-transparent players at "
     "once. Over states where no future has more than 60 %.",
     3},
    {"vanished", "vanished", "Share of samples in which nobody is left on the board.", 3},
    {"other", "other", "Share of samples that are wrong in any other way.", 3},
    {"coverage", "coverage",
     "Share of legal futures that the samples really visit (at least a quarter as often as they "
     "should).",
     3},
    {"tv", "TV",
     "How far the samples' shares are from the true probabilities, counting every invalid sample "
     "against the run: 0 is exact, 1 is all wrong.",
     3},
    {"turn_tv", "turn TV",
     "The same among valid samples alone: are the turns taken at the right rates?", 3},
    {"calibration_error", "calibration error",
     "Mean difference of a legal future's share among valid samples from its probability.", 3},
    {"z_effect", "z effect",
     "Share of two-way states in which the two values of a one-bit z give the two different "
     "futures.",
     3},
    {"z_information", "z information",
     "How much of the choice one number of z settles by its sign, the best one of them: 1 is all "
     "of it, 0 nothing. Last column: what chance alone makes of as many samples.",
     3},
    {"action_accuracy", "action accuracy",
     "Share of samples that are one of the legal next frames to which the given action leads.", 3},
    {"energy_score", "energy score",
     "Distance to the true future less half the distance among samples: the proper score of a set "
     "of samples. Lower is better; nothing beats the true probabilities.",
     3},
    {"sharpness", "sharpness",
     "Squared gradients where things move, relative to the real frames: 1 is as sharp as reality, "
     "an even blend of two futures reads 0.5.",
     3},
    {"sharp_diff", "SharpDiff, dB",
     "The ancestor project's sharpness: difference of gradients to the real frame. It compares "
     "with "
     "one future at a time, so a blur and a sharp other turn cost about the same.",
     2},
    {"psnr_moving", "PSNR moving, dB",
     "Squared error against all futures, where things move. Beware: a perfect sampler reads 3.01 "
     "dB BELOW the blurred exact mean, so this number ranks the right answer second.",
     2},
    {"ssim", "SSIM",
     "Structural similarity to the futures, whole frame, first 8 samples. Most of a frame stands "
     "still, so it hardly tells blur from sharp.",
     4},
    {"mse_to_exact_mean", "error to exact mean",
     "Squared error of the run's mean frame to the exact mean where things move, as a share of the "
     "futures' own variance: below 0.05 the baseline is honest and well trained.",
     4},
    {"best_of_n", "best of N, MSE",
     "Squared error of the best of all samples, where things move. It cannot see wrong "
     "probabilities; given because others give it.",
     1},
    {"player_valid", "player valid",
     "Share of samples that show one of the player's own next moves, looking only at the pixels "
     "that its moves alone can change. States where another one can change them too count only "
     "jointly.",
     3},
    {"player_turn_tv", "player turn TV",
     "How far the shares of the player's moves among those are from their true rates.", 3},
    {"ghost_1_valid", "ghost 1 valid", "The same of the first ghost.", 3},
    {"ghost_1_turn_tv", "ghost 1 turn TV", "The same of the first ghost.", 3},
    {"ghost_2_valid", "ghost 2 valid", "The same of the second ghost.", 3},
    {"ghost_2_turn_tv", "ghost 2 turn TV", "The same of the second ghost.", 3},
    {"ghost_3_valid", "ghost 3 valid", "The same of the third ghost.", 3},
    {"ghost_3_turn_tv", "ghost 3 turn TV", "The same of the third ghost.", 3},
    {"ghost_4_valid", "ghost 4 valid", "The same of the fourth ghost.", 3},
    {"ghost_4_turn_tv", "ghost 4 turn TV", "The same of the fourth ghost.", 3},
}};

}  // namespace

const MetricText& metric_text(Metric metric) {
  return kTexts[at(metric)];
}

Metric metric_named(const std::string& key, const std::string& where) {
  for (int i = 0; i < kMetrics; ++i) {
    if (key == kTexts[static_cast<std::size_t>(i)].key) return static_cast<Metric>(i);
  }
  throw Error("a metric of metrics.json", key, where, "correct its name");
}

}  // namespace crossroads
