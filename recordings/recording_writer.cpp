#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/hdf5_write.hpp"
#include "recordings/minari_metadata.hpp"
#include "recordings/recording.hpp"

// HDF5 changes a file in many places at once and leaves it unreadable if it is stopped half-way. So
// while a recording is open HDF5 works in memory alone. An episode goes to the disk as a file of
// its own, data/episode_N.hdf5; main_data.hdf5 holds links to these and is replaced by renaming.
// close() puts all into one main_data.hdf5, again by renaming. At every moment the folder is a
// recording.

namespace crossroads {
namespace {

namespace fs = std::filesystem;
using hdf5::check;
using hdf5::Id;

constexpr std::size_t kMemoryStepBytes = 64 * 1024;
constexpr std::uintmax_t kOverheadBytes = 1024 * 1024;

// The folder's name

bool has_version(const std::string& name) {
  const std::size_t digits = name.find_last_not_of("0123456789") + 1;
  return digits >= 2 && digits < name.size() && name.compare(digits - 2, 2, "-v") == 0;
}

fs::path versioned_folder(const fs::path& folder) {
  fs::path normal = fs::absolute(folder).lexically_normal();
  if (!normal.has_filename()) normal = normal.parent_path();
  std::string name = normal.filename().string();
  const auto allowed = [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-'; };
  if (name.empty() || !std::all_of(name.begin(), name.end(), allowed)) {
    throw Error("a folder name of letters, digits, _ and - (it is the Minari dataset's name too)",
                "\"" + name + "\"", folder.string(), "choose another name for the recording");
  }
  if (!has_version(name)) name += "-v0";
  return normal.parent_path() / name;
}

void make_folder(const fs::path& folder) {
  const fs::path data = folder / "data";
  if (fs::exists(data / "main_data.hdf5") || fs::exists(data / "metadata.json")) {
    throw Error("a new folder for the recording", "one that already holds a recording",
                folder.string(), "name another one, or move it away");
  }
  std::error_code failure;
  fs::create_directories(data, failure);
  if (failure) {
    throw Error("to make the recording's folder", failure.message(), folder.string(),
                "choose a place that you may write to");
  }
}

Id file_in_memory(const fs::path& file) {
  const Id access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_fapl_core(access.get(), kMemoryStepBytes, false);
  Id made(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose);
  check(made.good(), "to begin an HDF5 file in memory", file);
  return made;
}

// The bytes of the file as they would lie on the disk.
std::string image_of(const Id& in_memory, const fs::path& file) {
  check(H5Fflush(in_memory.get(), H5F_SCOPE_LOCAL) >= 0, "to finish an HDF5 file", file);
  const ssize_t size = H5Fget_file_image(in_memory.get(), nullptr, 0);
  check(size >= 0, "to finish an HDF5 file", file);
  std::string image(static_cast<std::size_t>(size), '\0');
  check(H5Fget_file_image(in_memory.get(), image.data(), image.size()) == size,
        "to finish an HDF5 file", file);
  return image;
}

// HDF5 crashes where the disk fills up under it. So the space is taken before it begins.
void reserve_behind(const fs::path& file, std::uintmax_t bytes) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  const auto size = static_cast<off_t>(fs::file_size(file));
  const bool full = ::fallocate(fd, 0, size, static_cast<off_t>(bytes)) != 0 &&
                    errno != EOPNOTSUPP && errno != ENOSYS;
  const int reason = errno;
  ::close(fd);
  if (!full) return;
  throw Error("room for " + std::to_string(bytes) + " bytes", std::strerror(reason), file.string(),
              "free some space on this disk");
}

}  // namespace

struct RecordingWriter::Impl {
  fs::path folder, file;
  RecordingInfo info;
  MinariMetadata metadata;
  Id links;  // main_data.hdf5 as it is while the recording is open
  FileReplacer links_file;
  std::int64_t episodes = 0, steps = 0;

  Impl(const fs::path& wanted, const RecordingInfo& given);
  [[nodiscard]] fs::path part(std::int64_t episode) const;
  [[nodiscard]] fs::path metadata_file() const { return file.parent_path() / "metadata.json"; }
  void append(const Episode& episode);
  [[nodiscard]] std::uintmax_t bytes_of_parts() const;
  void copy_parts(const fs::path& to) const;
  void close();
};

RecordingWriter::Impl::Impl(const fs::path& wanted, const RecordingInfo& given)
    : folder(versioned_folder(wanted)),
      file(folder / "data" / "main_data.hdf5"),
      info(given),
      links_file(file) {
  if (info.height_px < 1 || info.width_px < 1) {
    throw Error("frames of at least 1x1 px",
                std::to_string(info.height_px) + "x" + std::to_string(info.width_px),
                folder.string(), "record something that has a size");
  }
  hdf5::silence();
  make_folder(folder);
  metadata = MinariMetadata(folder.filename().string(), info);
  links = file_in_memory(file);
  hdf5::write_info(links.get(), info, file);
  links_file.replace(image_of(links, file));
  replace_file(metadata_file(), metadata.text(0, 0));
}

fs::path RecordingWriter::Impl::part(std::int64_t episode) const {
  return file.parent_path() / (hdf5::episode_name(episode) + ".hdf5");
}

void RecordingWriter::Impl::append(const Episode& episode) {
  if (!links.good()) {
    throw Error("an open recording", "one that was closed", folder.string(),
                "start a new recording");
  }
  hdf5::check_episode(episode, info, file);
  const fs::path own = part(episodes);
  {
    const Id in_memory = file_in_memory(own);
    hdf5::write_episode(in_memory.get(), episodes, episode, own);
    write_new_file(own, image_of(in_memory, own));  // nobody finds it before it is linked
  }
  const std::string name = hdf5::episode_name(episodes);
  // A link from an append that failed behind this point is simply used again.
  if (H5Lexists(links.get(), name.c_str(), H5P_DEFAULT) <= 0) {
    check(H5Lcreate_external(own.filename().c_str(), name.c_str(), links.get(), name.c_str(),
                             H5P_DEFAULT, H5P_DEFAULT) >= 0,
          "to add an episode", file);
  }
  links_file.replace(image_of(links, file));
  const auto more = static_cast<std::int64_t>(episode.actions.size());
  write_over(metadata_file(), metadata.counts_at(), metadata.counts(episodes + 1, steps + more));
  ++episodes;
  steps += more;
}

std::uintmax_t RecordingWriter::Impl::bytes_of_parts() const {
  std::uintmax_t bytes = 0;
  for (std::int64_t i = 0; i < episodes; ++i) bytes += fs::file_size(part(i));
  return bytes;
}

void RecordingWriter::Impl::copy_parts(const fs::path& to) const {
  {
    const Id start = file_in_memory(to);
    hdf5::write_info(start.get(), info, file);
    replace_file(to, image_of(start, to));
  }
  reserve_behind(to, bytes_of_parts() + kOverheadBytes);
  Id whole(H5Fopen(to.c_str(), H5F_ACC_RDWR, hdf5::file_access().get()), H5Fclose);
  check(whole.good(), "to put the episodes into one file", file);
  for (std::int64_t i = 0; i < episodes; ++i) {
    const std::string name = hdf5::episode_name(i);
    const Id one(H5Fopen(part(i).c_str(), H5F_ACC_RDONLY, hdf5::file_access().get()), H5Fclose);
    check(one.good() && H5Ocopy(one.get(), name.c_str(), whole.get(), name.c_str(), H5P_DEFAULT,
                                H5P_DEFAULT) >= 0,
          "to put the episodes into one file", file);
  }
  // Closing cuts off what was reserved and not used.
  check(whole.reset() >= 0, "to put the episodes into one file", file);
}

void RecordingWriter::Impl::close() {
  if (!links.good()) return;
  links.reset();
  links_file.drop_spare();
  write_file_atomic(metadata_file(), metadata.text(episodes, steps));
  try {
    write_file_atomic(file, [this](const fs::path& to) { copy_parts(to); });
  } catch (const Error&) {
    return;  // no room for both: links and parts stay, and they are a whole recording too
  }
  std::error_code ignored;
  for (std::int64_t i = 0; i < episodes; ++i) fs::remove(part(i), ignored);
}

RecordingWriter::RecordingWriter(const fs::path& folder, const RecordingInfo& info)
    : impl_(std::make_unique<Impl>(folder, info)) {}

RecordingWriter::~RecordingWriter() {
  if (!impl_) return;
  try {
    impl_->close();
  } catch (const std::exception&) {
    // A destructor has nobody to tell; close() tells.
  }
}

RecordingWriter::RecordingWriter(RecordingWriter&&) noexcept = default;

void RecordingWriter::append(const Episode& episode) {
  impl_->append(episode);
}

void RecordingWriter::close() {
  impl_->close();
}

const fs::path& RecordingWriter::folder() const {
  return impl_->folder;
}

}  // namespace crossroads
