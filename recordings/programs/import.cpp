// import: pictures from anywhere become a recording.
#include <cstdio>
#include <optional>

#include "recordings/import_png.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

namespace {

struct Options {
  std::string png, out;
  bool episode_per_folder = false;
};

void import_folder(const Options& chosen) {
  std::optional<crossroads::Progress> bar;
  const auto report = crossroads::import_png(
      {chosen.png, chosen.out, chosen.episode_per_folder},
      [](const std::string& notice) { std::fprintf(stderr, "import: %s\n", notice.c_str()); },
      [&](std::int64_t done, std::int64_t total) {
        if (!bar) bar.emplace("import", "frames", total);
        bar->update(done);
      });
  bar->finish();
  std::printf("%s: %lld frames in %lld episodes, %dx%d px (width x height)\n",
              report.recording.c_str(), static_cast<long long>(report.frames),
              static_cast<long long>(report.episodes), report.width_px, report.height_px);
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options chosen;
  po::options_description options;
  auto add = options.add_options();
  add("png", po::value(&chosen.png)->required()->value_name("FOLDER"),
      "folder of numbered PNG pictures, one a frame");
  add("out", po::value(&chosen.out)->required()->value_name("DIR"),
      "recording to write, NAME or NAME-vN");
  add("episode-per-folder", po::bool_switch(&chosen.episode_per_folder),
      "each folder within --png is one episode");

  const crossroads::ProgramText text{
      "import",
      "Makes a recording of numbered PNG pictures (grey, palette, 16 bit and alpha, which is laid\n"
      "on black, too). A gap in the numbers begins a new episode.",
      "  import --png frames --out recordings/data/film\n"
      "  import --png games --episode-per-folder --out recordings/data/games-v0\n"};
  return crossroads::run_program(argc, argv, text, options, [&] { import_folder(chosen); });
}
