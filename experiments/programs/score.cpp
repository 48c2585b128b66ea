// score: judges samples that were drawn elsewhere, as compare judges runs.
#include "experiments/comparison_output.hpp"
#include "experiments/outside_samples.hpp"
#include "recordings/error.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

struct Options {
  std::string states, out;
  std::vector<std::string> samples;
  int rows = 12;
};

// What all files agree on; of deterministic predictors alone, what was asked for.
int common_count(const std::vector<OutsideSamples>& files, int asked_for) {
  const OutsideSamples* first = nullptr;
  for (const auto& one : files) {
    if (one.count == 1) continue;
    if (first == nullptr) first = &one;
    if (one.count == first->count) continue;
    throw Error(std::to_string(first->count) + " samples a state, as in " + first->contender.folder,
                std::to_string(one.count), one.contender.folder, "score them one by one");
  }
  return first == nullptr ? asked_for : first->count;
}

Setup setup_of(const Questions& questions, int samples) {
  Setup setup;
  setup.level = questions.level.name;
  setup.level_hash = questions.level.hash;
  setup.policy = policy_text(questions.policy);
  setup.frame_skip = questions.request.frame_skip;
  setup.seed = questions.request.seed;
  setup.past_frames = questions.request.past_frames;
  setup.ahead = questions.request.ahead;
  setup.samples = samples;
  return setup;
}

void score(const Options& o, const std::string& command) {
  check_at_least("--rows", o.rows, 1);
  make_out_folder(o.out);
  Questions questions = read_states(o.states);
  std::vector<OutsideSamples> files;
  for (const auto& file : o.samples) files.push_back(load_samples(file, questions));
  std::vector<Contender> contenders;
  for (const auto& one : files) contenders.push_back(one.contender);
  name_by_path(contenders);
  Setup setup = setup_of(questions, common_count(files, questions.samples));
  setup.rows = o.rows;
  setup.command = command;
  give_out(compare_beside_untrained(setup, std::move(questions.states), contenders), {}, o.out);
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("states", po::value(&o.states)->required(), "the file that export-states wrote");
  add("samples", po::value(&o.samples)->multitoken()->required(),
      "HDF5 files with a dataset \"samples\", or .npy files: [state, sample, 3, H, W], uint8 or "
      "floats with the attribute range = \"-1..1\" or \"0..1\"; and the attribute states_hash of "
      "the states (.npy: in a .json of the same stem)");
  add("out", po::value(&o.out)->required(),
      "folder of metrics.json, report.html, side_by_side.png");
  add("rows", with_default(o.rows), "states shown in the report");
  const ProgramText text{"score", "Compares samples drawn elsewhere with all true next frames.",
                         "score --states runs/states.h5 --samples runs/mine.h5 --out runs/score\n"
                         "score --states runs/states.npy --samples runs/a.npy runs/b.npy --out "
                         "runs/score"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    score(o, command_line(argc, argv));
  });
}
