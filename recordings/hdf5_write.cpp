#include "recordings/hdf5_write.hpp"

#include <algorithm>
#include <cmath>

#include "recordings/content.hpp"
#include "recordings/error.hpp"
#include "recordings/frame_chunks.hpp"

namespace crossroads::hdf5 {
namespace {

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
  const std::filesystem::path& file;
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

  // `columns` more than 1: each value is an array of so many numbers.
  template <class Value>
  void column(const char* name, hid_t type, const std::vector<Value>& values,
              hsize_t columns = 1) const {
    const hsize_t size[2] = {values.size(), columns};
    const Id space(H5Screate_simple(columns > 1 ? 2 : 1, size, nullptr), H5Sclose);
    const Id dataset(
        H5Dcreate2(object, name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5Dclose);
    check(dataset.good(), "to write an episode", file);
    if (values.empty()) return;
    check(H5Dwrite(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0,
          "to write an episode", file);
  }
};

void write_observations(const Target& group, const Episode& episode) {
  const int height = episode.frames[0].height_px, width = episode.frames[0].width_px;
  const ChunkShape shape = chunk_shape(episode.frames.size(), height, width);
  const hsize_t size[4] = {episode.frames.size(), 3, static_cast<hsize_t>(height),
                           static_cast<hsize_t>(width)};
  const hsize_t chunk[4] = {shape.frames, shape.channels, shape.rows, shape.columns};
  const Id space(H5Screate_simple(4, size, nullptr), H5Sclose);
  const Id layout(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_chunk(layout.get(), 4, chunk);
  H5Pset_deflate(layout.get(), kDeflateLevel);
  const Id dataset(H5Dcreate2(group.object, "observations", H5T_NATIVE_UINT8, space.get(),
                              H5P_DEFAULT, layout.get(), H5P_DEFAULT),
                   H5Dclose);
  check(dataset.good(), "to write an episode's frames", group.file);
  for (const Chunk& one : make_chunks(episode, shape)) {
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
  write_observations(group, episode);
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
  Target{file, infos.get()}.column(kMovingBox, H5T_NATIVE_INT32, moving_boxes(episode.frames), 4);
  group.number("id", number);
  group.number("total_steps", static_cast<std::int64_t>(episode.actions.size()));
  group.number("seed", episode.seed);
  group.number(kContentHash, content_hash(episode));
  write_reward_figures(group, episode.rewards);
}

}  // namespace crossroads::hdf5
