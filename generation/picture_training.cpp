#include "generation/picture_training.hpp"

#include <algorithm>
#include <iostream>

#include "generation/picture_run.hpp"
#include "generation/picture_trainer.hpp"
#include "predictor/frame_tensor.hpp"
#include "predictor/run.hpp"
#include "predictor/run_folder.hpp"
#include "predictor/runtime.hpp"
#include "predictor/safetensors.hpp"
#include "predictor/training_clock.hpp"
#include "predictor/training_loop.hpp"
#include "recordings/error.hpp"

namespace crossroads {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr double kCodecShare = 0.4, kSummaryShare = 0.6;  // of the minutes that are left by then
constexpr int kToldSummary = 24, kUntoldSummary = 48;     // numbers; a condition says much
constexpr int kSheetPictures = 64;
constexpr std::int64_t kMostSteps = 100'000'000;

void check(const PictureTrainOptions& o) {
  const auto need = [](bool holds, const std::string& message) {
    if (!holds) throw UsageError(message);
  };
  PictureNetOptions net = o.net;
  if (net.summary == 0) net.summary = kToldSummary;
  check_options(net);
  need(!o.pictures.empty(), "--pictures is missing: what paint made, a folder, or a recording");
  need(!o.out.empty(), "--out is missing: name the run folder to write");
  need(o.arm == "gan" || o.arm == "mse", "--arm must be gan or mse, not " + o.arm);
  need(o.steps >= 0 && o.minutes >= 0 && o.minutes < 1e6,
       "--steps and --minutes must not be negative, and --minutes below 1000000");
  need(o.resume || (o.steps > 0) != (o.minutes > 0), "give either --steps N or --minutes M");
  need(!o.codec.empty() || (o.codec_steps >= 1 && o.summary_steps >= 1),
       "--codec-steps and --summary-steps must be at least 1");
  need(o.batch >= 2 && o.batch <= 4096, "--batch must be 2 to 4096");
  need(o.code_batch >= 2 && o.code_batch <= 65536, "--code-batch must be 2 to 65536");
  need(o.summary_batch >= 128 && o.summary_batch % 128 == 0 && o.summary_batch <= 65536,
       "--summary-batch must be a multiple of 128, at most 65536");
  need(o.learning_rate > 0 && o.learning_rate < 1, "--learning-rate must be above 0 and below 1");
  need(o.ema >= 0 && o.ema < 1, "--ema must be 0 or more and below 1");
  need(o.adversarial_from >= 0 && o.adversarial_from < 1,
       "--adversarial-from must be 0 or more and below 1");
  need(o.adversarial_ratio >= 0, "--adversarial-ratio must be 0 or more");
  need(o.penalty >= 0, "--penalty must be 0 or more");
  need(o.save_every_seconds >= 1, "--save-every must be at least 1");
}

PictureSet load(const PictureTrainOptions& options) {
  PictureSet set = load_pictures({options.pictures, options.net.side_px});
  if (set.count() >= 2) return set;
  throw Error("at least two pictures", std::to_string(set.count()), options.pictures,
              "name a folder with more of them");
}

// One step of the codec, which takes longest: there, back, and Muon's update.
double seconds_of_step(const PictureTrainOptions& options, torch::ScalarType type) {
  Encoder encoder(options.net);
  Decoder decoder(options.net);
  encoder->compute_in(type);
  decoder->compute_in(type);
  Muon encoder_muon(*encoder, type), decoder_muon(*decoder, type);
  const auto pictures = torch::zeros({options.batch, 3, options.net.side_px, options.net.side_px});
  const auto start = Clock::now();
  decoder->forward(encoder->forward(pictures)).sum().backward();
  encoder_muon.step(0);
  decoder_muon.step(0);
  return seconds_since(start);
}

// What of the other run is taken over, and its widths; it knows these very pictures.
void take_up_codec(PictureTrainOptions& options, const std::string& data_hash) {
  const fs::path file = codec_file(options.codec);
  if (!fs::exists(file)) {
    throw Error("codec.safetensors, of a run that has trained its own summaries", "none",
                options.codec, "name another run, or leave out --codec");
  }
  const Facts facts = read_safetensors(file).metadata;
  if (fact(facts, "data_hash") != data_hash) {
    throw Error("a codec of the same pictures, data " + data_hash, fact(facts, "data_hash"),
                options.codec, "name a run on these --pictures, or leave out --codec");
  }
  const PictureNetOptions theirs = picture_net_options(facts, file.string());
  PictureNetOptions& net = options.net;
  net.side_px = theirs.side_px;
  net.code_channels = theirs.code_channels;
  net.codec_channels = theirs.codec_channels;
  options.codec_steps = 0;
  if (theirs.condition != net.condition) {  // which its summaries leave out
    if (options.summary_steps >= 1) return;
    throw UsageError("--summary-steps must be at least 1: " + options.codec +
                     " has another --condition");
  }
  net.summary = theirs.summary;
  net.features = theirs.features;
  options.summary_steps = 0;
}

// What fits into the minutes, by the time of a few steps of each part of a throw-away training.
void plan(PictureTrainOptions& options, const PictureSet& set, torch::Device device,
          torch::ScalarType type) {
  constexpr int kTimed = 6;
  PictureTrainOptions timed = options;
  const bool codec = options.codec_steps > 0, summaries = options.summary_steps > 0;
  timed.codec_steps = codec ? kTimed + 1 : 0;
  timed.summary_steps = summaries ? kTimed + 1 : 0;
  timed.steps = kMostSteps;
  timed.adversarial_from = 0;
  PictureTrainer trainer(set, timed, device, type);
  double left = options.minutes * 60;
  // As many steps of the next part as fit into these seconds.
  const auto steps_in = [&](double seconds) {
    trainer.step();  // the first of a part is longer
    const auto start = Clock::now();
    for (int i = 0; i < kTimed; ++i) trainer.step();
    const double each = seconds_since(start) / kTimed;
    const auto steps =
        std::clamp<std::int64_t>(static_cast<std::int64_t>(seconds / each), 1, kMostSteps);
    left -= static_cast<double>(steps) * each;
    return steps;
  };
  if (codec) options.codec_steps = steps_in(kCodecShare * left);
  if (summaries) options.summary_steps = steps_in(kSummaryShare * left);
  options.steps = steps_in(left);
}

// What a resumed run must have in common with itself.
Facts fixed_facts(const PictureTrainOptions& options, const std::string& data_hash) {
  Facts facts = describe(options);
  facts["data_hash"] = data_hash;
  return facts;
}

Facts facts_of(PictureTrainer& trainer, const PictureTrainOptions& options,
               const std::string& data_hash, const std::string& precision, double seconds) {
  Facts facts = fixed_facts(options, data_hash);
  facts["pictures"] = options.pictures;
  if (!options.codec.empty()) facts["codec"] = options.codec;
  facts["steps"] = std::to_string(trainer.steps_done());
  facts["planned-steps"] = std::to_string(options.steps);
  facts["seconds"] = std::to_string(seconds);
  facts["precision"] = precision;
  facts["parameters"] = std::to_string(parameter_count(*trainer.generator()));
  facts["version"] = CROSSROADS_VERSION;
  return facts;
}

std::string name_of(PictureTrainer::Part part) {
  switch (part) {
    case PictureTrainer::Part::codec:
      return "codec";
    case PictureTrainer::Part::summary:
      return "summaries";
    default:
      return "mapper";
  }
}

// Before the mapper's part, pictures that came back; then the same z's, with nothing asked.
std::vector<Frame> sheet_pictures(PictureTrainer& trainer, const PictureTrainOptions& options,
                                  torch::Device device) {
  torch::NoGradGuard no_grad;
  if (trainer.part() != PictureTrainer::Part::mapper) {
    return to_frames(trainer.returned(kSheetPictures));
  }
  auto generator = trainer.generator();
  auto z = draw_z(options.net, kSheetPictures, options.seed).to(device);
  if (options.arm == "mse") z.zero_();
  const auto asked = torch::zeros({kSheetPictures, condition_size(options.net.condition)});
  return to_frames(generator->forward(z, asked.to(device)));
}

TrainingLoop loop_of(PictureTrainer& trainer, const Run& run, const PictureTrainOptions& options,
                     const std::string& data_hash, const PictureSheetPlan& sheets,
                     torch::Device device, const std::string& precision) {
  TrainingLoop loop;
  loop.program = "train-portraits";
  loop.title = "train-portraits " + options.arm;
  loop.steps = trainer.all_steps();
  loop.step = [&] { return trainer.step(); };
  loop.steps_done = [&] { return trainer.steps_done(); };
  loop.part = [&] { return name_of(trainer.part()); };
  loop.save_every_seconds = options.save_every_seconds;
  loop.save = [&](double seconds) {
    run.save(
        trainer.steps_done(), [&](const fs::path& file) { trainer.save(file); },
        named_parameters(*trainer.generator()),
        facts_of(trainer, options, data_hash, precision, seconds));
  };
  // Once the first two parts are over.
  loop.beside = [&](double seconds) {
    if (trainer.steps_done() != options.codec_steps + options.summary_steps) return;
    trainer.save_codec(codec_file(options.out),
                       facts_of(trainer, options, data_hash, precision, seconds));
  };
  if (sheets.wanted()) {
    loop.sheet_every_seconds = sheets.every_seconds;
    loop.sheet = [&, device] { return sheets.draw(sheet_pictures(trainer, options, device)); };
  }
  return loop;
}

}  // namespace

bool train_pictures(PictureTrainOptions options, const std::string& config,
                    const PictureSheetPlan& sheets) {
  check(options);
  if (sheets.every_seconds < 0) throw UsageError("--sheet-every must not be negative");
  set_threads(options.threads);
  const auto device = find_device(options.device);
  check_run_folder(options.out, options.resume);
  const PictureSet set = load(options);
  options.net.condition = condition_space(set.labels, options.condition);
  options.net.z_decides = options.arm != "mse";
  if (options.net.summary == 0) {
    options.net.summary = options.net.condition.empty() ? kUntoldSummary : kToldSummary;
  }
  check_options(options.net);
  if (!options.codec.empty()) take_up_codec(options, set.data_hash);
  const Run run(options.out, options.resume, config);
  std::string precision = options.precision;
  if (options.resume) {  // the plan of the first start holds
    options.codec_steps = run.stored_number("codec-steps");
    options.summary_steps = run.stored_number("summary-steps");
    options.steps = run.planned_steps(options.steps);
    run.must_match(fixed_facts(options, set.data_hash));
    precision = run.stored_text("precision");
  }
  const auto type = choose_precision(precision, device, [&](torch::ScalarType probed) {
    return seconds_of_step(options, probed);
  });
  precision = type == torch::kBFloat16 ? "bf16" : "fp32";
  std::cout << describe_runtime(device, type) << '\n';
  if (options.steps == 0) {
    plan(options, set, device, type);
    std::cout << options.codec_steps << " + " << options.summary_steps << " + " << options.steps
              << " steps fit into " << options.minutes << " minutes\n";
  }

  PictureTrainer trainer(set, options, device, type);
  if (const auto checkpoint = run.checkpoint()) {
    trainer.load(*checkpoint);
  } else if (!options.codec.empty()) {
    trainer.take_codec(codec_file(options.codec));
  }
  std::cout << "arm " << options.arm << ", " << parameter_count(*trainer.generator())
            << " parameters, " << set.count() << " pictures of " << set.side_px << " x "
            << set.side_px << " px, data " << set.data_hash << std::endl;
  return run_training(loop_of(trainer, run, options, set.data_hash, sheets, device, precision),
                      options.out, run.seconds_before());
}

}  // namespace crossroads
