// Recordings for the eye and for other programs: PNG folders, GIF, MP4. Pixels stay exact.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace crossroads {

struct ExportFilm {
  enum class Kind : std::uint8_t { png, gif, mp4 };
  std::filesystem::path recording;
  Kind kind = Kind::png;
  std::filesystem::path out;  // a new file; for PNG a new folder
  int episode = -1;           // -1: all of them, one behind the other (PNG: a folder each)
  int enlarge = 0;            // 0: 1 for PNG, 4 for films
  double fps = 0;             // 0: as fast as the game was; 15 where that isn't known
};

struct ExportReport {
  std::int64_t frames = 0, episodes = 0;
  int height_px = 0, width_px = 0;
  double fps = 0;
};

// PNG: OUT/episode_0000/frame_000000.png, as the ancestor project had its clips and as import reads
// them. `progress` gets the episodes done and of all. Error: something is already there, no such
// episode, more colours than a GIF holds, no ffmpeg program.
[[nodiscard]] ExportReport export_film(
    const ExportFilm& wanted, const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace crossroads
