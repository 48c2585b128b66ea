#include "portraits/picture_set.hpp"

#include <algorithm>
#include <system_error>

#include "portraits/painted_set.hpp"
#include "portraits/square.hpp"
#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "recordings/jpeg.hpp"
#include "recordings/png.hpp"
#include "recordings/recording.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;
using Show = std::function<void(std::int64_t, std::int64_t)>;

void append(PictureSet& set, const Frame& frame) {
  const bool fits = frame.height_px == set.side_px && frame.width_px == set.side_px;
  const std::vector<std::uint8_t>& pixels =
      fits ? frame.pixels : square_middle(frame, set.side_px).pixels;
  set.pixels.insert(set.pixels.end(), pixels.begin(), pixels.end());
}

bool is_jpeg(const fs::path& path) {
  const std::string extension = picture_extension(path);
  return extension == ".jpg" || extension == ".jpeg";
}

// Folders whose names begin with a dot hold no pictures of the person's (thumbnails, for example).
std::vector<fs::path> picture_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failure;
  for (fs::recursive_directory_iterator it(folder, failure), end; !failure && it != end;
       it.increment(failure)) {
    const bool hidden = it->path().filename().string()[0] == '.';
    if (hidden && it->is_directory()) it.disable_recursion_pending();
    if (hidden || !it->is_regular_file()) continue;
    if (is_jpeg(it->path()) || picture_extension(it->path()) == ".png") files.push_back(it->path());
  }
  if (failure) {
    throw Error("a readable folder of pictures", failure.message(), folder.string(),
                "check its name and permissions");
  }
  if (files.empty()) {
    throw Error("PNG or JPEG pictures, a recording or " + std::string(kPortraitsFile),
                "none of these", folder.string(), "name a folder with pictures");
  }
  std::sort(files.begin(), files.end());
  return files;
}

void load_folder(PictureSet& set, const fs::path& folder, const Show& show) {
  const std::vector<fs::path> files = picture_files(folder);
  set.pixels.reserve(files.size() * set.bytes_per_picture());
  for (std::size_t i = 0; i < files.size(); ++i) {
    append(set, is_jpeg(files[i]) ? read_jpeg(files[i]) : read_png(files[i]));
    show(static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(files.size()));
  }
}

void load_recording(PictureSet& set, const fs::path& path, const Show& show) {
  const RecordingReader reader(path);
  for (int episode = 0; episode < reader.episodes(); ++episode) {
    for (const Frame& frame : reader.read(episode).frames) append(set, frame);
    show(static_cast<std::int64_t>(set.count()), 0);
  }
}

void load_painted(PictureSet& set, const fs::path& path, const Show& show) {
  PictureFile file = read_picture_file(path);
  set.labels = std::move(file.labels);
  const auto total = static_cast<std::int64_t>(file.count());
  if (file.height_px == set.side_px && file.width_px == set.side_px) {
    set.pixels = std::move(file.pixels);
    show(total, total);
    return;
  }
  Frame frame(file.height_px, file.width_px);
  for (std::int64_t i = 0; i < total; ++i) {
    std::copy_n(file.pixels.begin() + i * std::ssize(frame.pixels), frame.pixels.size(),
                frame.pixels.begin());
    append(set, frame);
    show(i + 1, total);
  }
}

std::string hash_of(const PictureSet& set) {
  std::uint64_t hash = hash_words(set.pixels.data(), set.pixels.size());
  for (const PictureLabel& label : set.labels) {
    hash = hash_bytes(label.name.data(), label.name.size(), hash);
    hash = hash_words(label.column.data(), label.column.size(), hash);
  }
  return hash_text(hash);
}

}  // namespace

Frame PictureSet::copy_picture(std::size_t index) const {
  Frame frame(side_px, side_px);
  std::copy_n(picture(index), bytes_per_picture(), frame.pixels.begin());
  return frame;
}

PictureSet load_pictures(const PictureSource& source, const Show& progress) {
  const Show show = progress ? progress : [](std::int64_t, std::int64_t) {};
  const fs::path& path = source.path;
  if (source.side_px < 1) {
    throw Error("a side of 1 px or more", std::to_string(source.side_px), path.string(),
                "give another side_px");
  }
  PictureSet set;
  set.side_px = source.side_px;
  if (fs::is_regular_file(path) && has_dataset(path, "pictures")) {
    load_painted(set, path, show);
  } else if (fs::is_regular_file(path / kPortraitsFile)) {
    load_painted(set, path / kPortraitsFile, show);
  } else if (find_recording(path)) {
    load_recording(set, path, show);
  } else {
    load_folder(set, path, show);
  }
  set.data_hash = hash_of(set);
  return set;
}

}  // namespace crossroads
