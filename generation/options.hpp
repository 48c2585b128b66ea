// Everything one can choose about a generator of pictures and its training: the only place with the
// defaults. Plain values, no torch.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "portraits/request.hpp"

namespace crossroads {

inline constexpr int kCellPx = 8;  // side of the squares that a picture is cut into

// How the generator is built. Two runs with equal options have interchangeable weights.
struct PictureNetOptions {
  int side_px = 64;          // of the square pictures: a multiple of kCellPx
  int code_channels = 32;    // numbers that stand for a cell
  int codec_channels = 192;  // width of the layers that see cells
  // Numbers that stand for a picture, beside its condition; 0: 24, or 48 without a condition.
  int summary = 0;
  int features = 768;         // width of the layers that see whole pictures
  int mapper_features = 768;  // width of the layers that see summaries
  int z_dim = 100;
  std::string z_distribution = "normal";  // normal, uniform (-1 to 1), bernoulli (-1 or 1)
  ConditionSpace condition;               // empty: unconditional
  bool z_decides = true;  // what was not asked for; else it stays open, as an average needs it

  [[nodiscard]] int grid() const { return side_px / kCellPx; }  // cells along a side
  [[nodiscard]] int code_size() const { return code_channels * grid() * grid(); }
};

struct PictureTrainOptions {
  std::string pictures;  // what paint made, a folder of pictures, or a recording
  std::string out;
  // A run whose first part is taken over, and the second if its condition is the same; empty: none.
  std::string codec;
  std::string arm = "gan";                        // gan, or mse: the answer of squared error
  std::vector<std::string> condition = {"none"};  // names of labels; all; none
  // The training's parts: cells to codes and back, codes to summaries and back, z to summaries.
  // Steps of the last one, 0: as many of each as fit into `minutes`.
  std::int64_t codec_steps = 2500;
  std::int64_t summary_steps = 5000;
  std::int64_t steps = 0;
  double minutes = 0;  // 0: as many as `steps` says
  std::uint64_t seed = 1;
  bool resume = false;
  PictureNetOptions net;

  int batch = 64;                 // pictures a step of the first part
  int code_batch = 512;           // of the second
  int summary_batch = 512;        // of the last
  double learning_rate = 2e-3;    // of the first part; cosine to a twentieth, in each
  double ema = 0.995;             // of the weights that are kept for use
  double adversarial_from = 0.1;  // share of the last part before the discriminator counts
  double adversarial_ratio = 1;   // its gradient's norm over that of the energy distance
  double penalty = 1;             // weight of the discriminator's penalties
  std::string device = "cpu";
  std::string precision = "auto";  // auto (a probe), bf16, fp32
  int threads = 0;                 // 0: all cores
  int save_every_seconds = 60;
};

}  // namespace crossroads
