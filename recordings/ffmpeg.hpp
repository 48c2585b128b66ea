// The ffmpeg program as a sink for frames: raw RGB goes into its standard input. No shell is
// involved, and nothing of ffmpeg is linked.
#pragma once

#include <filesystem>
#include <memory>

#include "recordings/frame.hpp"

namespace crossroads {

// An H.264 film in RGB without loss, so that every pixel comes back exactly: `film` is replaced if
// it is there.
class VideoEncoder {
 public:
  // Error: no ffmpeg program (the package is named).
  VideoEncoder(const std::filesystem::path& film, int height_px, int width_px, double fps);
  ~VideoEncoder();  // ends ffmpeg; call finish() to see errors
  VideoEncoder(const VideoEncoder&) = delete;
  VideoEncoder& operator=(const VideoEncoder&) = delete;

  void add(const Frame& frame);
  void finish();  // Error: what ffmpeg said last

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace crossroads
