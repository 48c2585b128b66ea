// train-portraits: pictures in, a generator of such pictures out.
#include "generation/picture_training.hpp"
#include "portraits/painted_set.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

namespace po = boost::program_options;

po::options_description options_of(PictureTrainOptions& o, PictureSheetPlan& sheets) {
  po::options_description all("Options");
  auto add = all.add_options();
  add("pictures", po::value(&o.pictures)->required()->value_name("PATH"),
      "what paint made, a folder with PNG or JPEG pictures, or a recording");
  add("out", po::value(&o.out)->required()->value_name("DIR"), "run folder to write");
  add("arm", with_default(o.arm),
      "gan, or mse: one answer, the blurred mean of all that are right");
  add("codec", with_default(o.codec)->value_name("RUN"),
      "take the first part over from this run on the same pictures; the second, too, if its "
      "condition is the same");
  add("condition", po::value(&o.condition)->multitoken()->value_name("LABEL"),
      "labels that one may ask for later, alone or together: eye_colour hair_style ..., all, or "
      "none (the default: unconditional)");
  add("minutes", with_default(o.minutes), "train about this long (or give --steps)");
  add("steps", with_default(o.steps), "steps of the last part, z to summaries (or give --minutes)");
  add("codec-steps", with_default(o.codec_steps),
      "steps of the first part: cells of 8x8 px to codes and back");
  add("summary-steps", with_default(o.summary_steps),
      "steps of the second part: codes of a picture to its summary and back");
  add("seed", with_default(o.seed), "seed of weights, batches and z");
  add("resume", po::bool_switch(&o.resume), "go on from the run's last checkpoint");
  add("z", with_default(o.net.z_dim),
      "numbers in z; with a condition at least two for each of its labels");
  add("z-distribution", with_default(o.net.z_distribution),
      "normal, uniform (-1 to 1) or bernoulli (-1 or 1)");
  add("side", with_default(o.net.side_px),
      "side of the pictures, px, a multiple of 8; others are cut and resized");
  add("batch", with_default(o.batch), "pictures a step of the first part");
  add("code-batch", with_default(o.code_batch), "pictures a step of the second part");
  add("summary-batch", with_default(o.summary_batch),
      "pictures a step of the last part, a multiple of 128");
  add("code-channels", with_default(o.net.code_channels), "numbers in the code of 8x8 px");
  add("codec-channels", with_default(o.net.codec_channels), "width of the codec's layers");
  add("summary", with_default(o.net.summary),
      "numbers in the summary of a picture, which says what the condition does not; 0: 24, or 48 "
      "without a condition");
  add("features", with_default(o.net.features), "width of the layers around summaries");
  add("mapper-features", with_default(o.net.mapper_features),
      "width of mapper and discriminator, which know summaries alone");
  add("learning-rate", with_default(o.learning_rate),
      "Muon's and Adam's in the first part, at its highest; the others' are multiples of it");
  add("ema", with_default(o.ema), "memory of the averaged weights");
  add("adversarial-from", with_default(o.adversarial_from),
      "share of the steps before the GAN term");
  add("adversarial-ratio", with_default(o.adversarial_ratio),
      "its gradient norm over the energy distance's");
  add("penalty", with_default(o.penalty), "weight of the discriminator's penalties on its slope");
  add("device", with_default(o.device), "cpu or cuda");
  add("precision", with_default(o.precision), "auto (a probe), bf16 or fp32");
  add("threads", with_default(o.threads), "CPU threads; 0 is one for each core");
  add("save-every", with_default(o.save_every_seconds), "seconds between checkpoints");
  add("sheet-every", with_default(sheets.every_seconds),
      "seconds of training between sheets/STEP.png: pictures of the same z's; 0: none");
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  PictureTrainOptions options;
  PictureSheetPlan sheets;
  sheets.draw = [](const std::vector<Frame>& pictures) { return contact_sheet(pictures, 2); };
  const auto description = options_of(options, sheets);
  const ProgramText text{
      "train-portraits",
      "Learns to draw pictures like those given: random numbers z in, a new picture out (a GAN).\n"
      "With --condition it is asked: eye_colour=red in, somebody with red eyes out, each z "
      "another.\nWhat is not asked for then, z decides, each label by itself at its share of the "
      "pictures.",
      "train-portraits --pictures runs/portraits --condition all --minutes 15 --out runs/faces\n"
      "train-portraits --pictures runs/portraits --minutes 15 --out runs/unlabelled\n"
      "train-portraits --pictures runs/portraits --condition all --codec runs/faces --z 50 "
      "--minutes 5 --out runs/fifty\n"
      "train-portraits --pictures runs/portraits --condition all --arm mse --minutes 5 --out "
      "runs/mean\n"
      "train-portraits --pictures my_pictures/ --z 50 --minutes 30 --out runs/mine\n"
      "train-portraits --config runs/faces/config.ini --resume"};
  bool whole = true;
  const int code = run_program(argc, argv, text, description, [&] {
    keep_freed_memory();
    whole = train_pictures(options, effective_config(), sheets);
  });
  return code == 0 && !whole ? 130 : code;  // 130: interrupted, as shells say it
}
