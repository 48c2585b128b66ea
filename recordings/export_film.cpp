#include "recordings/export_film.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <system_error>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/ffmpeg.hpp"
#include "recordings/gif.hpp"
#include "recordings/png.hpp"
#include "recordings/recording.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

constexpr double kTicksPerSecond = 60.606;
constexpr double kOtherFps = 15;
constexpr double kMostGifFps = 50;  // viewers slow down delays below 2/100 s
constexpr int kFilmEnlarge = 4;

double fps_of(const ExportFilm& wanted, const RecordingInfo& info) {
  if (wanted.fps > 0) return wanted.fps;
  const double fps = info.frame_skip > 0 ? kTicksPerSecond / info.frame_skip : kOtherFps;
  return wanted.kind == ExportFilm::Kind::gif ? std::min(fps, kMostGifFps) : fps;
}

int enlarge_of(const ExportFilm& wanted) {
  if (wanted.enlarge > 0) return wanted.enlarge;
  return wanted.kind == ExportFilm::Kind::png ? 1 : kFilmEnlarge;
}

void refuse_existing(const fs::path& out) {
  std::error_code ignored;
  if (!fs::exists(out, ignored)) return;
  throw Error("a new name for what is exported", "something that is already there", out.string(),
              "name another one, or move it away");
}

struct Job {
  const ExportFilm& wanted;
  const RecordingReader& reader;
  const std::function<void(std::int64_t, std::int64_t)>& progress;
  ExportReport report;

  // Gives `take` every wanted frame, enlarged, with its episode's number and its own.
  template <class Take>
  void each_frame(Take take) {
    const int first = wanted.episode < 0 ? 0 : wanted.episode;
    const int end = wanted.episode < 0 ? reader.episodes() : wanted.episode + 1;
    for (int number = first; number < end; ++number) {
      const Episode episode = reader.read(number);
      for (std::size_t i = 0; i < episode.frames.size(); ++i) {
        take(enlarge(episode.frames[i], enlarge_of(wanted)), number, i);
        ++report.frames;
      }
      progress(++report.episodes, end - first);
    }
  }
};

std::string numbered(const char* format, std::uint64_t number) {
  char text[64];
  std::snprintf(text, sizeof text, format, static_cast<unsigned long long>(number));
  return text;
}

void write_pngs(Job& job) {
  job.each_frame([&](const Frame& frame, int episode, std::size_t number) {
    const fs::path folder =
        job.wanted.out / numbered("episode_%04llu", static_cast<std::uint64_t>(episode));
    std::error_code failure;
    if (number == 0) fs::create_directories(folder, failure);
    if (failure) {
      throw Error("to make a folder", failure.message(), folder.string(),
                  "choose a place that you may write to");
    }
    write_png(folder / numbered("frame_%06llu.png", number), frame);
  });
}

// Delays are whole 1/100 s whose sum keeps up with the time.
void write_gif(Job& job) {
  GifEncoder gif(job.report.height_px, job.report.width_px, job.reader.info().palette);
  const double delay = 100 / job.report.fps;
  std::int64_t shown = 0;
  job.each_frame([&](const Frame& frame, int, std::size_t) {
    const auto until =
        static_cast<std::int64_t>(std::lround(delay * static_cast<double>(job.report.frames + 1)));
    gif.add(frame, static_cast<int>(until - shown));
    shown = until;
  });
  write_file_atomic(job.wanted.out, gif.finish());
}

void write_mp4(Job& job) {
  write_file_atomic(job.wanted.out, [&](const fs::path& film) {
    VideoEncoder encoder(film, job.report.height_px, job.report.width_px, job.report.fps);
    job.each_frame([&](const Frame& frame, int, std::size_t) { encoder.add(frame); });
    encoder.finish();
  });
}

}  // namespace

ExportReport export_film(const ExportFilm& wanted,
                         const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const RecordingReader reader(wanted.recording);
  refuse_existing(wanted.out);
  if (wanted.episode >= reader.episodes() || reader.episodes() == 0) {
    throw Error("an episode below " + std::to_string(reader.episodes()),
                std::to_string(std::max(wanted.episode, 0)), reader.file().string(),
                "ask for one that is there");
  }
  const int factor = enlarge_of(wanted);
  Job job{wanted, reader, progress, {}};
  job.report.height_px = reader.info().height_px * factor;
  job.report.width_px = reader.info().width_px * factor;
  job.report.fps = fps_of(wanted, reader.info());
  switch (wanted.kind) {
    case ExportFilm::Kind::png:
      write_pngs(job);
      break;
    case ExportFilm::Kind::gif:
      write_gif(job);
      break;
    case ExportFilm::Kind::mp4:
      write_mp4(job);
      break;
  }
  return job.report;
}

}  // namespace crossroads
