// import: pictures and films from anywhere become a recording.
#include <cstdio>
#include <optional>

#include "recordings/error.hpp"
#include "recordings/import_frames.hpp"
#include "recordings/import_png.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

using namespace crossroads;

namespace {

struct Options {
  std::string png, video, size, recording, dataset, out;
  bool episode_per_folder = false;
  double fps = 0;
};

void tell(const ImportReport& report) {
  std::printf("%s: %lld frames in %lld episodes, %dx%d px (width x height)\n",
              report.recording.c_str(), static_cast<long long>(report.frames),
              static_cast<long long>(report.episodes), report.width_px, report.height_px);
}

void import_folder(const Options& chosen) {
  std::optional<Progress> bar;
  const ImportReport report = import_png(
      {chosen.png, chosen.out, chosen.episode_per_folder},
      [](const std::string& notice) { std::fprintf(stderr, "import: %s\n", notice.c_str()); },
      [&](std::int64_t done, std::int64_t total) {
        if (!bar) bar.emplace("import", "frames", total);
        bar->update(done);
      });
  bar->finish();
  tell(report);
}

ImportVideo video_of(const Options& chosen) {
  ImportVideo wanted;
  wanted.film = chosen.video;
  wanted.out = chosen.out;
  wanted.fps = chosen.fps;
  char behind = 0;
  const int read =
      std::sscanf(chosen.size.c_str(), "%dx%d%c", &wanted.width_px, &wanted.height_px, &behind);
  if (!chosen.size.empty() && (read != 2 || wanted.width_px < 1 || wanted.height_px < 1)) {
    throw UsageError("--size: expected WIDTHxHEIGHT, found " + chosen.size);
  }
  return wanted;
}

void import_film(const Options& chosen) {
  const ImportVideo wanted = video_of(chosen);
  Progress bar("import", "frames", 0);
  const ImportReport report = import_video(wanted, [&](std::int64_t done) { bar.update(done); });
  bar.finish();
  tell(report);
}

void import_hdf5(const Options& chosen) {
  Progress bar("import", "frames", 0);
  const ImportReport report = import_recording({chosen.recording, chosen.out, chosen.dataset},
                                               [&](std::int64_t done) { bar.update(done); });
  bar.finish();
  tell(report);
}

void import_one(const Options& chosen) {
  if (!chosen.png.empty() + !chosen.video.empty() + !chosen.recording.empty() != 1) {
    throw UsageError("expected one of --png, --video and --recording");
  }
  if (chosen.recording.empty() && !chosen.dataset.empty()) {
    throw UsageError("--dataset: expected with --recording alone");
  }
  if (!(chosen.fps >= 0 && chosen.fps <= 1000)) throw UsageError("--fps: expected up to 1000");
  if (chosen.video.empty() && (chosen.fps > 0 || !chosen.size.empty())) {
    throw UsageError("--fps and --size: expected with --video alone");
  }
  if (chosen.png.empty() && chosen.episode_per_folder) {
    throw UsageError("--episode-per-folder: expected with --png alone");
  }
  if (!chosen.png.empty()) import_folder(chosen);
  if (!chosen.video.empty()) import_film(chosen);
  if (!chosen.recording.empty()) import_hdf5(chosen);
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options chosen;
  po::options_description options;
  auto add = options.add_options();
  add("png", po::value(&chosen.png)->value_name("FOLDER"),
      "folder of numbered PNG pictures, one a frame");
  add("video", po::value(&chosen.video)->value_name("FILE"),
      "any film that the ffmpeg program reads");
  add("recording", po::value(&chosen.recording)->value_name("FILE"),
      "a Minari recording of uint8, JPEG or PNG pictures, or with --dataset any HDF5 file");
  add("dataset", po::value(&chosen.dataset)->value_name("PATH"),
      "the pictures within --recording: uint8 NHW, NCHW or NHWC, JPEG or PNG; or within each of "
      "its "
      "episodes (observations/image)");
  add("out", po::value(&chosen.out)->required()->value_name("DIR"),
      "recording to write, NAME or NAME-vN");
  add("episode-per-folder", po::bool_switch(&chosen.episode_per_folder),
      "each folder within --png is one episode");
  add("fps", po::value(&chosen.fps)->default_value(0)->value_name("F"),
      "frames a second of --video to keep; 0 takes each as it is");
  add("size", po::value(&chosen.size)->value_name("WxH"),
      "bring --video to this size, by the mean of what becomes one pixel");
  const ProgramText text{
      "import",
      "Makes a recording of a film, of another recording, or of numbered PNG pictures (grey, "
      "palette, 16 bit and alpha,\n"
      "which is laid on black, too; a gap in the numbers begins a new episode).",
      "  import --png frames --out recordings/data/film\n"
      "  import --png games --episode-per-folder --out recordings/data/games-v0\n"
      "  import --video game.mp4 --fps 15 --size 64x64 --out recordings/data/game\n"
      "  import --recording theirs.hdf5 --dataset images --out recordings/data/theirs\n"};
  return run_program(argc, argv, text, options, [&] { import_one(chosen); });
}
