// export-states: past frames of states that nobody was trained on, for predictors of your own.
#include <cstdio>
#include <filesystem>

#include "experiments/exported_states.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

namespace fs = std::filesystem;

struct Options {
  std::string level, out;
  std::string policy = "uniform";
  std::uint64_t seed = 1;
  int states = 200, samples = 64, past_frames = 4, ahead = 1, frame_skip = 0;
  bool with_truth = false;
};

void check(const Options& o) {
  check_at_least("--states", o.states, 1);
  check_at_least("--samples", o.samples, 2);
  check_at_least("--past-frames", o.past_frames, 1);
  check_at_least("--ahead", o.ahead, 1);
  check_at_least("--frame-skip", o.frame_skip, 0);
}

fs::path truth_file(const fs::path& states) {
  return states.parent_path() / (states.stem().string() + "_truth" + states.extension().string());
}

void export_states(const Options& o) {
  check(o);
  Questions questions;
  questions.level = load_level(o.level);
  questions.policy = parse_policy(o.policy, questions.level);
  questions.samples = o.samples;
  const int frame_skip = frame_skip_of(questions.level, o.frame_skip);
  questions.request = {o.seed, frame_skip, o.past_frames, o.states, o.states / 2, o.ahead};
  ask(questions);
  const fs::path out(o.out);
  if (out.has_parent_path()) fs::create_directories(out.parent_path());
  write_states(out, questions);
  std::printf("%s: %zu states of %d past frames; write samples as [state, %d, 3, H, W]\n",
              out.c_str(), exported_rows(questions.states).size(), o.past_frames, o.samples);
  if (!o.with_truth) return;
  write_truth(truth_file(out), questions);
  std::printf("%s: their legal next frames and probabilities\n", truth_file(out).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("level", po::value(&o.level)->required(), "a level's name or file, or maze:SEED");
  add("out", po::value(&o.out)->required(), "file to write: .h5, or .npy with a .json beside it");
  add("policy", with_default(o.policy),
      "of the player: uniform, biased:P, marked, greedy or avoiding");
  add("states", with_default(o.states),
      "states with several futures; half as many with one are added");
  add("samples", with_default(o.samples),
      "samples to ask for at each state (score takes any number)");
  add("seed", with_default(o.seed), "of the games");
  add("past-frames", with_default(o.past_frames), "past frames of each state");
  add("ahead", with_default(o.ahead), "recorded frames from the present one to the predicted one");
  add("frame-skip", with_default(o.frame_skip), "ticks a recorded frame; 0 takes the level's");
  add("with-truth", po::bool_switch(&o.with_truth),
      "write the answers too: legal frames and probabilities, into OUT_truth");
  const ProgramText text{
      "export-states", "Writes past frames for predictors of your own; score reads their samples.",
      "export-states --level corner --out runs/states.h5\n"
      "export-states --level chase --states 50 --seed 7 --with-truth --out runs/states.npy"};
  return run_program(argc, argv, text, options, [&] { export_states(o); });
}
