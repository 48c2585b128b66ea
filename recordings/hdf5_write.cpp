#include "recordings/hdf5_write.hpp"

#include <algorithm>
#include <cmath>

#include "recordings/content.hpp"
#include "recordings/error.hpp"
#include "recordings/frame_chunks.hpp"
#include "recordings/hdf5_attributes.hpp"

namespace crossroads::hdf5 {
namespace {

// The type that h5py and NumPy read as bool.
Id bool_type() {
  Id type(H5Tenum_create(H5T_NATIVE_INT8), H5Tclose);
  const std::int8_t no = 0, yes = 1;
  H5Tenum_insert(type.get(), "FALSE", &no);
  H5Tenum_insert(type.get(), "TRUE", &yes);
  return type;
}

struct Target {
  const std::filesystem::path& file;
  hid_t object;  // the group or file that is written into

  void attribute(const char* name, hid_t type, const void* value, const Id& space) const {
    check(write_attribute(object, name, type, value, space), "to write an attribute", file);
  }
  void scalar(const char* name, hid_t type, const void* value) const {
    check(write_scalar(object, name, type, value), "to write an attribute", file);
  }
  void text(const char* name, const std::string& value) const {
    check(write_text(object, name, value), "to write an attribute", file);
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
    const hsize_t size = values.size();
    const Id space(H5Screate_simple(1, &size, nullptr), H5Sclose);
    const Id dataset(
        H5Dcreate2(object, name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5Dclose);
    check(dataset.good(), "to write an episode", file);
    if (values.empty()) return;
    check(H5Dwrite(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0,
          "to write an episode", file);
  }
};

// Bytes [pictures, (channels,) height, width], compressed. The masks have one channel, and no
// dimension for it.
void write_pictures(const Target& group, const char* name, hid_t type,
                    const std::vector<Picture>& pictures, int height_px, ChunkShape shape) {
  const std::size_t height = static_cast<std::size_t>(height_px);
  const std::size_t channels = pictures[0].size() / (height * shape.columns);
  shape.channels = std::min(shape.channels, channels);
  std::vector<hsize_t> size = {pictures.size(), channels, height, shape.columns};
  std::vector<hsize_t> chunk = {shape.frames, shape.channels, shape.rows, shape.columns};
  const auto drop_channels = [&](std::vector<hsize_t>& of) {
    if (channels == 1) of.erase(of.begin() + 1);
    return of.data();
  };
  const int rank = channels == 1 ? 3 : 4;
  const Id space(H5Screate_simple(rank, drop_channels(size), nullptr), H5Sclose);
  const Id layout(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_chunk(layout.get(), rank, drop_channels(chunk));
  H5Pset_deflate(layout.get(), kDeflateLevel);
  const Id dataset(
      H5Dcreate2(group.object, name, type, space.get(), H5P_DEFAULT, layout.get(), H5P_DEFAULT),
      H5Dclose);
  check(dataset.good(), "to write an episode's frames", group.file);
  for (const Chunk& one : make_chunks(pictures, height_px, shape)) {
    std::vector<hsize_t> offset(one.offset.begin(), one.offset.end());
    check(H5Dwrite_chunk(dataset.get(), H5P_DEFAULT, 0, drop_channels(offset), one.deflated.size(),
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

}  // namespace

void check(bool good, const std::string& expected, const std::filesystem::path& file) {
  if (good) return;
  throw Error(expected, hdf5::reason(), file.string(),
              "see whether memory or the disk is full; the episodes before are kept");
}

void write_info(hid_t file_id, const RecordingInfo& info, const std::filesystem::path& file) {
  const Target root{file, file_id};
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
  if (!info.action_codes.empty()) root.text("action_codes", info.action_codes);
  if (!info.ghost_mode_codes.empty()) root.text("ghost_mode_codes", info.ghost_mode_codes);
  root.number(kContentHash, content_hash(info));
  if (info.palette.empty()) return;
  const hsize_t size = info.palette.size();
  root.attribute("palette", H5T_NATIVE_UINT8, info.palette.data(),
                 Id(H5Screate_simple(1, &size, nullptr), H5Sclose));
}

void check_episode(const Episode& episode, const RecordingInfo& info,
                   const std::filesystem::path& file) {
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

void write_episode(hid_t file_id, std::int64_t number, const Episode& episode,
                   const std::filesystem::path& file) {
  const Id opened(
      H5Gcreate2(file_id, episode_name(number).c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
      H5Gclose);
  check(opened.good(), "to write an episode", file);
  const Target group{file, opened.get()};
  const int height_px = episode.frames[0].height_px;
  const ChunkShape shape =
      chunk_shape(episode.frames.size(), height_px, episode.frames[0].width_px);
  std::vector<Picture> pictures;
  for (const Frame& frame : episode.frames) pictures.emplace_back(frame.pixels);
  write_pictures(group, "observations", H5T_NATIVE_UINT8, pictures, height_px, shape);
  group.column("actions", H5T_NATIVE_INT64, episode.actions);
  group.column("rewards", H5T_NATIVE_DOUBLE, episode.rewards);
  const Id boolean = bool_type();
  group.column("terminations", boolean.get(), episode.terminations);
  group.column("truncations", boolean.get(), episode.truncations);
  const Id infos(H5Gcreate2(group.object, "infos", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                 H5Gclose);
  check(infos.good(), "to write an episode", file);
  for (const auto& [name, values] : episode.infos) {
    Target{file, infos.get()}.column(name.c_str(), H5T_NATIVE_DOUBLE, values);
  }
  const std::vector<std::vector<std::uint8_t>> masks = moving_masks(episode.frames);
  write_pictures({file, infos.get()}, kMoving, boolean.get(), {masks.begin(), masks.end()},
                 height_px, shape);
  group.number("id", number);
  group.number("total_steps", static_cast<std::int64_t>(episode.actions.size()));
  group.number("seed", episode.seed);
  group.number(kContentHash, content_hash(episode));
  write_reward_figures(group, episode.rewards);
}

}  // namespace crossroads::hdf5
