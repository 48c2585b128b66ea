#include "recordings/hdf5_read.hpp"

#include <algorithm>
#include <utility>

#include "recordings/content.hpp"
#include "recordings/encoded_pictures.hpp"
#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "recordings/hdf5_attributes.hpp"

namespace crossroads::hdf5 {
namespace {

// Attributes. A foreign recording has none of ours: then the value stays as it is.

void read_integer(hid_t object, const char* name, int& value) {
  std::int64_t wide = value;
  read_number(object, name, wide);
  value = static_cast<int>(wide);
}

void read_palette(hid_t root, std::vector<std::uint8_t>& palette) {
  const Id attribute = open_attribute(root, "palette");
  if (!attribute.good()) return;
  const Id space(H5Aget_space(attribute.get()), H5Sclose);
  const hssize_t size = H5Sget_simple_extent_npoints(space.get());
  palette.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  if (!palette.empty()) H5Aread(attribute.get(), H5T_NATIVE_UINT8, palette.data());
}

// Datasets

struct Dataset {
  Id id, type;
  std::vector<hsize_t> size;
};

std::string size_text(const std::vector<hsize_t>& size) {
  std::string text = "(";
  for (std::size_t i = 0; i < size.size(); ++i) {
    text.append(i == 0 ? "" : ", ").append(std::to_string(size[i]));
  }
  return text + ")";
}

// A damaged size must not make us ask for all memory. deflate makes 1032 bytes of one at most; a
// small dataset may never have been written and take no room at all.
constexpr double kMostValuesUnwritten = 1 << 24;
constexpr double kMostValuesAByte = 1100;

void check_size(const Dataset& dataset, const char* name, const Place& place) {
  double values = 1;
  for (const hsize_t size : dataset.size) values *= static_cast<double>(size);
  if (values <= kMostValuesUnwritten) return;
  const hsize_t stored = H5Dget_storage_size(dataset.id.get());
  if (values <= kMostValuesAByte * static_cast<double>(stored)) return;
  throw Error("values of shape " + size_text(dataset.size),
              "only " + std::to_string(stored) + " bytes of them", place.text(name),
              "the recording is damaged; use another copy");
}

Dataset open_dataset(hid_t group, const char* name, const Place& place) {
  Dataset dataset;
  if (has_link(group, name)) dataset.id = Id(H5Dopen2(group, name, H5P_DEFAULT), H5Dclose);
  if (!dataset.id.good()) {
    throw Error(std::string("a dataset ") + name,
                has_link(group, name) ? "something else of this name" : "none", place.text(name),
                "the recording is damaged or of another kind; use another copy");
  }
  dataset.type = Id(H5Dget_type(dataset.id.get()), H5Tclose);
  const Id space(H5Dget_space(dataset.id.get()), H5Sclose);
  const int rank = H5Sget_simple_extent_ndims(space.get());
  dataset.size.resize(rank > 0 ? static_cast<std::size_t>(rank) : 0);
  H5Sget_simple_extent_dims(space.get(), dataset.size.data(), nullptr);
  check_size(dataset, name, place);
  return dataset;
}

template <class Value>
std::vector<Value> read_values(const Dataset& dataset, hid_t memory_type, std::size_t count,
                               const std::string& where) {
  std::vector<Value> values(count);
  if (count == 0) return values;
  if (H5Dread(dataset.id.get(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
    throw Error("readable values", reason(), where, "the recording is damaged; use another copy");
  }
  return values;
}

template <class Value>
std::vector<Value> read_column(hid_t group, const char* name, hid_t memory_type, hsize_t rows,
                               const Place& place) {
  const Dataset dataset = open_dataset(group, name, place);
  const H5T_class_t kind = H5Tget_class(dataset.type.get());
  const bool number = kind == H5T_INTEGER || kind == H5T_FLOAT || kind == H5T_ENUM;
  if (!number || dataset.size != std::vector<hsize_t>{rows}) {
    throw Error("numbers of shape (" + std::to_string(rows) + ",)",
                number ? size_text(dataset.size) : "another kind of value", place.text(name),
                "the recording is damaged or of another kind; use another copy");
  }
  return read_values<Value>(dataset, memory_type, rows, place.text(name));
}

// How the pixels of one frame lie in the file.
struct FrameLayout {
  hsize_t frames = 0;
  int channels = 0, height = 0, width = 0;
  bool channels_last = false;
};

constexpr hsize_t kMostSidePx = 65535;

FrameLayout frame_layout(const Dataset& observations, const Place& place) {
  const std::vector<hsize_t>& size = observations.size;
  const auto is_colour = [](hsize_t channels) { return channels == 1 || channels == 3; };
  const auto fits = [](hsize_t side_px) { return side_px <= kMostSidePx; };
  const bool bytes = H5Tget_class(observations.type.get()) == H5T_INTEGER &&
                     H5Tget_sign(observations.type.get()) == H5T_SGN_NONE &&
                     H5Tget_size(observations.type.get()) == 1 && !size.empty() &&
                     std::all_of(size.begin() + 1, size.end(), fits);
  FrameLayout layout;
  if (bytes && size.size() == 3) {  // [T+1, H, W]
    layout = {size[0], 1, static_cast<int>(size[1]), static_cast<int>(size[2]), false};
  } else if (bytes && size.size() == 4 && is_colour(size[1])) {  // [T+1, C, H, W]
    layout = {size[0], static_cast<int>(size[1]), static_cast<int>(size[2]),
              static_cast<int>(size[3]), false};
  } else if (bytes && size.size() == 4 && is_colour(size[3])) {  // [T+1, H, W, C]
    layout = {size[0], static_cast<int>(size[3]), static_cast<int>(size[1]),
              static_cast<int>(size[2]), true};
  }
  if (layout.frames > 0 && layout.height > 0 && layout.width > 0) return layout;
  throw Error("uint8 frames of shape (T+1, 3 or 1, H, W) or (T+1, H, W, 3 or 1), or JPEG or PNG",
              (bytes ? "" : "another type, ") + size_text(size), place.text(place.pictures),
              "write the frames raw (uncompressed or gzip) again");
}

Frame to_frame(const std::uint8_t* bytes, const FrameLayout& layout) {
  Frame frame(layout.height, layout.width);
  const std::size_t plane = static_cast<std::size_t>(layout.height) * layout.width;
  if (layout.channels == 3 && !layout.channels_last) {
    std::copy_n(bytes, 3 * plane, frame.pixels.begin());
    return frame;
  }
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const std::size_t from = layout.channels == 3 ? channel : 0;
    for (std::size_t i = 0; i < plane; ++i) {
      frame.pixels[channel * plane + i] =
          bytes[i * static_cast<std::size_t>(layout.channels) + from];
    }
  }
  return frame;
}

// Minari's own way since 0.5.3: each picture JPEG or PNG, in an array of bytes of its own length.
bool is_encoded(const Dataset& observations) {
  if (H5Tget_class(observations.type.get()) != H5T_VLEN || observations.size.size() != 1) {
    return false;
  }
  const Id element(H5Tget_super(observations.type.get()), H5Tclose);
  return H5Tget_class(element.get()) == H5T_INTEGER && H5Tget_size(element.get()) == 1;
}

std::vector<Frame> read_encoded(const Dataset& observations, const Place& place) {
  const std::string where = place.text(place.pictures);
  const Id type(H5Tvlen_create(H5T_NATIVE_UINT8), H5Tclose);
  auto bytes = read_values<hvl_t>(observations, type.get(), observations.size[0], where);
  std::vector<std::string> pictures;
  for (const hvl_t& one : bytes) pictures.emplace_back(static_cast<const char*>(one.p), one.len);
  const Id space(H5Dget_space(observations.id.get()), H5Sclose);
  H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, bytes.data());
  if (pictures.empty()) throw Error("pictures", "none", where, "use another recording");
  return decode_pictures(pictures, where);
}

std::vector<Frame> read_raw(const Dataset& observations, const Place& place) {
  const FrameLayout layout = frame_layout(observations, place);
  const std::size_t frame_bytes =
      static_cast<std::size_t>(layout.channels) * layout.height * layout.width;
  const std::vector<std::uint8_t> bytes = read_values<std::uint8_t>(
      observations, H5T_NATIVE_UINT8, layout.frames * frame_bytes, place.text(place.pictures));
  std::vector<Frame> frames;
  frames.reserve(layout.frames);
  for (std::size_t i = 0; i < layout.frames; ++i) {
    frames.push_back(to_frame(bytes.data() + i * frame_bytes, layout));
  }
  return frames;
}

std::vector<Frame> read_frames(const Dataset& observations, const Place& place) {
  return is_encoded(observations) ? read_encoded(observations, place)
                                  : read_raw(observations, place);
}

void check_frame_size(const RecordingInfo& info, const Frame& frame, const Place& place) {
  if (info.height_px == 0) return;
  if (frame.height_px == info.height_px && frame.width_px == info.width_px) return;
  throw Error("frames of " + std::to_string(info.height_px) + "x" + std::to_string(info.width_px) +
                  " px as in the rest of the recording",
              std::to_string(frame.height_px) + "x" + std::to_string(frame.width_px),
              place.text(place.pictures), "use recordings of one size");
}

// One number a step is an action of ours; joysticks and the like in foreign recordings read as 0.
std::vector<std::int64_t> read_actions(hid_t group, hsize_t steps, const Place& place) {
  const Dataset dataset = open_dataset(group, "actions", place);
  const bool discrete = H5Tget_class(dataset.type.get()) == H5T_INTEGER && dataset.size.size() == 1;
  if (!discrete) return std::vector<std::int64_t>(steps, 0);
  return read_column<std::int64_t>(group, "actions", H5T_NATIVE_INT64, steps, place);
}

std::vector<std::string> link_names(hid_t group) {
  std::vector<std::string> names;
  const auto keep = [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
    static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
  };
  H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, keep, &names);
  return names;
}

// Keeps what is one number a frame; foreign recordings may hold groups and arrays as well.
std::map<std::string, std::vector<double>> read_infos(hid_t group, hsize_t rows,
                                                      const Place& place) {
  std::map<std::string, std::vector<double>> infos;
  if (!has_link(group, "infos")) return infos;
  const Id folder(H5Gopen2(group, "infos", H5P_DEFAULT), H5Gclose);
  for (const std::string& name : link_names(folder.get())) {
    H5O_info_t object{};
    H5Oget_info_by_name(folder.get(), name.c_str(), &object, H5P_DEFAULT);
    if (object.type != H5O_TYPE_DATASET) continue;
    const Dataset dataset = open_dataset(folder.get(), name.c_str(), place);
    const H5T_class_t kind = H5Tget_class(dataset.type.get());
    if ((kind != H5T_INTEGER && kind != H5T_FLOAT) || dataset.size != std::vector<hsize_t>{rows}) {
      continue;
    }
    infos[name] =
        read_values<double>(dataset, H5T_NATIVE_DOUBLE, rows, place.text("infos/" + name));
  }
  return infos;
}

// What other programs read beside the frames must fit them too. Older recordings have no masks.
void check_moving_masks(hid_t group, const std::vector<Frame>& frames, const Place& place) {
  const std::string name = std::string("infos/") + kMoving;
  if (!has_link(group, name)) return;
  const Dataset dataset = open_dataset(group, name.c_str(), place);
  const std::vector<hsize_t> size = {frames.size(), static_cast<hsize_t>(frames[0].height_px),
                                     static_cast<hsize_t>(frames[0].width_px)};
  if (dataset.size == size) {
    const std::size_t plane = frames[0].pixels.size() / 3;
    const auto stored = read_values<std::uint8_t>(dataset, H5T_NATIVE_UINT8, frames.size() * plane,
                                                  place.text(name));
    auto at = stored.begin();
    const auto agrees = [&](const std::vector<std::uint8_t>& mask) {
      return std::equal(mask.begin(), mask.end(), std::exchange(at, at + std::ssize(mask)));
    };
    const auto masks = moving_masks(frames);
    if (std::all_of(masks.begin(), masks.end(), agrees)) return;
  }
  throw Error("the masks of what moves in the frames", "others", place.text(name),
              "the recording is damaged; use another copy");
}

template <class Content>
void check_hash(hid_t object, const Content& content, const std::string& where) {
  std::uint64_t stored = 0;
  read_number(object, kContentHash, stored);
  const std::uint64_t found = content_hash(content);
  if (stored == found) return;
  throw Error("the content hash " + hash_text(stored), hash_text(found), where,
              "the recording is damaged; use another copy");
}

// What is written of an episode for other programs, and follows from the rest.
void check_counts(hid_t group, const Episode& episode, const Place& place) {
  const auto steps = static_cast<std::int64_t>(episode.actions.size());
  std::int64_t id = -1, total = -1;
  read_number(group, "id", id);
  read_number(group, "total_steps", total);
  if (episode_name(id) == place.episode && total == steps) return;
  throw Error(
      "id and total_steps of " + place.episode + " with " + std::to_string(steps) + " steps",
      std::to_string(id) + " and " + std::to_string(total), place.text("attributes"),
      "the recording is damaged; use another copy");
}

}  // namespace

bool is_hashed(hid_t object) {
  return H5Aexists(object, kContentHash) > 0;
}

bool has_link(hid_t object, const std::string& name) {
  return H5Lexists(object, name.c_str(), H5P_DEFAULT) > 0;
}

RecordingInfo read_info(hid_t root, const std::filesystem::path& file) {
  std::int64_t format = 0;
  read_number(root, "crossroads_format", format);
  if (format > kFormat) {
    throw Error("a recording of format " + std::to_string(kFormat) + " or older",
                "format " + std::to_string(format), file.string(), "use a newer Crossroads");
  }
  RecordingInfo info;
  if (format == 0) info.source = "minari";
  read_text(root, "source", info.source);
  read_text(root, "level_name", info.level_name);
  read_text(root, "level_text", info.level_text);
  read_text(root, "level_hash", info.level_hash);
  read_text(root, "policy", info.policy);
  read_integer(root, "frame_skip", info.frame_skip);
  read_number(root, "seed", info.seed);
  read_integer(root, "height_px", info.height_px);
  read_integer(root, "width_px", info.width_px);
  read_palette(root, info.palette);
  read_text(root, "action_codes", info.action_codes);
  read_text(root, "ghost_mode_codes", info.ghost_mode_codes);
  if (is_hashed(root)) check_hash(root, info, file.string());
  return info;
}

FrameSize frame_size(hid_t group, const Place& place) {
  const Dataset observations = open_dataset(group, place.pictures.c_str(), place);
  if (is_encoded(observations)) {
    const Frame first = read_encoded(observations, place)[0];
    return {first.height_px, first.width_px};
  }
  const FrameLayout layout = frame_layout(observations, place);
  return {layout.height, layout.width};
}

Episode read_episode(hid_t group, const RecordingInfo& info, const Place& place) {
  const Dataset observations = open_dataset(group, place.pictures.c_str(), place);
  Episode episode;
  episode.frames = read_frames(observations, place);
  check_frame_size(info, episode.frames[0], place);
  const hsize_t steps = episode.frames.size() - 1;
  read_number(group, "seed", episode.seed);
  episode.actions = read_actions(group, steps, place);
  episode.rewards = read_column<double>(group, "rewards", H5T_NATIVE_DOUBLE, steps, place);
  episode.terminations =
      read_column<std::uint8_t>(group, "terminations", H5T_NATIVE_UINT8, steps, place);
  episode.truncations =
      read_column<std::uint8_t>(group, "truncations", H5T_NATIVE_UINT8, steps, place);
  episode.infos = read_infos(group, steps + 1, place);
  if (is_hashed(group)) {
    check_hash(group, episode, place.file.string() + " " + place.episode);
    check_counts(group, episode, place);
    check_moving_masks(group, episode.frames, place);
  }
  return episode;
}

std::vector<Frame> read_pictures(hid_t object, const Place& place) {
  return read_frames(open_dataset(object, place.pictures.c_str(), place), place);
}

}  // namespace crossroads::hdf5
