// export: a recording becomes pictures or a film.
#include <cstdio>

#include "recordings/error.hpp"
#include "recordings/export_film.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

using namespace crossroads;

namespace {

struct Options {
  std::string recording, png, gif, mp4;
  int episode = -1, enlarge = 0;
  double fps = 0;
};

ExportFilm checked(const Options& o) {
  if (!o.png.empty() + !o.gif.empty() + !o.mp4.empty() != 1) {
    throw UsageError("expected one of --png, --gif and --mp4");
  }
  if (o.episode < -1) throw UsageError("--episode: expected a number from 0 up, found less");
  if (o.enlarge < 0 || o.enlarge > 64) throw UsageError("--enlarge: expected 1 to 64");
  if (!(o.fps >= 0 && o.fps <= 1000)) throw UsageError("--fps: expected up to 1000");
  if (!o.gif.empty() && o.fps > 50) {
    throw UsageError("--fps: expected at most 50 in a GIF, whose clock has 1/100 s");
  }
  ExportFilm wanted;
  wanted.recording = o.recording;
  wanted.kind = !o.png.empty()   ? ExportFilm::Kind::png
                : !o.gif.empty() ? ExportFilm::Kind::gif
                                 : ExportFilm::Kind::mp4;
  wanted.out = o.png + o.gif + o.mp4;
  wanted.episode = o.episode;
  wanted.enlarge = o.enlarge;
  wanted.fps = o.fps;
  return wanted;
}

void export_one(const Options& chosen) {
  const ExportFilm wanted = checked(chosen);
  Progress bar("export", "episodes", 0);
  const ExportReport report =
      export_film(wanted, [&](std::int64_t done, std::int64_t) { bar.update(done); });
  std::printf("%s: %lld frames of %lld episodes, %dx%d px (width x height)", wanted.out.c_str(),
              static_cast<long long>(report.frames), static_cast<long long>(report.episodes),
              report.width_px, report.height_px);
  if (wanted.kind != ExportFilm::Kind::png) std::printf(", %.3g frames/s", report.fps);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options;
  auto add = options.add_options();
  add("recording", po::value(&o.recording)->required()->value_name("DIR"),
      "a recording's folder, or its main_data.hdf5");
  add("png", po::value(&o.png)->value_name("FOLDER"),
      "numbered pictures, a folder for each episode: import --episode-per-folder reads them again");
  add("gif", po::value(&o.gif)->value_name("FILE"), "a film of the exact colours, 256 at most");
  add("mp4", po::value(&o.mp4)->value_name("FILE"),
      "a film without loss (H.264 in RGB) by the ffmpeg program");
  add("episode", po::value(&o.episode)->value_name("N"), "this one alone, counted from 0");
  add("enlarge", po::value(&o.enlarge)->default_value(o.enlarge)->value_name("N"),
      "a pixel becomes NxN; 0 takes 1 for --png and 4 for films");
  add("fps", po::value(&o.fps)->default_value(o.fps)->value_name("F"),
      "frames a second; 0 takes the game's own speed, or 15 where that isn't known");
  const ProgramText text{"export", "Makes pictures or a film of a recording.",
                         "  export recordings/data/game-v0 --gif game.gif --episode 0\n"
                         "  export recordings/data/game-v0 --mp4 game.mp4 --enlarge 8\n"
                         "  export recordings/data/game-v0 --png frames\n",
                         "recording"};
  return run_program(argc, argv, text, options, [&] { export_one(o); });
}
