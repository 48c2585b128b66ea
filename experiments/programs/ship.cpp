// ship: a run folder in, one of half its size out, without what only a training needs.
#include <cstdio>

#include "predictor/shipping.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  std::string run, out;
  po::options_description options("Options");
  auto add = options.add_options();
  add("run", po::value(&run)->required(), "run folder to copy");
  add("out", po::value(&out)->required(), "new folder");
  const ProgramText text{"ship",
                         "Copies what predicting needs of a run, its weights in bfloat16: half the "
                         "size, to be handed on.",
                         "ship --run runs/gan --out experiments/weights/corner-gan"};
  return run_program(argc, argv, text, options, [&] {
    ship_run(run, out);
    std::printf("%s: weights, options and log of %s\n", out.c_str(), run.c_str());
  });
}
