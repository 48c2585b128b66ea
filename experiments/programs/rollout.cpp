// rollout: feeds predictions back, frame after frame, and counts how long they stay legal.
#include "experiments/rollout.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "experiments/rollout_picture.hpp"
#include "experiments/rollout_report.hpp"
#include "experiments/trained_run.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

using namespace crossroads;

namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> runs;
  std::string level, out;
  std::string policy = "uniform";
  std::string device = "cpu";
  std::uint64_t seed = 1;
  int starts = 50, frames = 64, frame_skip = 0, threads = 0;
  bool other_level = false;
};

void check(const Options& o) {
  check_at_least("--starts", o.starts, 1);
  check_at_least("--frames", o.frames, 1);
  check_at_least("--frame-skip", o.frame_skip, 0);
  check_at_least("--threads", o.threads, 0);
}

void print_shares(const RolloutStudy& study) {
  std::size_t widest = 3;
  for (const auto& run : study.runs) widest = std::max(widest, run.name.size());
  const int width = static_cast<int>(widest);
  std::printf("%-*s  %12s", width, "run", "median");
  for (const int step : shown_steps(study.setup.frames)) std::printf("  %9s %2d", "legal at", step);
  std::printf("\n");
  for (const auto& run : study.runs) {
    std::printf("%-*s  %12s", width, run.name.c_str(), median_text(run.curve).c_str());
    for (const int step : shown_steps(study.setup.frames)) {
      const double share = run.curve[static_cast<std::size_t>(step - 1)].share;
      if (std::isnan(share))
        std::printf("  %12s", "-");
      else
        std::printf("  %12.3f", share);
    }
    std::printf("\n");
  }
}

void write_all(const std::string& folder, const RolloutStudy& study) {
  const fs::path out(folder);
  print_shares(study);  // first: they stay on the screen whatever happens to the files
  std::fflush(stdout);
  write_file_atomic(out / "rollout.json", rollout_json(study));
  write_png(out / "rollout.png", rollout_strip(study));
  write_file_atomic(out / "rollout.gif", rollout_film(study));
  write_file_atomic(out / "rollout.html", rollout_html(study));
  std::printf("report: %s\n", (out / "rollout.html").c_str());
}

void roll_out_runs(const Options& o, const std::string& command) {
  check(o);
  make_out_folder(o.out);
  const auto [machine, runs] = load_runs(o.runs, o.device, o.threads);
  std::printf("%s\n", machine.c_str());
  std::fflush(stdout);  // before the progress bar, also into a file
  for (const auto& run : runs) {
    if (run.ahead == 1) continue;
    throw Error("runs that predict the next frame",
                "one that predicts " + std::to_string(run.ahead) + " frames ahead", run.folder,
                "roll out runs that were trained with --ahead 1");
  }
  const LevelSet set = one_level(load_level(o.level));
  const Level& level = set.levels.front();
  const Policy policy = parse_policy(o.policy, level);
  const int frame_skip = frame_skip_of(level, o.frame_skip);
  for (const auto& run : runs) {
    check_level(run, set, policy_text(policy), frame_skip, o.other_level);
  }
  std::vector<Contender> contenders{copy_last(), exact_mean(), exact_sampler()};
  contenders.insert(contenders.end(), runs.begin(), runs.end());
  Progress progress("rollout", "frames", static_cast<std::int64_t>(contenders.size()) * o.frames);
  std::int64_t done = 0;
  const RolloutStudy study =
      study_rollouts(level, policy,
                     {level.name, level.hash, policy_text(policy), command, o.seed, frame_skip,
                      most_past_frames(runs), o.starts, o.frames},
                     contenders, [&] {
                       progress.update(++done);
                       stop_if_interrupted("the rollouts", "rollout");
                     });
  progress.finish();
  write_all(o.out, study);
}

boost::program_options::options_description options_of(Options& o) {
  namespace po = boost::program_options;
  po::options_description options("Options");
  auto add = options.add_options();
  add("runs", po::value(&o.runs)->multitoken(), "run folders to roll out");
  add("level", po::value(&o.level)->required(),
      "a level's name or file: its rules tell what is legal");
  add("out", po::value(&o.out)->required(),
      "folder of rollout.html, rollout.json, rollout.png and rollout.gif");
  add("policy", with_default(o.policy),
      "of the player: uniform, biased:P, marked, greedy or avoiding");
  add("frames", with_default(o.frames), "frames of each rollout");
  add("starts", with_default(o.starts), "games to start from, each never recorded");
  add("seed", with_default(o.seed), "of the games and of z");
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
      "rollout",
      "Feeds predictions back, frame after frame, and tells how long the game's rules allow them.",
      "rollout --runs runs/mse runs/gan --level corner --out runs/rollout\n"
      "rollout --runs runs/gan --level corner --starts 200 --frames 64 --seed 2 "
      "--out runs/rollout2"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    roll_out_runs(o, command_line(argc, argv));
  });
}
