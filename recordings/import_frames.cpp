#include "recordings/import_frames.hpp"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "recordings/error.hpp"
#include "recordings/ffmpeg.hpp"
#include "recordings/recording.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

RecordingInfo info_of(const std::string& source, const Frame& first) {
  RecordingInfo info;
  info.source = source;
  info.height_px = first.height_px;
  info.width_px = first.width_px;
  return info;
}

void write_film(VideoDecoder& film, Frame first, RecordingWriter& writer, ImportReport& report,
                const std::function<void(std::int64_t)>& progress) {
  const std::size_t most = most_frames_an_episode(first.height_px, first.width_px);
  std::vector<Frame> frames;
  for (std::optional<Frame> frame = std::move(first); frame; frame = film.next()) {
    if (frames.size() == most) {
      writer.append(episode_of(std::exchange(frames, {})));
      ++report.episodes;
    }
    frames.push_back(std::move(*frame));
    progress(++report.frames);
  }
  writer.append(episode_of(std::move(frames)));
  ++report.episodes;
}

void write_pictures(std::vector<Frame> frames, RecordingWriter& writer, ImportReport& report) {
  const std::size_t most = most_frames_an_episode(frames[0].height_px, frames[0].width_px);
  for (std::size_t i = 0; i < frames.size(); i += most) {
    const auto first = frames.begin() + static_cast<std::ptrdiff_t>(i);
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, frames.size() - i));
    writer.append(episode_of({first, first + count}));
    report.frames += count;
    ++report.episodes;
  }
}

void write_episodes(const RecordingReader& reader, RecordingWriter& writer, ImportReport& report,
                    const std::function<void(std::int64_t)>& progress) {
  for (int number = 0; number < reader.episodes(); ++number) {
    const Episode episode = reader.read(number);
    writer.append(episode);
    ++report.episodes;
    progress(report.frames += static_cast<std::int64_t>(episode.frames.size()));
  }
}

// The recording that `write` fills, or none.
template <class Write>
ImportReport whole_or_none(const fs::path& out, const RecordingInfo& info, Write write) {
  RecordingWriter writer(out, info);
  ImportReport report{writer.folder(), 0, 0, info.height_px, info.width_px};
  try {
    write(writer, report);
    writer.close();
    return report;
  } catch (...) {
    remove_recording(writer.folder());
    throw;
  }
}

// Rather than the pictures within each episode of a Minari recording.
bool is_one_dataset(const ImportRecording& wanted) {
  if (wanted.dataset.empty() || fs::is_directory(wanted.file)) return false;
  return has_dataset(wanted.file, wanted.dataset) ||
         !has_dataset(wanted.file, "episode_0/" + wanted.dataset);
}

}  // namespace

Episode episode_of(std::vector<Frame> frames) {
  Episode episode;
  const std::size_t steps = frames.size() - 1;
  episode.frames = std::move(frames);
  episode.actions.assign(steps, 0);
  episode.rewards.assign(steps, 0);
  episode.terminations.assign(steps, 0);
  episode.truncations.assign(steps, 0);
  if (steps > 0) episode.truncations.back() = 1;
  return episode;
}

void remove_recording(const fs::path& folder) {
  std::error_code ignored;
  for (int i = 0; fs::remove(folder / "data" / ("episode_" + std::to_string(i) + ".hdf5"), ignored);
       ++i) {
  }
  fs::remove(folder / "data" / "main_data.hdf5", ignored);
  fs::remove(folder / "data" / "metadata.json", ignored);
  fs::remove(folder / "data", ignored);  // only where nothing else is in it
  fs::remove(folder, ignored);
}

ImportReport import_video(const ImportVideo& wanted,
                          const std::function<void(std::int64_t)>& progress) {
  VideoDecoder film(wanted.film, wanted.fps, wanted.height_px, wanted.width_px);
  std::optional<Frame> first = film.next();
  if (!first) {
    throw Error("a film with pictures", "none", wanted.film.string(), "choose another film");
  }
  return whole_or_none(wanted.out, info_of("video", *first),
                       [&](RecordingWriter& writer, ImportReport& report) {
                         write_film(film, std::move(*first), writer, report, progress);
                       });
}

ImportReport import_recording(const ImportRecording& wanted,
                              const std::function<void(std::int64_t)>& progress) {
  if (is_one_dataset(wanted)) {
    std::vector<Frame> frames = read_dataset(wanted.file, wanted.dataset);
    const RecordingInfo info = info_of("hdf5", frames[0]);
    return whole_or_none(wanted.out, info, [&](RecordingWriter& writer, ImportReport& report) {
      write_pictures(std::move(frames), writer, report);
      progress(report.frames);
    });
  }
  const RecordingReader reader(wanted.file,
                               wanted.dataset.empty() ? "observations" : wanted.dataset);
  if (reader.episodes() == 0) {
    throw Error("a Minari recording with episodes", "none", wanted.file.string(),
                "name the pictures of a plain HDF5 file by --dataset");
  }
  return whole_or_none(wanted.out, reader.info(),
                       [&](RecordingWriter& writer, ImportReport& report) {
                         write_episodes(reader, writer, report, progress);
                       });
}

}  // namespace crossroads
