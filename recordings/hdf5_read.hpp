// The inside of main_data.hdf5, read: the recording's attributes and the group of one episode, ours
// or a foreign one's. Everything is checked: kinds, shapes, lengths. Private to this folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "recordings/episode.hpp"
#include "recordings/hdf5_id.hpp"

namespace crossroads::hdf5 {

// Where something lies, for an error's third part too. An episode's pictures may have another name:
// "observations/image" where Minari's space is a Dict.
struct Place {
  const std::filesystem::path& file;
  std::string episode;
  std::string pictures = "observations";
  [[nodiscard]] std::string text(const std::string& name) const {
    return file.string() + " " + (episode.empty() ? name : episode + "/" + name);
  }
};

[[nodiscard]] bool has_link(hid_t object, const std::string& name);

// Whether a content hash is stored with this root or episode: not with foreign recordings.
[[nodiscard]] bool is_hashed(hid_t object);

// Sizes stay 0 where the file has no attribute of them.
[[nodiscard]] RecordingInfo read_info(hid_t file_id, const std::filesystem::path& file);

struct FrameSize {
  int height_px = 0;
  int width_px = 0;
};
[[nodiscard]] FrameSize frame_size(hid_t group, const Place& place);

// Error where the frames have another size than `info` says (if it says one), and where anything
// differs from what was written, as the stored hash tells.
[[nodiscard]] Episode read_episode(hid_t group, const RecordingInfo& info, const Place& place);

// Of the dataset place.pictures below `object`.
[[nodiscard]] std::vector<Frame> read_pictures(hid_t object, const Place& place);

}  // namespace crossroads::hdf5
