// predict: a run's samples beside the real frames of any recording.
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "experiments/frame_math.hpp"
#include "experiments/picture.hpp"
#include "experiments/trained_run.hpp"
#include "recordings/png.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

namespace fs = std::filesystem;

struct Options {
  std::string run, recording, out;
  std::string device = "cpu";
  std::uint64_t seed = 1;
  int samples = 8, count = 8, patch_px = 0, threads = 0;
};

double psnr(const Frame& sample, const Frame& real) {
  const double error = squared_distance(sample, real) / static_cast<double>(real.pixels.size());
  return 10 * std::log10(255.0 * 255.0 / error);  // infinite where they are equal
}

std::string decibels(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f dB", value);
  return std::isfinite(value) ? text : "equal";
}

// Writes one sheet and prints its line: where, and each sample's PSNR.
void write_sheet(const Options& o, const Contender& run, const EvaluationState& state, int index) {
  const auto samples = run.sample(state, o.samples, o.seed + static_cast<std::uint64_t>(index));
  std::vector<std::string> captions;
  for (const auto& sample : samples) {
    captions.push_back(decibels(psnr(sample, state.legal.front().frame)));
  }
  char name[32];
  std::snprintf(name, sizeof name, "sheet_%03d.png", index);
  write_png(fs::path(o.out) / name,
            prediction_sheet({{state.past, state.legal.front().frame, samples, captions}}, 4));
  std::printf("%s  episode %d frame %d  PSNR", name, state.junction, state.step);
  for (const auto& caption : captions) std::printf("  %s", caption.c_str());
  std::printf("  (copy of the last frame: %s)\n",
              decibels(psnr(state.past.back(), state.legal.front().frame)).c_str());
}

void predict(const Options& o) {
  check_at_least("--patch", o.patch_px, 0);
  check_at_least("--samples", o.samples, 1);
  check_at_least("--count", o.count, 1);
  const auto [machine, runs] = load_runs({o.run}, o.device, o.threads, o.patch_px);
  std::printf("%s\n", machine.c_str());
  const Contender& run = runs.front();
  const FrameSource source = load_frames({fs::path(o.recording)}, run.past_frames + run.ahead);
  const StateSet states = states_of_recording(source, run.past_frames, o.count, run.ahead);
  make_out_folder(o.out);
  std::size_t written = 0;
  for (; written < states.main.size() && !interrupted(); ++written) {
    write_sheet(o, run, states.main[written], static_cast<int>(written));
  }
  std::printf("wrote %zu sheets to %s\n", written, o.out.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("run", po::value(&o.run)->required(), "run folder to load");
  add("recording", po::value(&o.recording)->required(), "recording to predict, of any frame size");
  add("out", po::value(&o.out)->required(), "folder of the sheets");
  add("samples", with_default(o.samples), "samples of each place");
  add("count", with_default(o.count), "places, spread over the recording");
  add("seed", with_default(o.seed), "of z");
  add("patch", with_default(o.patch_px),
      "predict patches of so many px, all in one batch, and stitch them; 0 predicts whole frames");
  add("device", with_default(o.device), "cpu or cuda");
  add("threads", with_default(o.threads), "CPU threads; 0 is all cores");
  const ProgramText text{
      "predict", "Draws the next frame of any recording, beside the real one, as PNG sheets.",
      "predict --run runs/gan --recording recordings/data/film-v0 --out runs/sheets\n"
      "predict --run runs/gan --recording runs/corner-v0 --samples 16 --count 20 --out runs/more"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    predict(o);
  });
}
