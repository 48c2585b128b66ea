// Everything one can choose about a network and its training: the only place with the defaults.
// Plain values, no torch: the programs bind their options to these fields.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace crossroads {

// How the generator is built. Two runs with equal GeneratorOptions have interchangeable weights.
struct GeneratorOptions {
  int past_frames = 4;                       // K
  bool actions = false;                      // the action of the coming interval is an input too
  int channels = 128;                        // width of every hidden layer
  int encoder_blocks = 1;                    // residual blocks before z comes in
  int decoder_blocks = 3;                    // residual blocks that z reaches
  int downscale = 8;                         // space-to-depth factor: the network's multiple in px
  int z_dim = 8;                             // 0: no z at all
  std::string z_distribution = "bernoulli";  // bernoulli (-1 or +1), normal, uniform (-1 to 1)
  std::string z_injection = "modulate";      // concat, sum, add, modulate
};

struct TrainOptions {
  std::vector<std::string> recordings;
  std::vector<std::string> redrawn;  // gan-packed: second futures of the recordings
  std::string out;
  std::string arm = "gan+es";  // arms.hpp has them
  std::int64_t steps = 0;      // 0: as many as fit into `minutes`
  double minutes = 0;          // 0: as many as `steps` says
  std::uint64_t seed = 1;
  bool resume = false;
  GeneratorOptions generator;

  int ahead = 1;  // recorded frames from the present one to the one to predict
  int patch_px = 32;
  int batch = 64;
  double open_share = 0.6;         // of the patches: cut where the future is open
  double moving_share = 0.7;       // of the others: where something moves; the rest is cut anywhere
  double learning_rate = 2e-3;     // Muon and Adam, cosine to a twentieth
  double ema = 0.995;              // of the weights that are kept for use
  double warm_up = 0.1;            // share of the training with squared error at z = 0
  double adversarial_from = 0.4;   // share of the training after which the discriminator counts
  double adversarial_ratio = 0.2;  // its gradient's norm at the generator's output over that of es
  int discriminator_channels = 64;
  std::string device = "cpu";
  std::string precision = "auto";  // auto (a probe), bf16, fp32
  int threads = 0;                 // 0: all cores
  int save_every_seconds = 60;
  double snapshot_every_seconds = 0;  // of training; 0: no snapshots
};

}  // namespace crossroads
