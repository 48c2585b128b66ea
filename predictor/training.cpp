#include "predictor/training.hpp"

#include <chrono>
#include <iostream>
#include <sstream>

#include "predictor/arms.hpp"
#include "predictor/frame_tensor.hpp"
#include "predictor/run.hpp"
#include "predictor/run_folder.hpp"
#include "predictor/runtime.hpp"
#include "predictor/safetensors.hpp"
#include "predictor/trainer.hpp"
#include "predictor/training_clock.hpp"
#include "predictor/training_loop.hpp"
#include "predictor/whole_frames.hpp"
#include "recordings/error.hpp"

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

// What a resumed run must have in common with itself.
Facts fixed_facts(const TrainOptions& options, const FrameSource& source) {
  Facts facts = describe(options);
  facts["data_hash"] = source.data_hash;
  return facts;
}

Facts facts_of(const Trainer& trainer, const TrainOptions& options, const FrameSource& source,
               const std::string& precision, double seconds) {
  Facts facts = fixed_facts(options, source);
  const RecordingInfo& info = source.info;
  std::ostringstream recordings;
  for (const auto& recording : options.recordings) recordings << recording << '\n';
  facts["recording"] = recordings.str();
  facts["steps"] = std::to_string(trainer.steps_done());
  if (options.minutes > 0) facts["minutes"] = std::to_string(options.minutes);
  facts["planned-steps"] = std::to_string(options.steps);
  facts["seconds"] = std::to_string(seconds);
  facts["precision"] = precision;
  facts["parameters"] = std::to_string(parameter_count(*trainer.average()));
  facts["patches_seen"] = std::to_string(trainer.steps_done() * options.batch);
  if (find_arm(options.arm).balanced) {  // elsewhere no share was asked for
    facts["adversarial_share"] = std::to_string(trainer.adversarial_share());
  }
  facts["level_name"] = info.level_name;
  facts["level_hash"] = info.level_hash;
  facts["policy"] = info.policy;
  facts["frame_skip"] = std::to_string(info.frame_skip);
  facts["height_px"] = std::to_string(source.height_px);
  facts["width_px"] = std::to_string(source.width_px);
  facts["version"] = CROSSROADS_VERSION;
  return facts;
}

// The same moments of the recording with the same z's, again and again.
class Moments {
 public:
  Moments(const TrainOptions& options, const FrameSource& source, torch::Device device)
      : options_(options),
        source_(source),
        device_(device),
        moments_(open_moments(source, options.generator.past_frames, options.ahead, kRows)) {}

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

 private:
  static constexpr int kRows = 5;
  static constexpr int kSamples = 6;
  const TrainOptions& options_;
  const FrameSource& source_;
  torch::Device device_;
  std::vector<std::int64_t> moments_;
};

TrainingLoop loop_of(Trainer& trainer, const Run& run, const TrainOptions& options,
                     const FrameSource& source, const SheetPlan& sheets, torch::Device device,
                     const std::string& precision) {
  TrainingLoop loop;
  loop.program = "train";
  loop.title = "train " + options.arm;
  loop.steps = options.steps;
  loop.step = [&] { return trainer.step(); };
  loop.steps_done = [&] { return trainer.steps_done(); };
  loop.amount_unit = "patches";
  loop.amount_a_step = options.batch;
  loop.save_every_seconds = options.save_every_seconds;
  loop.save = [&](double seconds) {
    run.save(
        trainer.steps_done(), [&](const fs::path& file) { trainer.save(file); },
        named_parameters(*trainer.average()),
        facts_of(trainer, options, source, precision, seconds));
  };
  if (options.snapshot_every_seconds > 0) {
    fs::create_directories(snapshot_file(options.out, 0).parent_path());
    double next = run.seconds_before() + options.snapshot_every_seconds;
    loop.beside = [&, next](double seconds) mutable {
      if (seconds < next) return;
      write_safetensors(snapshot_file(options.out, trainer.steps_done()),
                        named_parameters(*trainer.average()),
                        facts_of(trainer, options, source, precision, seconds));
      next = seconds + options.snapshot_every_seconds;
    };
  }
  if (sheets.wanted()) {
    loop.sheet_every_seconds = sheets.every_seconds;
    loop.sheet = [&, moments = Moments(options, source, device)] {
      return sheets.draw(moments.rows(trainer.average()));
    };
  }
  return loop;
}

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
  const Run run(options.out, options.resume, config);
  // The precision and the number of steps are the first start's: a probe could choose differently
  // now.
  std::string precision = options.precision;
  if (options.resume) {
    run.must_match(fixed_facts(options, source));
    precision = run.stored_text("precision");
    options.steps = run.planned_steps(options.steps);
  }
  const auto type = choose_precision(precision, options, device);
  precision = type == torch::kBFloat16 ? "bf16" : "fp32";
  std::cout << describe_runtime(device, type) << '\n';
  if (options.steps == 0) {
    options.steps = steps_in(options.minutes, source, options, device, type);
    std::cout << options.steps << " steps fit into " << options.minutes << " minutes\n";
  }

  Trainer trainer(source, options, device, type);
  if (const auto checkpoint = run.checkpoint()) trainer.load(*checkpoint);
  std::cout << "arm " << options.arm << ", " << parameter_count(*trainer.average())
            << " parameters, " << source.frames() << " frames of " << source.width_px << " x "
            << source.height_px << " px, data " << source.data_hash << std::endl;
  return run_training(loop_of(trainer, run, options, source, sheet_plan, device, precision),
                      options.out, run.seconds_before());
}

}  // namespace crossroads
