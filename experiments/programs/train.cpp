// train: recordings in, a run folder out.
#include "experiments/picture.hpp"
#include "predictor/training.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

namespace po = boost::program_options;

po::options_description options_of(TrainOptions& o, SheetPlan& sheets) {
  po::options_description all("Options");
  auto add = all.add_options();
  add("recording", po::value(&o.recordings)->multitoken()->required(),
      "recording folders to learn from");
  add("redrawn", po::value(&o.redrawn)->multitoken(),
      "gan-packed: what redraw made of the recordings, in the same order");
  add("out", po::value(&o.out)->required(), "run folder to write");
  add("arm", with_default(o.arm),
      "loss. One frame: mse (the blurred baseline), l1, mse+gdl (gradient differences too). With "
      "z: es "
      "(energy score), min-of-2 (best of two), gan, gan-packed (judges pairs), gan+l1 (as "
      "pix2pix), gan+es");
  add("steps", with_default(o.steps), "training steps (or give --minutes)");
  add("minutes", with_default(o.minutes), "train about this long (or give --steps)");
  add("seed", with_default(o.seed), "seed of weights, batches and z");
  add("resume", po::bool_switch(&o.resume), "go on from the run's last checkpoint");
  add("past-frames", with_default(o.generator.past_frames), "K, frames that the network sees");
  add("actions", po::bool_switch(&o.generator.actions),
      "the network is given the recorded action of the coming interval");
  add("ahead", with_default(o.ahead),
      "predict the frame so many recorded frames after the present one; what moves 8 px a frame "
      "leaves a patch of 32 px soon: widen --patch with it");
  add("patch", with_default(o.patch_px), "side of a training patch, px: a multiple of --downscale");
  add("batch", with_default(o.batch), "patches a step");
  add("open-share", with_default(o.open_share), "share of patches cut where the future is open");
  add("moving-share", with_default(o.moving_share), "share of the others cut where something moves");
  add("z-dim", with_default(o.generator.z_dim), "numbers in z");
  add("z-distribution", with_default(o.generator.z_distribution),
      "bernoulli (-1 or 1), normal, uniform");
  add("z-injection", with_default(o.generator.z_injection),
      "concat, sum (z-dim = channels), add or modulate");
  add("channels", with_default(o.generator.channels), "width of the generator's layers");
  add("encoder-blocks", with_default(o.generator.encoder_blocks), "residual blocks before z");
  add("decoder-blocks", with_default(o.generator.decoder_blocks), "residual blocks that z reaches");
  add("downscale", with_default(o.generator.downscale), "space-to-depth factor: 2, 4 or 8");
  add("learning-rate", with_default(o.learning_rate), "Muon's and Adam's, at its highest");
  add("ema", with_default(o.ema), "memory of the averaged weights");
  add("warm-up", with_default(o.warm_up), "share of the steps with squared error first");
  add("adversarial-from", with_default(o.adversarial_from),
      "share of the steps before the GAN term");
  add("adversarial-ratio", with_default(o.adversarial_ratio),
      "its gradient norm over the energy score's");
  add("discriminator-channels", with_default(o.discriminator_channels),
      "width of the discriminator's layers");
  add("device", with_default(o.device), "cpu or cuda");
  add("precision", with_default(o.precision), "auto (a probe), bf16 or fp32");
  add("threads", with_default(o.threads), "CPU threads; 0 is one for each core");
  add("save-every", with_default(o.save_every_seconds), "seconds between checkpoints");
  add("snapshot-every", with_default(o.snapshot_every_seconds),
      "seconds of training between snapshots/STEP.safetensors, for compare --snapshots; 0: none");
  add("sheet-every", with_default(sheets.every_seconds),
      "seconds of training between sheets/STEP.png: samples of the same moments with the same z's; "
      "0: none");
  return all;
}

// The last two past frames tell where everything goes.
Frame draw_sheet(const std::vector<SheetRow>& rows) {
  std::vector<PredictionRow> shown;
  for (const SheetRow& row : rows) {
    const auto from = row.past.end() - std::min<std::ptrdiff_t>(2, std::ssize(row.past));
    shown.push_back({{from, row.past.end()}, row.next, row.samples, {}});
  }
  return prediction_sheet(shown, static_cast<int>(rows.front().samples.size()));
}

}  // namespace

int main(int argc, char** argv) {
  TrainOptions options;
  SheetPlan sheets;
  sheets.draw = draw_sheet;
  const auto description = options_of(options, sheets);
  const ProgramText text{
      "train", "Trains a next-frame network on recordings; all arms share network and batches.",
      "train --recording recordings/data/corner-v0 --arm mse --steps 3000 --out runs/mse\n"
      "train --recording recordings/data/corner-v0 --arm gan+es --minutes 4 --out runs/gan\n"
      "train --recording recordings/data/corner-v0 --actions --steps 2000 --out runs/steered\n"
      "train --recording recordings/data/corner-v0 --ahead 4 --patch 64 --batch 16 --steps 3000 "
      "--out "
      "runs/far\n"
      "train --config runs/gan/config.ini --resume"};
  bool whole = true;
  const int code = run_program(argc, argv, text, description,
                               [&] { whole = train(options, effective_config(), sheets); });
  return code == 0 && !whole ? 130 : code;  // 130: interrupted, as shells say it
}
