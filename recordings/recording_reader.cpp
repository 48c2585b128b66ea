#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/hdf5_read.hpp"
#include "recordings/recording.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;
using hdf5::episode_name;
using hdf5::has_link;
using hdf5::Id;

constexpr const char* kFileName = "main_data.hdf5";

// Finding and opening

fs::path find_file(const fs::path& path) {
  if (const auto found = find_recording(path)) return *found;
  std::error_code ignored;
  throw Error("a recording (a folder with data/main_data.hdf5, or that file)",
              fs::exists(path, ignored) ? "a folder without one" : "nothing", path.string(),
              "check the name");
}

Id open_file(const fs::path& file) {
  hdf5::silence();
  if (::access(file.c_str(), R_OK) != 0) {
    throw Error("a readable recording", std::strerror(errno), file.string(),
                "check its permissions");
  }
  Id opened(H5Fopen(file.c_str(), H5F_ACC_RDONLY, hdf5::file_access().get()), H5Fclose);
  if (opened.good()) return opened;
  throw Error("a whole recording (HDF5)", hdf5::reason(), file.string(),
              "it is cut off, still being written, or no recording; use another copy");
}

// What metadata.json says, as far as it concerns us. Nothing for a lone main_data.hdf5.
std::optional<std::int64_t> promised_episodes(const fs::path& file) {
  const fs::path metadata = file.parent_path() / "metadata.json";
  if (!fs::exists(metadata)) return std::nullopt;
  const nlohmann::json json = nlohmann::json::parse(read_text_file(metadata), nullptr, false);
  if (json.is_discarded() || !json.is_object()) {
    throw Error("JSON", "something else", metadata.string(),
                "put the right file back, or remove it: the frames are in main_data.hdf5");
  }
  const auto format = json.find("data_format");
  if (format != json.end() && *format != "hdf5") {
    throw Error("the data format hdf5", format->dump(), metadata.string(),
                "convert the recording with Minari");
  }
  const auto total = json.find("total_episodes");
  if (total == json.end() || !total->is_number_integer()) return std::nullopt;
  return total->get<std::int64_t>();
}

}  // namespace

struct RecordingReader::Impl {
  fs::path file;
  Id hdf5;
  RecordingInfo info;
  int episodes = 0;

  std::string pictures;

  Impl(const fs::path& path, const std::string& pictures_path);
  [[nodiscard]] Id open_group(int episode) const;
  [[nodiscard]] bool is_whole(int episode) const;
  void count_episodes();
  [[nodiscard]] Episode read(int episode) const;
};

RecordingReader::Impl::Impl(const fs::path& path, const std::string& pictures_path)
    : file(find_file(path)), hdf5(open_file(file)), pictures(pictures_path) {
  info = hdf5::read_info(hdf5.get(), file);
  count_episodes();
  if (episodes > 0 && info.height_px == 0) {
    const hdf5::FrameSize size =
        hdf5::frame_size(open_group(0).get(), {file, episode_name(0), pictures});
    info.height_px = size.height_px;
    info.width_px = size.width_px;
  }
}

Id RecordingReader::Impl::open_group(int episode) const {
  const std::string name = episode_name(episode);
  Id group(H5Gopen2(hdf5.get(), name.c_str(), H5P_DEFAULT), H5Gclose);
  if (group.good()) return group;
  throw Error("a group " + name, hdf5::reason(), file.string(),
              "the recording is damaged; use another copy");
}

bool RecordingReader::Impl::is_whole(int episode) const {
  try {
    (void)read(episode);
    return true;
  } catch (const Error&) {
    return false;
  }
}

// The file itself counts. metadata.json may lag behind it, where the writer was killed between the
// two; an episode that it does not promise counts only if it is whole.
void RecordingReader::Impl::count_episodes() {
  const std::optional<std::int64_t> promised = promised_episodes(file);
  while (has_link(hdf5.get(), episode_name(episodes)) &&
         (!promised || episodes < *promised || is_whole(episodes))) {
    ++episodes;
  }
  if (promised && episodes < *promised) {
    throw Error(std::to_string(*promised) + " episodes as metadata.json says",
                std::to_string(episodes), file.string(),
                "the two files don't belong together; use another copy");
  }
}

Episode RecordingReader::Impl::read(int number) const {
  if (number < 0 || !has_link(hdf5.get(), episode_name(number))) {
    throw Error("an episode below " + std::to_string(episodes), std::to_string(number),
                file.string(), "ask for one that is there");
  }
  const Id group = open_group(number);
  if (hdf5::is_hashed(group.get()) != hdf5::is_hashed(hdf5.get())) {
    throw Error("content hashes in the root and in " + episode_name(number), "only one of them",
                file.string(), "the recording is damaged; use another copy");
  }
  return hdf5::read_episode(group.get(), info, {file, episode_name(number), pictures});
}

std::optional<fs::path> find_recording(const fs::path& path) {
  fs::path folder = path.lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  fs::path with_version = folder;
  with_version += "-v0";
  std::error_code ignored;
  for (const fs::path& candidate : {folder, folder / "data" / kFileName,
                                    with_version / "data" / kFileName, folder / kFileName}) {
    if (fs::exists(candidate, ignored) && !fs::is_directory(candidate, ignored)) return candidate;
  }
  return std::nullopt;
}

RecordingReader::RecordingReader(const fs::path& path, const std::string& pictures)
    : impl_(std::make_unique<Impl>(path, pictures)) {}

RecordingReader::~RecordingReader() = default;

RecordingReader::RecordingReader(RecordingReader&&) noexcept = default;

const RecordingInfo& RecordingReader::info() const {
  return impl_->info;
}

int RecordingReader::episodes() const {
  return impl_->episodes;
}

Episode RecordingReader::read(int episode) const {
  return impl_->read(episode);
}

bool RecordingReader::is_hashed() const {
  return hdf5::is_hashed(impl_->hdf5.get());
}

const fs::path& RecordingReader::file() const {
  return impl_->file;
}

std::vector<Frame> read_dataset(const fs::path& file, const std::string& dataset) {
  return hdf5::read_pictures(open_file(file).get(), {file, "", dataset});
}

bool has_dataset(const fs::path& file, const std::string& dataset) {
  return has_link(open_file(file).get(), dataset);
}

}  // namespace crossroads
