#include "predictor/training.hpp"

#include <chrono>
#include <iostream>
#include <sstream>

#include "predictor/arms.hpp"
#include "predictor/frame_tensor.hpp"
#include "predictor/run_folder.hpp"
#include "predictor/runtime.hpp"
#include "predictor/safetensors.hpp"
#include "predictor/trainer.hpp"
#include "predictor/training_clock.hpp"
#include "predictor/training_log.hpp"
#include "predictor/whole_frames.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

namespace crossroads {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

void check(const TrainOptions& o) {
  const auto need = [](bool holds, const std::string& message) {
    if (!holds) throw UsageError(message);
  };
  check_options(o.generator);
  need(!o.recordings.empty(), "--recording is missing: name at least one recording");
  need(!o.out.empty(), "--out is missing: name the run folder to write");
  need(find_arm(o.arm).deterministic || o.generator.z_dim > 0,
       "--z-dim must be at least 1 for the arm " + o.arm);
  need(o.steps >= 0 && o.minutes >= 0 && o.minutes < 1e6,
       "--steps and --minutes must not be negative, and --minutes below 1000000");
  // A resumed training goes on to where it was planned to end.
  need(o.resume || (o.steps > 0) != (o.minutes > 0), "give either --steps N or --minutes M");
  need(o.ahead >= 1 && o.ahead <= 64, "--ahead must be 1 to 64");
  need(find_arm(o.arm).packed == !o.redrawn.empty(),
       "--redrawn and --arm gan-packed go together: second futures, made by redraw");
  need(o.ahead == 1 || o.redrawn.empty(), "--redrawn goes with --ahead 1: it is the next frame");
  need(o.ahead == 1 || !o.generator.actions,
       "--actions goes with --ahead 1: it is the action of one interval");
  need(o.batch >= 1 && o.batch <= 4096, "--batch must be 1 to 4096");
  need(o.patch_px >= o.generator.downscale && o.patch_px % o.generator.downscale == 0,
       "--patch must be a multiple of --downscale, " + std::to_string(o.generator.downscale));
  need(o.learning_rate > 0 && o.learning_rate < 1, "--learning-rate must be above 0 and below 1");
  need(o.ema >= 0 && o.ema < 1, "--ema must be 0 or more and below 1");
  need(o.open_share >= 0 && o.open_share <= 1, "--open-share must be 0 to 1");
  need(o.moving_share >= 0 && o.moving_share <= 1, "--moving-share must be 0 to 1");
  need(o.warm_up >= 0 && o.warm_up < 1, "--warm-up must be 0 or more and below 1");
  need(o.adversarial_from >= 0 && o.adversarial_from < 1,
       "--adversarial-from must be 0 or more and below 1");
  need(o.adversarial_ratio >= 0, "--adversarial-ratio must be 0 or more");
  need(o.discriminator_channels >= 2 && o.discriminator_channels <= 1024,
       "--discriminator-channels must be 2 to 1024");
  need(o.save_every_seconds >= 1, "--save-every must be at least 1");
  need(o.snapshot_every_seconds >= 0, "--snapshot-every must not be negative");
}

// How many steps fit into the minutes: each phase of the schedule is timed on a throw-away network.
std::int64_t steps_in(double minutes, const FrameSource& source, TrainOptions options,
                      torch::Device device, torch::ScalarType type) {
  constexpr int kTimed = 8;
  const auto time_of = [&](const std::string& arm, double warm_up, double adversarial_from) {
    TrainOptions timed = options;
    timed.arm = arm;
    timed.steps = 1'000'000;
    timed.warm_up = warm_up;
    timed.adversarial_from = adversarial_from;
    Trainer trainer(source, timed, device, type);
    trainer.step();
    const auto start = Clock::now();
    for (int i = 0; i < kTimed; ++i) trainer.step();
    return seconds_since(start) / kTimed;
  };
  const Arm& arm = find_arm(options.arm);
  double seconds = 0;
  if (arm.deterministic || arm.adversarial_alone()) {
    seconds = time_of(options.arm, 0, 0);
  } else {
    const double from =
        arm.balanced ? std::max(options.warm_up, options.adversarial_from) : options.warm_up;
    const double middle = from - options.warm_up;  // before the adversarial term counts
    seconds = options.warm_up * time_of("mse", 0, 0) + (1 - from) * time_of(options.arm, 0, 0);
    if (middle > 0) seconds += middle * time_of("es", 0, 0);
  }
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(minutes * 60 / seconds));
}

// A training with its folder: what is saved, and what a resumed one starts from.
class Run {
 public:
  Run(const TrainOptions& options, const FrameSource& source, const std::string& config)
      : folder_(options.out), options_(options), source_(source) {
    if (options.resume) {
      read_stored();
    } else {
      write_file_atomic(folder_ / "config.ini", config);
    }
  }

  // The precision and the number of steps are the first run's: a probe could choose differently
  // now.
  [[nodiscard]] std::string stored_text(const std::string& key) const {
    std::string value;
    read_fact(stored_, key, value, weights_file(folder_).string());
    return value;
  }
  [[nodiscard]] std::int64_t planned_steps() const {
    std::int64_t planned = 0;
    read_fact(stored_, "planned-steps", planned, weights_file(folder_).string());
    if (options_.steps != 0 && options_.steps != planned) {
      throw Error("--steps " + std::to_string(planned) + ", as the run was planned",
                  std::to_string(options_.steps), folder_.string(),
                  "leave --steps out, or train anew: the learning rate depends on it");
    }
    return planned;
  }
  [[nodiscard]] double seconds_before() const {
    double seconds = 0;
    if (options_.resume) read_fact(stored_, "seconds", seconds, weights_file(folder_).string());
    return seconds;
  }

  void load_into(Trainer& trainer) const {
    if (options_.resume) {
      const auto checkpoint = latest_checkpoint(folder_);
      if (!checkpoint) {
        throw Error("a checkpoint_STEP.pt to resume from", "none", folder_.string(),
                    "train anew without --resume into another --out");
      }
      trainer.load(*checkpoint);
    }
    remove_later_files(folder_, trainer.steps_done());  // also what a killed first attempt left
  }

  void save(const Trainer& trainer, const std::string& precision, double seconds) const {
    trainer.save(checkpoint_file(folder_, trainer.steps_done()));
    write_safetensors(weights_file(folder_), named_parameters(*trainer.average()),
                      facts_of(trainer, precision, seconds));
    remove_old_checkpoints(folder_);
  }

  void save_snapshot(const Trainer& trainer, const std::string& precision, double seconds) const {
    fs::create_directories(folder_ / "snapshots");
    write_safetensors(snapshot_file(folder_, trainer.steps_done()),
                      named_parameters(*trainer.average()), facts_of(trainer, precision, seconds));
  }

 private:
  [[nodiscard]] Facts facts_of(const Trainer& trainer, const std::string& precision,
                               double seconds) const {
    Facts facts = describe(options_);
    const RecordingInfo& info = source_.info;
    std::ostringstream recordings;
    for (const auto& recording : options_.recordings) recordings << recording << '\n';
    facts["recording"] = recordings.str();
    facts["steps"] = std::to_string(trainer.steps_done());
    if (options_.minutes > 0) facts["minutes"] = std::to_string(options_.minutes);
    facts["planned-steps"] = std::to_string(options_.steps);
    facts["seconds"] = std::to_string(seconds);
    facts["precision"] = precision;
    facts["parameters"] = std::to_string(parameter_count(*trainer.average()));
    facts["patches_seen"] = std::to_string(trainer.steps_done() * options_.batch);
    if (find_arm(options_.arm).balanced) {  // elsewhere no share was asked for
      facts["adversarial_share"] = std::to_string(trainer.adversarial_share());
    }
    facts["data_hash"] = source_.data_hash;
    facts["level_name"] = info.level_name;
    facts["level_hash"] = info.level_hash;
    facts["policy"] = info.policy;
    facts["frame_skip"] = std::to_string(info.frame_skip);
    facts["height_px"] = std::to_string(source_.height_px);
    facts["width_px"] = std::to_string(source_.width_px);
    facts["version"] = CROSSROADS_VERSION;
    return facts;
  }

  void read_stored() {
    stored_ = read_safetensors(weights_file(folder_)).metadata;
    Facts now = describe(options_);
    now["data_hash"] = source_.data_hash;
    for (const auto& [key, value] : now) {
      if (stored_[key] != value) {
        throw Error(key + " = " + stored_[key] + ", as the run began", value, folder_.string(),
                    "resume with --config " + (folder_ / "config.ini").string());
      }
    }
  }

  fs::path folder_;
  const TrainOptions& options_;
  const FrameSource& source_;
  Facts stored_;
};

// The same moments of the recording with the same z's, drawn again and again: sheets/STEP.png, and
// the log's.
class Sheets {
 public:
  Sheets(const SheetPlan& plan, const TrainOptions& options, const FrameSource& source,
         torch::Device device, std::int64_t steps_done)
      : plan_(plan), options_(options), source_(source), device_(device) {
    if (!plan.wanted()) return;
    if (fs::exists(sheet_file(options.out, steps_done))) written_ = steps_done;
    moments_ = open_moments(source, options.generator.past_frames, options.ahead, kRows);
    fs::create_directories(sheet_file(options.out, 0).parent_path());
  }

  void write(const Trainer& trainer, TrainingLog& log) {
    if (!plan_.wanted() || written_ == trainer.steps_done()) return;
    written_ = trainer.steps_done();
    const Frame sheet = plan_.draw(rows(trainer.average()));
    const auto png = encode_png(sheet);
    const std::string_view bytes(reinterpret_cast<const char*>(png.data()), png.size());
    write_file_atomic(sheet_file(options_.out, written_), bytes);
    log.add_sheet(written_, sheet, bytes);
  }

 private:
  static constexpr int kRows = 5;
  static constexpr int kSamples = 6;

  [[nodiscard]] std::vector<SheetRow> rows(const Generator& generator) const {
    const GeneratorOptions& options = options_.generator;
    const auto z = find_arm(options_.arm).deterministic ? zero_z(options, 1)
                                                        : draw_z(options, kSamples, options_.seed);
    std::vector<SheetRow> rows;
    for (const std::int64_t now : moments_) {
      SheetRow row;
      for (int k = options.past_frames - 1; k >= 0; --k) {
        row.past.push_back(source_.copy_frame(now - k));
      }
      row.next = source_.copy_frame(now + options_.ahead);
      auto condition = to_tensor(row.past);
      if (options.actions) {
        condition = with_actions(condition, torch::tensor({source_.actions[now]}));
      }
      row.samples = to_frames(predict_frames(generator, device_, condition, z, z.size(0)));
      rows.push_back(std::move(row));
    }
    return rows;
  }

  const SheetPlan& plan_;
  const TrainOptions& options_;
  const FrameSource& source_;
  torch::Device device_;
  std::vector<std::int64_t> moments_;
  std::int64_t written_ = -1;  // the step of the last one
};

}  // namespace

bool train(TrainOptions options, const std::string& config, const SheetPlan& sheet_plan) {
  check(options);
  if (sheet_plan.every_seconds < 0) throw UsageError("--sheet-every must not be negative");
  set_threads(options.threads);
  const auto device = find_device(options.device);
  check_run_folder(options.out, options.resume);
  const std::vector<fs::path> paths(options.recordings.begin(), options.recordings.end());
  FrameSource source = load_frames(paths, options.generator.past_frames + options.ahead);
  if (!options.redrawn.empty()) {
    add_redrawn(source, {options.redrawn.begin(), options.redrawn.end()});
  }
  Run run(options, source, config);

  std::string precision = options.precision;
  if (options.resume) {
    precision = run.stored_text("precision");
    options.steps = run.planned_steps();
  }
  const auto type = choose_precision(precision, options, device);
  precision = type == torch::kBFloat16 ? "bf16" : "fp32";
  std::cout << describe_runtime(device, type) << '\n';
  if (options.steps == 0) {
    options.steps = steps_in(options.minutes, source, options, device, type);
    std::cout << options.steps << " steps fit into " << options.minutes << " minutes\n";
  }

  Trainer trainer(source, options, device, type);
  run.load_into(trainer);
  std::cout << "arm " << options.arm << ", " << parameter_count(*trainer.average())
            << " parameters, " << source.frames() << " frames of " << source.width_px << " x "
            << source.height_px << " px, data " << source.data_hash << std::endl;
  TrainingLog log(options.out, trainer.steps_done());
  Sheets sheets(sheet_plan, options, source, device, trainer.steps_done());
  Progress progress("train " + options.arm, "steps", options.steps, trainer.steps_done());
  watch_interrupt();
  TrainingClock clock(run.seconds_before());
  auto saved = Clock::now();
  double next_snapshot = clock.seconds() + options.snapshot_every_seconds;
  double next_sheet = clock.seconds() + sheet_plan.every_seconds;
  while (!trainer.finished() && !interrupted()) {
    const StepReport report = trainer.step();
    log.add(report, trainer.steps_done(), clock.seconds());
    progress.update(trainer.steps_done(), log.note());
    if (seconds_since(saved) >= options.save_every_seconds) {
      log.flush();  // first: rows that a checkpoint has behind it never come again
      clock.leave_out([&] { run.save(trainer, precision, clock.seconds()); });
      saved = Clock::now();
    }
    if (options.snapshot_every_seconds > 0 && clock.seconds() >= next_snapshot) {
      clock.leave_out([&] { run.save_snapshot(trainer, precision, clock.seconds()); });
      next_snapshot = clock.seconds() + options.snapshot_every_seconds;
    }
    if (clock.seconds() >= next_sheet) {
      clock.leave_out([&] { sheets.write(trainer, log); });
      next_sheet = clock.seconds() + sheet_plan.every_seconds;
    }
  }
  progress.finish();
  const bool whole = trainer.finished();
  if (whole) log.write_rest(trainer.steps_done(), clock.seconds());
  log.flush();
  clock.leave_out([&] {
    run.save(trainer, precision, clock.seconds());
    sheets.write(trainer, log);
  });
  std::cout << (whole ? "done: " : "interrupted, saved: ") << trainer.steps_done() << " steps, "
            << trainer.steps_done() * options.batch << " patches, "
            << static_cast<std::int64_t>(clock.seconds()) << " s, in " << options.out << '\n';
  if (!whole) {
    std::cout << "go on with: train --config '" << options.out << "/config.ini' --resume\n";
  }
  return whole;
}

}  // namespace crossroads
