// What a network is trained on: the frames of one or more recordings, in memory, with the actions
// that were taken between them, nothing else. It knows no level, no palette and no branches.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "recordings/episode.hpp"

namespace crossroads {

inline constexpr int kActionCount = 5;  // Episode::actions that networks are given: 0 to 4

struct FrameSource {
  struct Span {
    std::int64_t first = 0;  // index of the episode's first frame
    std::int64_t count = 0;
  };
  int height_px = 0;
  int width_px = 0;
  std::vector<std::uint8_t> pixels;  // [N, 3, height_px, width_px]
  std::vector<Span> episodes;
  // One a frame: the action of the step from it to the next, 0 at an episode's last frame. Empty
  // where nobody acted: every stored action is 0.
  std::vector<std::int64_t> actions;
  // From add_redrawn; empty without. Each frame drawn once more from the same past, laid out as
  // `pixels`; and, one a frame, whether more than one frame could have come there.
  std::vector<std::uint8_t> other_pixels;
  std::vector<std::uint8_t> open;
  std::string data_hash;  // hash_text over pixels and episode lengths, not over actions
  RecordingInfo info;     // "several" where recordings differ; kept with the run, never learnt from

  [[nodiscard]] std::int64_t frames() const;
  [[nodiscard]] std::int64_t bytes_per_frame() const {
    return std::int64_t{3} * height_px * width_px;
  }
  [[nodiscard]] const std::uint8_t* frame(std::int64_t index) const {
    return pixels.data() + index * bytes_per_frame();
  }
  [[nodiscard]] Frame copy_frame(std::int64_t index) const;
  [[nodiscard]] const std::uint8_t* other_frame(std::int64_t index) const {
    return other_pixels.data() + index * bytes_per_frame();
  }
};

// Reads every episode of every recording. Error: another frame size or frame skip, no frame at all,
// fewer than `least_frames` frames in every episode (K past frames and one to predict).
[[nodiscard]] FrameSource load_frames(const std::vector<std::filesystem::path>& recordings,
                                      int least_frames);

// A second real future of each past, from what `redraw` made of the same recordings in the same
// order. Error: other games, or not a redrawn recording.
void add_redrawn(FrameSource& source, const std::vector<std::filesystem::path>& redrawn);

}  // namespace crossroads
