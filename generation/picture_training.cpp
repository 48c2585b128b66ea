#include "generation/picture_training.hpp"

#include <iostream>
#include <sstream>

#include "generation/picture_run.hpp"
#include "generation/picture_trainer.hpp"
#include "predictor/frame_tensor.hpp"
#include "predictor/run_folder.hpp"
#include "predictor/runtime.hpp"
#include "predictor/safetensors.hpp"
#include "predictor/training_clock.hpp"
#include "predictor/training_log.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

namespace crossroads {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr double kCodecShare = 0.5, kSummaryShare = 0.3;  // of --minutes
constexpr int kSheetPictures = 64;

void check(const PictureTrainOptions& o) {
  const auto need = [](bool holds, const std::string& message) {
    if (!holds) throw UsageError(message);
  };
  check_options(o.net);
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

torch::ScalarType precision_of(const std::string& name, const torch::Device& device) {
  // The probe's network is another one, but of the same kinds of layers.
  TrainOptions probe;
  return choose_precision(name, probe, device);
}

// The widths of the codec that is taken over; it knows these very pictures.
void take_up_codec(PictureTrainOptions& options, const std::string& data_hash) {
  const fs::path file = codec_file(options.codec);
  if (!fs::exists(file)) {
    throw Error("codec.safetensors, of a run that has ended its first two parts", "none",
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
  net.summary = theirs.summary;
  net.features = theirs.features;
  options.codec_steps = options.summary_steps = 0;
}

// What fits into the minutes, by the time of a few steps of each part of a throw-away training.
void plan(PictureTrainOptions& options, const PictureSet& set, torch::Device device,
          torch::ScalarType type) {
  constexpr int kTimed = 6;
  PictureTrainOptions timed = options;
  const bool codec_too = options.codec.empty();
  timed.codec_steps = timed.summary_steps = codec_too ? kTimed + 1 : 0;
  timed.steps = 1'000'000;
  timed.adversarial_from = 0;
  PictureTrainer trainer(set, timed, device, type);
  const auto steps_in = [&](double share) {
    trainer.step();  // the first of a part is longer
    const auto start = Clock::now();
    for (int i = 0; i < kTimed; ++i) trainer.step();
    const double steps = share * options.minutes * 60 / (seconds_since(start) / kTimed);
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(steps));
  };
  if (codec_too) {
    options.codec_steps = steps_in(kCodecShare);
    options.summary_steps = steps_in(kSummaryShare);
  }
  options.steps = steps_in(codec_too ? 1 - kCodecShare - kSummaryShare : 1);
}

// A training with its folder: what is saved, and what a resumed one starts from.
class Run {
 public:
  Run(const PictureTrainOptions& options, const std::string& data_hash, const std::string& config)
      : folder_(options.out), options_(options), data_hash_(data_hash) {
    if (options.resume) {
      stored_ = read_safetensors(weights_file(folder_)).metadata;
    } else {
      write_file_atomic(folder_ / "config.ini", config);
    }
  }

  [[nodiscard]] std::string stored_text(const std::string& key) const {
    std::string value;
    read_fact(stored_, key, value, weights_file(folder_).string());
    return value;
  }
  // The plan of the first start holds; everything else must be as it was.
  void take_up(PictureTrainOptions& options) const {
    const std::string where = weights_file(folder_).string();
    read_fact(stored_, "codec-steps", options.codec_steps, where);
    read_fact(stored_, "summary-steps", options.summary_steps, where);
    read_fact(stored_, "planned-steps", options.steps, where);
    Facts now = describe(options);
    now["data_hash"] = data_hash_;
    for (const auto& [key, value] : now) {
      if (fact(stored_, key) == value) continue;
      throw Error(key + " = " + fact(stored_, key) + ", as the run began", value, folder_.string(),
                  "resume with --config " + (folder_ / "config.ini").string());
    }
  }
  [[nodiscard]] double seconds_before() const {
    double seconds = 0;
    if (options_.resume) read_fact(stored_, "seconds", seconds, weights_file(folder_).string());
    return seconds;
  }
  void load_into(PictureTrainer& trainer) const {
    if (!options_.codec.empty()) trainer.take_codec(codec_file(options_.codec));
    if (options_.resume) {
      const auto checkpoint = latest_checkpoint(folder_);
      if (!checkpoint) {
        throw Error("a checkpoint_STEP.pt to resume from", "none", folder_.string(),
                    "train anew without --resume into another --out");
      }
      trainer.load(*checkpoint);
    }
    remove_later_files(folder_, trainer.steps_done());
  }
  void save(const PictureTrainer& trainer, const std::string& precision, double seconds) const {
    trainer.save(checkpoint_file(folder_, trainer.steps_done()));
    write_safetensors(weights_file(folder_), named_parameters(*trainer.generator()),
                      facts_of(trainer, precision, seconds));
    remove_old_checkpoints(folder_);
  }
  void save_codec(const PictureTrainer& trainer, const std::string& precision,
                  double seconds) const {
    trainer.save_codec(codec_file(folder_), facts_of(trainer, precision, seconds));
  }

 private:
  [[nodiscard]] Facts facts_of(const PictureTrainer& trainer, const std::string& precision,
                               double seconds) const {
    Facts facts = describe(options_);
    facts["pictures"] = options_.pictures;
    if (!options_.codec.empty()) facts["codec"] = options_.codec;
    facts["data_hash"] = data_hash_;
    facts["steps"] = std::to_string(trainer.steps_done());
    facts["planned-steps"] = std::to_string(options_.steps);
    facts["seconds"] = std::to_string(seconds);
    facts["precision"] = precision;
    facts["parameters"] = std::to_string(parameter_count(*trainer.generator()));
    facts["version"] = CROSSROADS_VERSION;
    return facts;
  }

  fs::path folder_;
  const PictureTrainOptions& options_;
  std::string data_hash_;
  Facts stored_;
};

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

// Of the first two parts, pictures that came back; of the third, the same z's, with nothing asked.
std::vector<Frame> sheet_pictures(const PictureTrainer& trainer, const PictureTrainOptions& options,
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

void write_sheet(const PictureSheetPlan& plan, const PictureTrainer& trainer,
                 const PictureTrainOptions& options, torch::Device device, TrainingLog& log) {
  const fs::path file = sheet_file(options.out, trainer.steps_done());
  fs::create_directories(file.parent_path());
  const Frame sheet = plan.draw(sheet_pictures(trainer, options, device));
  const auto png = encode_png(sheet);
  const std::string_view bytes(reinterpret_cast<const char*>(png.data()), png.size());
  write_file_atomic(file, bytes);
  log.add_sheet(trainer.steps_done(), sheet, bytes);
}

}  // namespace

bool train_pictures(PictureTrainOptions options, const std::string& config,
                    const PictureSheetPlan& sheets) {
  check(options);
  set_threads(options.threads);
  const auto device = find_device(options.device);
  check_run_folder(options.out, options.resume);
  const PictureSet set = load(options);
  options.net.condition = condition_space(set.labels, options.condition);
  if (!options.codec.empty()) take_up_codec(options, set.data_hash);
  Run run(options, set.data_hash, config);
  const auto type =
      precision_of(options.resume ? run.stored_text("precision") : options.precision, device);
  const std::string precision = type == torch::kBFloat16 ? "bf16" : "fp32";
  std::cout << describe_runtime(device, type) << '\n';
  if (options.resume) {
    run.take_up(options);
  } else if (options.steps == 0) {
    plan(options, set, device, type);
    std::cout << options.codec_steps << " + " << options.summary_steps << " + " << options.steps
              << " steps fit into " << options.minutes << " minutes\n";
  }

  PictureTrainer trainer(set, options, device, type);
  run.load_into(trainer);
  std::cout << "arm " << options.arm << ", " << parameter_count(*trainer.generator())
            << " parameters, " << set.count() << " pictures of " << set.side_px << " x "
            << set.side_px << " px, data " << set.data_hash << std::endl;
  TrainingLog log(options.out, trainer.steps_done());
  Progress progress("train-portraits " + options.arm, "steps", trainer.all_steps(),
                    trainer.steps_done());
  watch_interrupt();
  TrainingClock clock(run.seconds_before());
  auto saved = Clock::now();
  double next_sheet = clock.seconds() + sheets.every_seconds;
  while (!trainer.finished() && !interrupted()) {
    const auto part = trainer.part();
    const StepReport report = trainer.step();
    if (part == PictureTrainer::Part::summary && trainer.part() != part) {
      clock.leave_out([&] { run.save_codec(trainer, precision, clock.seconds()); });
    }
    log.add(report, trainer.steps_done(), clock.seconds());
    progress.update(trainer.steps_done(), name_of(part) + " " + log.note());
    if (seconds_since(saved) >= options.save_every_seconds) {
      log.flush();  // first: rows that a checkpoint has behind it never come again
      clock.leave_out([&] { run.save(trainer, precision, clock.seconds()); });
      saved = Clock::now();
    }
    if (sheets.wanted() && clock.seconds() >= next_sheet) {
      clock.leave_out([&] { write_sheet(sheets, trainer, options, device, log); });
      next_sheet = clock.seconds() + sheets.every_seconds;
    }
  }
  progress.finish();
  const bool whole = trainer.finished();
  if (whole) log.write_rest(trainer.steps_done(), clock.seconds());
  log.flush();
  clock.leave_out([&] {
    run.save(trainer, precision, clock.seconds());
    if (sheets.wanted()) write_sheet(sheets, trainer, options, device, log);
  });
  std::cout << (whole ? "done: " : "interrupted, saved: ") << trainer.steps_done() << " steps, "
            << static_cast<std::int64_t>(clock.seconds()) << " s, in " << options.out << '\n';
  if (!whole) {
    std::cout << "go on with: train-portraits --config '" << options.out
              << "/config.ini' --resume\n";
  }
  return whole;
}

}  // namespace crossroads
