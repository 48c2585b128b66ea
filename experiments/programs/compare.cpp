// compare: asks runs for next frames of states they have never seen, and reports what they drew.
#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "experiments/comparison.hpp"
#include "experiments/picture.hpp"
#include "experiments/report.hpp"
#include "experiments/trained_run.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

using namespace crossroads;

namespace {

namespace fs = std::filesystem;

constexpr int kPictureRows = 4;  // of side_by_side.png; the report shows more

struct Options {
  std::vector<std::string> runs;
  std::string level, recording, out;
  std::string policy = "uniform";
  std::string device = "cpu";
  std::uint64_t seed = 1;
  int states = 200, samples = 64, rows = 12, frame_skip = 0, threads = 0, snapshot_states = 100;
  bool other_level = false, snapshots = false;
};

void check(const Options& o) {
  if (o.level.empty() == o.recording.empty()) {
    throw UsageError("--level or --recording: expected one of them, found " +
                     std::string(o.level.empty() ? "none" : "both"));
  }
  check_at_least("--states", o.states, 1);
  check_at_least("--samples", o.samples, 2);
  check_at_least("--rows", o.rows, 1);
  check_at_least("--frame-skip", o.frame_skip, 0);
  check_at_least("--threads", o.threads, 0);
  check_at_least("--snapshot-states", o.snapshot_states, 1);
  if (o.snapshots && o.level.empty()) throw UsageError("--snapshots needs --level: true futures");
}

StateSet states_of_level(const Options& o, const std::vector<Contender>& runs, Setup& setup) {
  const LevelSet set = load_level_set(o.level);
  const Level& level = set.levels.front();  // in pace like all of them
  const Policy policy = parse_policy(o.policy, level);
  setup.level = set.name;
  setup.level_hash = set.hash;
  setup.policy = policy_text(policy);
  setup.frame_skip = o.frame_skip > 0 ? o.frame_skip : level.ticks_per_frame;
  for (const auto& run : runs) check_level(run, set, setup.policy, setup.frame_skip, o.other_level);
  const TestLevels test = choose_test_levels(set, runs);
  setup.mazes = test.counts;
  if (setup.mazes) {
    std::printf("%s: %s\n", set.name.c_str(), maze_counts_text(*setup.mazes).c_str());
    std::fflush(stdout);  // before the progress bar, also into a file
  }
  return collect_states(
      test.levels, policy,
      {o.seed, setup.frame_skip, setup.past_frames, o.states, o.states / 2, setup.ahead});
}

StateSet states_of_recording(const Options& o, Setup& setup) {
  const FrameSource source = load_frames({fs::path(o.recording)}, setup.past_frames + setup.ahead);
  setup.recording = o.recording;
  setup.level_hash = source.info.level_hash;
  setup.frame_skip = source.info.frame_skip;
  return states_of_recording(source, setup.past_frames, o.states, setup.ahead);
}

std::vector<Contender> all_contenders(const std::vector<Contender>& runs, bool one_real_future) {
  std::vector<Contender> all{copy_last()};
  if (!one_real_future) all.insert(all.end(), {exact_mean(), exact_sampler()});
  all.insert(all.end(), runs.begin(), runs.end());
  return all;
}

TrainingLogs read_logs(const std::vector<Contender>& runs) {
  TrainingLogs logs;
  for (const auto& run : runs) {
    const fs::path file = fs::path(run.folder) / "log.csv";
    if (fs::exists(file)) logs[run.folder] = read_text_file(file);
  }
  return logs;
}

// How many states are asked in all.
std::int64_t questions(const std::vector<Contender>& contenders, const StateSet& states,
                       const Setup& setup) {
  const auto of_snapshot =
      std::min(states.main.size(), static_cast<std::size_t>(setup.snapshot_states));
  std::size_t all = contenders.size() * (states.main.size() + states.forced.size());
  for (const auto& contender : contenders) {
    if (contender.snapshots.empty()) continue;
    all += (contender.snapshots.size() + 1) * of_snapshot;
  }
  return static_cast<std::int64_t>(all);
}

std::vector<Metric> shown_metrics(const Comparison& comparison) {
  if (comparison.states.one_real_future) return one_future_metrics();
  std::vector<Metric> shown{
      Metric::valid,   Metric::blend,     Metric::vanished,          Metric::coverage, Metric::tv,
      Metric::turn_tv, Metric::sharpness, Metric::mse_to_exact_mean, Metric::z_effect};
  // On a board with ghosts each actor by itself.
  for (int actor = 0; actor < kMostActors; ++actor) {
    const auto& metrics = comparison.runs.front().metrics;
    if (metrics.at(metric_text(actor_valid(1)).key).count == 0) break;
    if (metrics.at(metric_text(actor_valid(actor)).key).count == 0) continue;
    shown.push_back(actor_valid(actor));
    shown.push_back(actor_turn_tv(actor));
  }
  const auto& runs = comparison.runs;
  const bool steered = std::any_of(runs.begin(), runs.end(), [](const RunResult& run) {
    return run.metrics.at(metric_text(Metric::action_accuracy).key).count > 0;
  });
  if (steered) shown.push_back(Metric::action_accuracy);
  return shown;
}

void print_numbers(const Comparison& comparison) {
  const std::vector<Metric> shown = shown_metrics(comparison);
  std::size_t widest = 3;
  for (const auto& run : comparison.runs) widest = std::max(widest, run.name.size());
  std::printf("%-*s", static_cast<int>(widest), "run");
  for (const Metric metric : shown) std::printf("  %15s", metric_text(metric).key);
  std::printf("\n");
  for (const auto& run : comparison.runs) {
    std::printf("%-*s", static_cast<int>(widest), run.name.c_str());
    for (const Metric metric : shown) {
      const Measured& one = run.metrics.at(metric_text(metric).key);
      if (one.count == 0)
        std::printf("  %15s", "-");
      else
        std::printf("  %15.3f", one.value);
    }
    std::printf("\n");
  }
}

void write_all(const Options& o, const Comparison& comparison, const TrainingLogs& logs) {
  const fs::path out(o.out);
  print_numbers(comparison);  // first: they stay on the screen whatever happens to the files
  std::fflush(stdout);
  write_file_atomic(out / "metrics.json", metrics_json(comparison));
  write_png(out / "side_by_side.png", side_by_side(comparison, kPictureRows));
  if (const auto walk = z_walks(comparison)) write_png(out / "z_walk.png", *walk);
  write_file_atomic(out / "report.html", report_html(comparison, logs));
  std::printf("report: %s\n", (out / "report.html").c_str());
}

void compare_runs(const Options& o, const std::string& command) {
  check(o);
  make_out_folder(o.out);
  prepare_torch(o.threads);
  const auto runs = load_runs(o.runs, o.device);
  std::printf("%s\n", describe_torch(o.device, runs).c_str());
  std::fflush(stdout);  // before the progress bar, also into a file
  Setup setup;
  setup.seed = o.seed;
  setup.samples = o.samples;
  setup.rows = o.rows;
  if (o.snapshots) setup.snapshot_states = o.snapshot_states;
  setup.past_frames = most_past_frames(runs);
  setup.ahead = common_ahead(runs);
  setup.command = command;
  StateSet states =
      o.level.empty() ? states_of_recording(o, setup) : states_of_level(o, runs, setup);
  std::vector<std::optional<int>> seen;
  for (const auto& run : runs) seen.push_back(count_seen_pasts(run, states));
  const auto contenders = all_contenders(runs, states.one_real_future);
  Progress progress("compare", "states", questions(contenders, states, setup));
  Comparison comparison =
      compare(setup, std::move(states), contenders,
              [&](std::int64_t done, const std::string& run) { progress.update(done, run); });
  progress.finish();
  const std::size_t untrained = comparison.runs.size() - runs.size();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    comparison.runs[untrained + i].pasts_in_training = seen[i];
  }
  write_all(o, comparison, read_logs(runs));
}

boost::program_options::options_description options_of(Options& o) {
  namespace po = boost::program_options;
  po::options_description options("Options");
  auto add = options.add_options();
  const auto field = [](auto& value) {
    return po::value<std::decay_t<decltype(value)>>(&value)->default_value(value);
  };
  add("runs", po::value(&o.runs)->multitoken(), "run folders to compare");
  add("level", po::value(&o.level),
      "a level's name or file, or mazes, maze:FIRST-LAST: all futures are known");
  add("recording", po::value(&o.recording), "or a recording: one real future is known");
  add("out", po::value(&o.out)->required(),
      "folder of metrics.json, report.html, side_by_side.png, z_walk.png");
  add("policy", field(o.policy), "of the player: uniform, biased:P, marked, greedy or avoiding");
  add("states", field(o.states), "states to ask for");
  add("samples", field(o.samples), "samples of each run at each state");
  add("seed", field(o.seed), "of the games and the samples");
  add("rows", field(o.rows), "states shown in the report");
  add("snapshots", po::bool_switch(&o.snapshots),
      "also ask the snapshots of the runs (train --snapshot-every): time to quality");
  add("snapshot-states", field(o.snapshot_states), "states of each snapshot, 64 samples each");
  add("frame-skip", field(o.frame_skip), "ticks a recorded frame; 0 takes the level's");
  add("other-level", po::bool_switch(&o.other_level), "allow runs that learnt from another level");
  add("device", field(o.device), "cpu or cuda");
  add("threads", field(o.threads), "CPU threads; 0 is one for each core");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  Options o;
  const auto options = options_of(o);
  const ProgramText text{
      "compare", "Compares runs with all true next frames of games they have never seen.",
      "compare --runs runs/mse runs/gan --level corner --states 200 --samples 64 --seed 1 --out "
      "runs/report\ncompare --runs runs/gan --recording recordings/data/film-v0 --out runs/film"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    compare_runs(o, command_line(argc, argv));
  });
}
