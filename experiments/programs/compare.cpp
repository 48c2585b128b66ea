// compare: asks runs for next frames of states they have never seen, and reports what they drew.
#include <cstdio>
#include <filesystem>

#include "experiments/comparison_output.hpp"
#include "experiments/trained_run.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

namespace fs = std::filesystem;

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
  setup.frame_skip = frame_skip_of(level, o.frame_skip);
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

TrainingLogs read_logs(const std::vector<Contender>& runs) {
  TrainingLogs logs;
  for (const auto& run : runs) {
    const fs::path file = fs::path(run.folder) / "log.csv";
    if (fs::exists(file)) logs[run.folder] = read_text_file(file);
  }
  return logs;
}

void compare_runs(const Options& o, const std::string& command) {
  check(o);
  make_out_folder(o.out);
  const auto [machine, runs] = load_runs(o.runs, o.device, o.threads);
  std::printf("%s\n", machine.c_str());
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
  Comparison comparison = compare_beside_untrained(setup, std::move(states), runs);
  const std::size_t untrained = comparison.runs.size() - runs.size();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    comparison.runs[untrained + i].pasts_in_training = seen[i];
  }
  give_out(comparison, read_logs(runs), o.out);
}

boost::program_options::options_description options_of(Options& o) {
  namespace po = boost::program_options;
  po::options_description options("Options");
  auto add = options.add_options();
  add("runs", po::value(&o.runs)->multitoken(), "run folders, or TorchScript files, to compare");
  add("level", po::value(&o.level),
      "a level's name or file, or mazes, maze:FIRST-LAST: all futures are known");
  add("recording", po::value(&o.recording), "or a recording: one real future is known");
  add("out", po::value(&o.out)->required(),
      "folder of metrics.json, report.html, side_by_side.png, z_walk.png");
  add("policy", with_default(o.policy),
      "of the player: uniform, biased:P, marked, greedy or avoiding");
  add("states", with_default(o.states), "states to ask for");
  add("samples", with_default(o.samples), "samples of each run at each state");
  add("seed", with_default(o.seed), "of the games and the samples");
  add("rows", with_default(o.rows), "states shown in the report");
  add("snapshots", po::bool_switch(&o.snapshots),
      "also ask the snapshots of the runs (train --snapshot-every): time to quality");
  add("snapshot-states", with_default(o.snapshot_states),
      "states of each snapshot, 64 samples each");
  add("frame-skip", with_default(o.frame_skip), "ticks a recorded frame; 0 takes the level's");
  add("other-level", po::bool_switch(&o.other_level), "allow runs that learnt from another level");
  add("device", with_default(o.device), "cpu or cuda");
  add("threads", with_default(o.threads), "CPU threads; 0 is one for each core");
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
