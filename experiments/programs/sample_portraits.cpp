// sample-portraits: a trained generator draws: a sheet, a walk from z to z, and all as HDF5.
#include <cstdio>

#include "generation/picture_sampler.hpp"
#include "generation/z_path.hpp"
#include "portraits/painted_set.hpp"
#include "predictor/machine.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/best_colours.hpp"
#include "recordings/error.hpp"
#include "recordings/gif.hpp"
#include "recordings/picture_file.hpp"
#include "recordings/png.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

namespace fs = std::filesystem;
namespace po = boost::program_options;

struct Options {
  std::string run, out, device = "cpu";
  std::vector<std::string> with;
  int count = 100, walk_steps = 9, walks = 6, threads = 0;
  std::uint64_t seed = 1;
};

constexpr std::size_t kOnSheet = 100;
constexpr int kEnlarged = 2, kWalkHundredths = 12;

void write_samples(const fs::path& file, const std::vector<Frame>& pictures,
                   const Options& options) {
  write_file_atomic(file, [&](const fs::path& temporary) {
    PictureWriter writer(temporary, pictures[0].height_px, pictures[0].width_px);
    for (const Frame& picture : pictures) writer.append(picture.pixels);
    ArrayNotes notes;
    notes.texts = {{"source", "sample-portraits"}, {"crossroads_version", CROSSROADS_VERSION}};
    for (const std::string& asked : options.with) notes.texts["asked"] += asked + " ";
    notes.numbers = {{"seed", options.seed}};
    writer.close({}, notes);
  });
}

// Each row of walk.png goes from one z to the next; walk.gif goes through all of them, and back.
void write_walks(const fs::path& out, const PictureSampler& sampler, const Request& request,
                 const Options& options) {
  const auto corners = sampler.draw(static_cast<std::size_t>(options.walks) + 1, options.seed + 1);
  std::vector<std::vector<float>> all;
  for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
    for (auto& z : z_path(corners[i], corners[i + 1], options.walk_steps + 1)) {
      all.push_back(std::move(z));
    }
  }
  const auto pictures = sampler.sample({&request, 1}, all);
  write_png(out / "walk.png", contact_sheet(pictures, kEnlarged, options.walk_steps + 1));
  GifEncoder film(kEnlarged * sampler.side_px(), kEnlarged * sampler.side_px(), {});
  for (const Frame& picture : pictures) {
    film.add(enlarge(with_best_colours(picture), kEnlarged), kWalkHundredths);
  }
  write_file_atomic(out / "walk.gif", film.finish());
}

void sample(const Options& options) {
  check_at_least("--count", options.count, 1);
  check_at_least("--walks", options.walks, 0);
  check_at_least("--walk-steps", options.walk_steps, 1);
  set_threads(options.threads);
  const PictureSampler sampler(options.run, options.device);
  const Request request = parse_request(sampler.space(), options.with);
  make_out_folder(options.out);
  const fs::path out = options.out;
  const auto z = sampler.draw(static_cast<std::size_t>(options.count), options.seed);
  auto pictures = sampler.sample({&request, 1}, z);
  write_samples(out / "samples.h5", pictures, options);
  if (pictures.size() > kOnSheet) pictures.resize(kOnSheet);
  write_png(out / "sheet.png", contact_sheet(pictures, kEnlarged));
  if (options.walks > 0) write_walks(out, sampler, request, options);
  std::printf("drew %d pictures: sheet.png%s and samples.h5 in %s\n", options.count,
              options.walks > 0 ? ", walk.png, walk.gif" : "", options.out.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("run", po::value(&o.run)->required()->value_name("DIR"), "a run folder of train-portraits");
  add("out", po::value(&o.out)->required()->value_name("DIR"),
      "folder for sheet.png (the first 100), samples.h5 (all), walk.png and walk.gif");
  add("count", with_default(o.count)->value_name("N"), "pictures to draw");
  add("with", po::value(&o.with)->composing()->value_name("ATTRIBUTE=VALUE"),
      "what is asked for, of a run with a condition; as often as there are attributes");
  add("seed", with_default(o.seed)->value_name("S"), "of the z's");
  add("walks", with_default(o.walks)->value_name("N"),
      "rows of walk.png, each from one z to the next; 0: no walk");
  add("walk-steps", with_default(o.walk_steps)->value_name("N"), "steps from one z to the next");
  add("device", with_default(o.device), "cpu or cuda");
  add("threads", with_default(o.threads), "CPU threads; 0 is one for each core");
  const ProgramText text{
      "sample-portraits",
      "Draws pictures by a generator that train-portraits made: a fresh z for each, and walks "
      "from one z\nto another.",
      "sample-portraits --run experiments/weights/portraits --out runs/drawn\n"
      "sample-portraits --run experiments/weights/portraits --with hair_colour=blue "
      "--out runs/blue"};
  return run_program(argc, argv, text, options, [&] { sample(o); });
}
