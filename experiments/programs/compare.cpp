// compare: asks runs for next frames of states they have never seen, and reports what they drew.
#include <cstdio>
#include <filesystem>

#include "experiments/comparison_output.hpp"
#include "experiments/picture.hpp"
#include "experiments/trained_run.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

using namespace crossroads;

namespace {

namespace fs = std::filesystem;

constexpr int kRolloutFrames = 64;

struct Options {
  std::vector<std::string> runs;
  std::string level, recording, out;
  std::string policy = "uniform";
  std::string device = "cpu";
  std::uint64_t seed = 1;
  int states = 200, samples = 64, rows = 12, frame_skip = 0, threads = 0, snapshot_states = 100;
  int ahead = 0;
  int rollouts = kShownRollouts;
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
  check_at_least("--ahead", o.ahead, 0);
  check_at_least("--threads", o.threads, 0);
  check_at_least("--snapshot-states", o.snapshot_states, 1);
  check_at_least("--rollouts", o.rollouts, 0);
  if (o.rollouts > kShownRollouts) {
    throw UsageError("--rollouts: expected " + std::to_string(kShownRollouts) + " at most, found " +
                     std::to_string(o.rollouts) +
                     ": the program rollout takes as many as you like");
  }
  if (o.snapshots && o.level.empty()) throw UsageError("--snapshots needs --level: true futures");
}

// Where there is a level: what is played.
struct Game {
  Policy policy;
  TestLevels test;
};

Game choose_game(const Options& o, const std::vector<Contender>& runs, Setup& setup) {
  const LevelSet set = load_level_set(o.level);
  const Level& level = set.levels.front();  // in pace like all of them
  Game game{parse_policy(o.policy, level), {}};
  setup.level = set.name;
  setup.level_hash = set.hash;
  setup.policy = policy_text(game.policy);
  setup.frame_skip = frame_skip_of(level, o.frame_skip);
  for (const auto& run : runs) check_level(run, set, setup.policy, setup.frame_skip, o.other_level);
  game.test = choose_test_levels(set, runs);
  setup.mazes = game.test.counts;
  if (setup.mazes) {
    std::printf("%s: %s\n", set.name.c_str(), maze_counts_text(*setup.mazes).c_str());
    std::fflush(stdout);  // before the progress bar, also into a file
  }
  return game;
}

StateSet states_of_game(const Options& o, const Game& game, const Setup& setup) {
  return collect_states(
      game.test.levels, game.policy,
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

// The runs that stand for all others in the report.
std::vector<Contender> main_contenders(const Comparison& comparison,
                                       const std::vector<Contender>& runs) {
  const MainRuns main = main_runs(comparison);
  std::vector<Contender> contenders;
  for (const RunResult* run : {main.baseline, main.sampler}) {
    for (const auto& one : runs) {
      if (run && one.folder == run->folder) contenders.push_back(one);
    }
  }
  return contenders;
}

// A few games to look at, on the first of the levels; nothing where no run can be fed its frames.
std::optional<RolloutStudy> short_rollouts(const Options& o, const Game& game, const Setup& setup,
                                           const std::vector<Contender>& contenders) {
  if (o.rollouts == 0 || setup.ahead > 1 || contenders.empty()) return std::nullopt;
  const Level& level = game.test.levels.front();
  const RolloutSetup rollouts{level.name,        level.hash, setup.policy,
                              setup.command,     o.seed,     setup.frame_skip,
                              setup.past_frames, o.rollouts, kRolloutFrames};
  Progress progress("compare", "frames of rollouts",
                    static_cast<std::int64_t>(contenders.size()) * kRolloutFrames);
  std::int64_t done = 0;
  RolloutStudy study = study_rollouts(level, game.policy, rollouts, contenders, [&] {
    progress.update(++done);
    stop_if_interrupted("the rollouts", "compare");
  });
  progress.finish();
  return study;
}

void compare_runs(const Options& o, const std::string& command) {
  check(o);
  make_out_folder(o.out);
  auto [machine, runs] = load_runs(o.runs, o.device, o.threads);
  std::printf("%s\n", machine.c_str());
  std::fflush(stdout);  // before the progress bar, also into a file
  Setup setup;
  setup.seed = o.seed;
  setup.samples = o.samples;
  setup.rows = o.rows;
  if (o.snapshots) setup.snapshot_states = o.snapshot_states;
  setup.past_frames = most_past_frames(runs);
  setup.ahead = reach_ahead(runs, o.ahead);
  setup.command = command;
  std::optional<Game> game;
  if (!o.level.empty()) game = choose_game(o, runs, setup);
  StateSet states = game ? states_of_game(o, *game, setup) : states_of_recording(o, setup);
  const auto seen = count_seen_pasts(runs, states);
  Comparison comparison = compare_beside_untrained(setup, std::move(states), runs);
  const std::size_t untrained = comparison.runs.size() - runs.size();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    comparison.runs[untrained + i].pasts_in_training = seen[i];
  }
  ReportExtras extras{read_logs(runs), {}};
  try {
    if (game) extras.rollouts = short_rollouts(o, *game, setup, main_contenders(comparison, runs));
  } catch (const Error&) {
    if (!interrupted()) throw;
    std::fprintf(stderr, "compare: interrupted in the rollouts: the report does without them\n");
  }
  give_out(comparison, extras, o.out);
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
  add("rollouts", with_default(o.rollouts),
      "games in which a baseline and a sampler go on from their own frames, for the report; 0: "
      "none");
  add("snapshots", po::bool_switch(&o.snapshots),
      "also ask the snapshots of the runs (train --snapshot-every): time to quality");
  add("snapshot-states", with_default(o.snapshot_states),
      "states of each snapshot, 64 samples each");
  add("ahead", with_default(o.ahead),
      "recorded frames from the present one to the predicted one; 0: as far as the runs predict. "
      "Runs that predict the next frame go on from their own frames until there");
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
