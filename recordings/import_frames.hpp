// What all imports share: frames of which nobody knows what was pressed become episodes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "recordings/episode.hpp"

namespace crossroads {

// All actions and rewards are 0, and the end is a cut: nothing tells that the game had ended.
[[nodiscard]] Episode episode_of(std::vector<Frame> frames);

// Half an import is of no use, and its folder would stand in the way of the next try.
void remove_recording(const std::filesystem::path& folder);

struct ImportReport {
  std::filesystem::path recording;
  std::int64_t frames = 0, episodes = 0;
  int height_px = 0, width_px = 0;
};

struct ImportVideo {
  std::filesystem::path film, out;
  double fps = 0;                   // 0: each frame as it is
  int height_px = 0, width_px = 0;  // 0: as it is
};

// By the ffmpeg program. `progress` gets the number of frames done. Error: no ffmpeg, no film.
[[nodiscard]] ImportReport import_video(const ImportVideo& wanted,
                                        const std::function<void(std::int64_t)>& progress);

struct ImportRecording {
  std::filesystem::path file, out;
  // One of pictures, which become an episode; or their path within each episode of a Minari
  // recording, where that isn't observations.
  std::string dataset;
};

// Of a Minari recording the actions (one number a step), rewards, ends and infos (one number a
// frame) come along.
[[nodiscard]] ImportReport import_recording(const ImportRecording& wanted,
                                            const std::function<void(std::int64_t)>& progress);

}  // namespace crossroads
