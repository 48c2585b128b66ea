#include "recordings/import_png.hpp"

#include <algorithm>
#include <optional>
#include <system_error>
#include <tuple>
#include <vector>

#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "recordings/recording.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

// "walk_0012" of "walk_0012.png": what stands before the last number, and the number.
struct NumberedPath {
  fs::path path;
  std::string prefix, suffix;
  std::uint64_t number = 0;
};

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

// Nothing where the name holds no number, or one of more than 18 digits.
std::optional<NumberedPath> numbered(const fs::path& path, const std::string& stem) {
  const auto end = std::find_if(stem.rbegin(), stem.rend(), is_digit).base();
  const auto begin =
      std::find_if_not(std::make_reverse_iterator(end), stem.rend(), is_digit).base();
  if (begin == end || end - begin > 18) return std::nullopt;
  return NumberedPath{path, std::string(stem.begin(), begin), std::string(end, stem.end()),
                      std::stoull(std::string(begin, end))};
}

bool by_number(const NumberedPath& a, const NumberedPath& b) {
  return std::tie(a.number, a.prefix, a.suffix) < std::tie(b.number, b.prefix, b.suffix);
}

std::vector<fs::directory_entry> entries(const fs::path& folder) {
  std::error_code failure;
  std::vector<fs::directory_entry> all;
  for (fs::directory_iterator it(folder, failure), end; !failure && it != end;
       it.increment(failure)) {
    if (it->path().filename().string()[0] != '.') all.push_back(*it);
  }
  if (failure) {
    throw Error("a readable folder of PNG pictures", failure.message(), folder.string(),
                "check its name and permissions");
  }
  return all;
}

void refuse_doubles(const std::vector<NumberedPath>& pictures) {
  const auto twice = std::adjacent_find(
      pictures.begin(), pictures.end(),
      [](const NumberedPath& a, const NumberedPath& b) { return a.number == b.number; });
  if (twice == pictures.end()) return;
  throw Error("one picture for each number",
              twice->path.filename().string() + " and " +
                  std::next(twice)->path.filename().string() + " with the same number",
              twice->path.parent_path().string(), "keep one series of pictures in a folder");
}

std::vector<NumberedPath> numbered_pictures(const fs::path& folder,
                                            const std::function<void(const std::string&)>& notice) {
  std::vector<NumberedPath> pictures;
  std::vector<std::string> others;
  for (const fs::directory_entry& entry : entries(folder)) {
    if (entry.is_directory()) continue;
    const fs::path& path = entry.path();
    const auto picture =
        picture_extension(path) == ".png" ? numbered(path, path.stem().string()) : std::nullopt;
    if (picture) {
      pictures.push_back(*picture);
    } else {
      others.push_back(path.filename().string());
    }
  }
  if (pictures.empty()) {
    throw Error("PNG pictures with a number in their names",
                others.empty()
                    ? "an empty folder"
                    : "none (but " + *std::min_element(others.begin(), others.end()) + ")",
                folder.string(), "name them frame_0001.png, frame_0002.png, ...");
  }
  if (!others.empty()) {
    notice("left out of " + folder.string() + ": " + std::to_string(others.size()) +
           " files that are no numbered PNG, " + *std::min_element(others.begin(), others.end()) +
           " for example");
  }
  std::sort(pictures.begin(), pictures.end(), by_number);
  refuse_doubles(pictures);
  return pictures;
}

using Series = std::vector<fs::path>;  // one episode's pictures

std::vector<Series> split_at_gaps(const std::vector<NumberedPath>& pictures,
                                  const std::function<void(const std::string&)>& notice) {
  std::vector<Series> series(1);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    if (i > 0 && pictures[i].number != pictures[i - 1].number + 1) {
      notice("a gap between " + pictures[i - 1].path.filename().string() + " and " +
             pictures[i].path.filename().string() + ": a new episode begins");
      series.emplace_back();
    }
    series.back().push_back(pictures[i].path);
  }
  return series;
}

std::vector<fs::path> subfolders(const fs::path& folder) {
  std::vector<NumberedPath> folders;
  for (const fs::directory_entry& entry : entries(folder)) {
    if (!entry.is_directory()) continue;
    const std::string name = entry.path().filename().string();
    // Folders without a number come first, by name.
    folders.push_back(
        numbered(entry.path(), name).value_or(NumberedPath{entry.path(), name, "", 0}));
  }
  if (folders.empty()) {
    throw Error("a folder of folders, one an episode", "no folder", folder.string(),
                "leave out --episode-per-folder, or name the folder above");
  }
  std::sort(folders.begin(), folders.end(), by_number);
  std::vector<fs::path> paths;
  for (const NumberedPath& one : folders) paths.push_back(one.path);
  return paths;
}

std::vector<Series> all_series(const ImportPng& wanted,
                               const std::function<void(const std::string&)>& notice) {
  std::vector<Series> all;
  const std::vector<fs::path> folders =
      wanted.episode_per_folder ? subfolders(wanted.folder) : std::vector<fs::path>{wanted.folder};
  for (const fs::path& folder : folders) {
    for (Series& one : split_at_gaps(numbered_pictures(folder, notice), notice)) {
      all.push_back(std::move(one));
    }
  }
  return all;
}

std::string size_text(int height, int width) {
  return std::to_string(width) + "x" + std::to_string(height) + " px (width x height)";
}

std::vector<Series> split_large(const std::vector<Series>& all, const Frame& frame,
                                const std::function<void(const std::string&)>& notice) {
  const std::size_t most = most_frames_an_episode(frame.height_px, frame.width_px);
  std::vector<Series> parts;
  for (const Series& series : all) {
    if (series.size() > most) {
      notice("more than " + std::to_string(most) + " pictures in a row from " +
             series.front().string() + ": a new episode begins after each " + std::to_string(most));
    }
    for (std::size_t i = 0; i < series.size(); i += most) {
      const auto begin = series.begin() + static_cast<std::ptrdiff_t>(i);
      const std::size_t count = std::min(most, series.size() - i);
      parts.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(count));
    }
  }
  return parts;
}

Frame read_sized(const fs::path& file, const fs::path& first, int height, int width) {
  Frame frame = read_png(file);
  if (frame.height_px == height && frame.width_px == width) return frame;
  throw Error("pictures of one size, " + size_text(height, width) + " as in " + first.string(),
              size_text(frame.height_px, frame.width_px), file.string(),
              "bring them to one size, or import them apart");
}

ImportReport write_recording(const std::vector<Series>& all, const Frame& first_frame,
                             RecordingWriter& writer,
                             const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const fs::path& first = all.front().front();
  ImportReport report{writer.folder(), 0, 0, first_frame.height_px, first_frame.width_px};
  std::int64_t total = 0;
  for (const Series& series : all) total += static_cast<std::int64_t>(series.size());
  for (const Series& series : all) {
    std::vector<Frame> frames;
    for (const fs::path& file : series) {
      frames.push_back(read_sized(file, first, report.height_px, report.width_px));
      progress(++report.frames, total);
    }
    writer.append(episode_of(std::move(frames)));
    ++report.episodes;
  }
  writer.close();
  return report;
}

}  // namespace

ImportReport import_png(const ImportPng& wanted,
                        const std::function<void(const std::string&)>& notice,
                        const std::function<void(std::int64_t, std::int64_t)>& progress) {
  std::vector<Series> all = all_series(wanted, notice);
  const Frame first_frame = read_png(all.front().front());
  all = split_large(all, first_frame, notice);
  RecordingInfo info;
  info.source = "png";
  info.height_px = first_frame.height_px;
  info.width_px = first_frame.width_px;
  RecordingWriter writer(wanted.out, info);
  try {
    return write_recording(all, first_frame, writer, progress);
  } catch (...) {
    remove_recording(writer.folder());
    throw;
  }
}

}  // namespace crossroads
