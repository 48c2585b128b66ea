// train-reader: paints portraits and learns to tell what they show.
#include <cstdio>

#include "generation/reader_training.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

boost::program_options::options_description options_of(ReaderOptions& o) {
  namespace po = boost::program_options;
  po::options_description options("Options");
  auto add = options.add_options();
  add("out", po::value(&o.out)->required()->value_name("DIR"), "folder for reader.safetensors");
  add("steps", with_default(o.steps), "training steps");
  add("batch", with_default(o.batch), "pictures a step, each painted for it alone");
  add("seed", with_default(o.seed), "of the weights, and of the pictures painted");
  add("channels", with_default(o.channels), "width of the first layer; the last has four times it");
  add("learning-rate", with_default(o.learning_rate), "Muon's and Adam's, at its highest");
  add("test-pictures", with_default(o.test_pictures),
      "fresh pictures to score it by, none of which it learnt from");
  add("precision", with_default(o.precision), "auto (a probe), bf16 or fp32");
  add("threads", with_default(o.threads), "CPU threads; 0 is one for each core");
  return options;
}

void print_accuracy(const ReaderAccuracy& accuracy, int pictures) {
  std::printf("read rightly, of %d fresh pictures:\n", pictures);
  for (std::size_t i = 0; i < kAttributes; ++i) {
    const auto name = attribute_list()[i].name;
    std::printf("  %-12.*s %6.2f %%\n", static_cast<int>(name.size()), name.data(),
                100 * accuracy[i]);
  }
}

}  // namespace

int main(int argc, char** argv) {
  ReaderOptions o;
  const auto options = options_of(o);
  const ProgramText text{
      "train-reader",
      "Trains the network that reads a portrait's nine attributes, on portraits that it paints for "
      "itself.\ncompare-portraits judges generators by it.",
      "train-reader --out runs/reader\n"
      "train-reader --steps 500 --channels 32 --test-pictures 1000 --out runs/quick-reader"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    make_out_folder(o.out);
    print_accuracy(train_reader(o), o.test_pictures);
  });
}
