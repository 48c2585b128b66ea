#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/frame_chunks.hpp"
#include "recordings/hdf5_id.hpp"
#include "recordings/minari_metadata.hpp"
#include "recordings/recording.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;
using hdf5::Id;

constexpr std::int64_t kFormat = 1;
// What HDF5 adds to an episode's pixels: headers, indices, the small columns' own headers.
constexpr std::size_t kOverheadBytes = 256 * 1024;

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

// HDF5

void check(bool good, const std::string& expected, const fs::path& file) {
  if (good) return;
  throw Error(expected, hdf5::reason(), file.string(),
              "see whether the disk is full or gone; the episodes before are kept");
}

Id text_type() {
  Id type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.get(), H5T_VARIABLE);
  H5Tset_cset(type.get(), H5T_CSET_UTF8);
  return type;
}

// The type that h5py and NumPy read as bool.
Id bool_type() {
  Id type(H5Tenum_create(H5T_NATIVE_INT8), H5Tclose);
  const std::int8_t no = 0, yes = 1;
  H5Tenum_insert(type.get(), "FALSE", &no);
  H5Tenum_insert(type.get(), "TRUE", &yes);
  return type;
}

struct Target {
  const fs::path& file;
  hid_t object;  // the group or file that is written into

  void attribute(const char* name, hid_t type, const void* value, const Id& space) const {
    const Id attribute(H5Acreate2(object, name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                       H5Aclose);
    check(attribute.good() && H5Awrite(attribute.get(), type, value) >= 0, "to write an attribute",
          file);
  }
  void scalar(const char* name, hid_t type, const void* value) const {
    attribute(name, type, value, Id(H5Screate(H5S_SCALAR), H5Sclose));
  }
  void text(const char* name, const std::string& value) const {
    const char* bytes = value.c_str();
    scalar(name, text_type().get(), &bytes);
  }
  void number(const char* name, std::int64_t value) const {
    scalar(name, H5T_NATIVE_INT64, &value);
  }
  void number(const char* name, std::uint64_t value) const {
    scalar(name, H5T_NATIVE_UINT64, &value);
  }
  void number(const char* name, double value) const { scalar(name, H5T_NATIVE_DOUBLE, &value); }

  template <class Value>
  void column(const char* name, hid_t type, const std::vector<Value>& values) const {
    const hsize_t rows = values.size();
    const Id space(H5Screate_simple(1, &rows, nullptr), H5Sclose);
    const Id dataset(
        H5Dcreate2(object, name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5Dclose);
    check(dataset.good(), "to write an episode", file);
    if (values.empty()) return;
    check(H5Dwrite(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0,
          "to write an episode", file);
  }
};

void write_observations(const Target& group, std::size_t frames, const ChunkShape& shape,
                        const RecordingInfo& info, const std::vector<Chunk>& chunks) {
  const hsize_t size[4] = {frames, 3, static_cast<hsize_t>(info.height_px),
                           static_cast<hsize_t>(info.width_px)};
  const hsize_t chunk[4] = {shape.frames, shape.channels, shape.rows, shape.columns};
  const Id space(H5Screate_simple(4, size, nullptr), H5Sclose);
  const Id layout(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_chunk(layout.get(), 4, chunk);
  H5Pset_deflate(layout.get(), kDeflateLevel);
  const Id dataset(H5Dcreate2(group.object, "observations", H5T_NATIVE_UINT8, space.get(),
                              H5P_DEFAULT, layout.get(), H5P_DEFAULT),
                   H5Dclose);
  check(dataset.good(), "to write an episode's frames", group.file);
  for (const Chunk& one : chunks) {
    const hsize_t offset[4] = {one.offset[0], one.offset[1], one.offset[2], one.offset[3]};
    check(H5Dwrite_chunk(dataset.get(), H5P_DEFAULT, 0, offset, one.deflated.size(),
                         one.deflated.data()) >= 0,
          "to write an episode's frames", group.file);
  }
}

// The figures that Minari's own writer notes by convention.
void write_reward_figures(const Target& group, const std::vector<double>& rewards) {
  double sum = 0, squares = 0, least = 0, most = 0;
  for (const double reward : rewards) sum += reward;
  const double count = std::max<double>(1, static_cast<double>(rewards.size()));
  for (const double reward : rewards) squares += std::pow(reward - sum / count, 2);
  if (!rewards.empty()) {
    least = *std::min_element(rewards.begin(), rewards.end());
    most = *std::max_element(rewards.begin(), rewards.end());
  }
  group.number("rewards_sum", sum);
  group.number("rewards_mean", sum / count);
  group.number("rewards_std", std::sqrt(squares / count));
  group.number("rewards_min", least);
  group.number("rewards_max", most);
}

void write_info(const Target& root, const RecordingInfo& info) {
  root.number("crossroads_format", kFormat);
  root.text("crossroads_version", CROSSROADS_VERSION);
  root.text("source", info.source);
  root.text("level_name", info.level_name);
  root.text("level_text", info.level_text);
  root.text("level_hash", info.level_hash);
  root.text("policy", info.policy);
  root.number("frame_skip", std::int64_t{info.frame_skip});
  root.number("seed", info.seed);
  root.number("height_px", std::int64_t{info.height_px});
  root.number("width_px", std::int64_t{info.width_px});
  if (info.palette.empty()) return;
  const hsize_t size = info.palette.size();
  root.attribute("palette", H5T_NATIVE_UINT8, info.palette.data(),
                 Id(H5Screate_simple(1, &size, nullptr), H5Sclose));
}

// A wrong episode is a bug of the caller, and is refused before anything is written.
void check_episode(const Episode& episode, const RecordingInfo& info, const fs::path& file) {
  const auto refuse = [&](const std::string& expected, const std::string& found) {
    throw Error(expected, found, file.string(), "give the writer whole episodes");
  };
  if (episode.frames.empty()) refuse("an episode with its first frame", "one without any frame");
  const std::size_t steps = episode.frames.size() - 1;
  for (const Frame& frame : episode.frames) {
    if (frame.height_px == info.height_px && frame.width_px == info.width_px) continue;
    refuse(
        "frames of " + std::to_string(info.height_px) + "x" + std::to_string(info.width_px) + " px",
        std::to_string(frame.height_px) + "x" + std::to_string(frame.width_px) + " px");
  }
  if (episode.actions.size() != steps || episode.rewards.size() != steps ||
      episode.terminations.size() != steps || episode.truncations.size() != steps) {
    refuse(std::to_string(steps) + " actions, rewards, terminations and truncations",
           "other counts");
  }
  for (const auto& [name, values] : episode.infos) {
    if (values.size() != steps + 1) {
      refuse("info " + name + " with " + std::to_string(steps + 1) + " values",
             std::to_string(values.size()));
    }
  }
}

}  // namespace

struct RecordingWriter::Impl {
  fs::path folder, file;
  RecordingInfo info;
  MinariMetadata metadata;
  Id hdf5;
  int space_fd = -1;
  std::int64_t episodes = 0, steps = 0;
  bool broken = false;  // an append failed half-way: nothing more goes into the file

  Impl(const fs::path& wanted, const RecordingInfo& given);
  ~Impl();
  void reserve(std::size_t bytes) const;
  void write_group(hid_t group, const Episode& episode, const ChunkShape& shape,
                   const std::vector<Chunk>& chunks) const;
  void flush() const { check(H5Fflush(hdf5.get(), H5F_SCOPE_LOCAL) >= 0, "to flush", file); }
  void write_metadata(bool last) const;
  void append(const Episode& episode);
  void close();
};

RecordingWriter::Impl::Impl(const fs::path& wanted, const RecordingInfo& given)
    : folder(versioned_folder(wanted)), file(folder / "data" / "main_data.hdf5"), info(given) {
  if (info.height_px < 1 || info.width_px < 1) {
    throw Error("frames of at least 1x1 px",
                std::to_string(info.height_px) + "x" + std::to_string(info.width_px),
                folder.string(), "record something that has a size");
  }
  hdf5::silence();
  make_folder(folder);
  // The default format: one of the newer ones could not be opened again after a kill -9.
  hdf5 =
      Id(H5Fcreate(file.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, hdf5::file_access().get()), H5Fclose);
  check(hdf5.good(), "to create a recording", file);
  space_fd = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  write_info({file, hdf5.get()}, info);
  flush();
  metadata = MinariMetadata(folder.filename().string(), info);
  write_metadata(true);
}

RecordingWriter::Impl::~Impl() {
  if (space_fd >= 0) ::close(space_fd);
}

// A disk that fills up while HDF5 writes leaves a file that nobody can read. So the space is taken
// first, where that can fail without harm.
void RecordingWriter::Impl::reserve(std::size_t bytes) const {
  struct stat status {};
  if (space_fd < 0 || ::fstat(space_fd, &status) != 0) return;
  const auto length = static_cast<off_t>(bytes + kOverheadBytes);
  if (::fallocate(space_fd, FALLOC_FL_KEEP_SIZE, status.st_size, length) == 0) return;
  if (errno != ENOSPC && errno != EDQUOT && errno != EFBIG) return;  // it can't be asked here
  throw Error("room for an episode of " + std::to_string(bytes) + " bytes", std::strerror(errno),
              file.string(), "free some space on this disk; the episodes before are kept");
}

void RecordingWriter::Impl::write_group(hid_t id, const Episode& episode, const ChunkShape& shape,
                                        const std::vector<Chunk>& chunks) const {
  const Target group{file, id};
  write_observations(group, episode.frames.size(), shape, info, chunks);
  group.column("actions", H5T_NATIVE_INT64, episode.actions);
  group.column("rewards", H5T_NATIVE_DOUBLE, episode.rewards);
  const Id boolean = bool_type();
  group.column("terminations", boolean.get(), episode.terminations);
  group.column("truncations", boolean.get(), episode.truncations);
  const Id infos(H5Gcreate2(id, "infos", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
  check(infos.good(), "to write an episode", file);
  for (const auto& [name, values] : episode.infos) {
    Target{file, infos.get()}.column(name.c_str(), H5T_NATIVE_DOUBLE, values);
  }
  group.number("id", episodes);
  group.number("total_steps", static_cast<std::int64_t>(episode.actions.size()));
  group.number("seed", episode.seed);
  write_reward_figures(group, episode.rewards);
}

void RecordingWriter::Impl::append(const Episode& episode) {
  if (broken) {
    throw Error("a writer without an earlier failure", "one that failed", file.string(),
                "start a new recording");
  }
  check_episode(episode, info, file);
  const ChunkShape shape = chunk_shape(episode.frames.size(), info.height_px, info.width_px);
  const std::vector<Chunk> chunks = make_chunks(episode, shape);
  std::size_t bytes = episode.actions.size() * (18 + 8 * episode.infos.size());
  for (const Chunk& chunk : chunks) bytes += chunk.deflated.size();
  reserve(bytes);
  broken = true;
  // Everything is on its way to the disk before the file's table of contents names it: a kill at
  // any moment finds either the episode whole or no trace of it.
  const Id group(H5Gcreate_anon(hdf5.get(), H5P_DEFAULT, H5P_DEFAULT), H5Gclose);
  check(group.good(), "to write an episode", file);
  write_group(group.get(), episode, shape, chunks);
  flush();
  const std::string name = std::string("episode_") + std::to_string(episodes);
  check(H5Olink(group.get(), hdf5.get(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT) >= 0,
        "to write an episode", file);
  flush();
  broken = false;
  ++episodes;
  steps += static_cast<std::int64_t>(episode.actions.size());
  write_metadata(false);
}

void RecordingWriter::Impl::write_metadata(bool last) const {
  const std::string text = metadata.text(episodes, steps);
  const fs::path beside = file.parent_path() / "metadata.json";
  if (last) {
    write_file_atomic(beside, text);
  } else {
    replace_file(beside, text);
  }
}

void RecordingWriter::Impl::close() {
  if (!hdf5.good()) return;
  const bool closed = hdf5.reset() >= 0;
  check(closed || broken, "to close a recording", file);
  struct stat status {};
  if (space_fd >= 0 && ::fstat(space_fd, &status) == 0) {
    // Gives back what was reserved and not used.
    if (::ftruncate(space_fd, status.st_size) != 0 || ::fsync(space_fd) != 0) {
      throw Error("to bring a recording to the disk", std::strerror(errno), file.string(),
                  "see whether the disk is full or gone");
    }
  }
  write_metadata(true);
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
