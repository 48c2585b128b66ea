// The ffmpeg program as a sink and a source of frames, over its standard input and output. No shell
// is involved, and nothing of ffmpeg is linked. Error everywhere: no ffmpeg program (the package is
// named), and what ffmpeg said first.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "recordings/frame.hpp"

namespace crossroads {

// An H.264 film in RGB without loss, so that every pixel comes back exactly: `film` is replaced if
// it is there.
class VideoEncoder {
 public:
  VideoEncoder(const std::filesystem::path& film, int height_px, int width_px, double fps);
  ~VideoEncoder();  // ends ffmpeg; call finish() to see errors
  VideoEncoder(const VideoEncoder&) = delete;
  VideoEncoder& operator=(const VideoEncoder&) = delete;

  void add(const Frame& frame);
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Any film that ffmpeg reads, its first video stream, frame by frame.
class VideoDecoder {
 public:
  // fps 0: each frame as it is; else so many a second, left out or repeated. Size 0: as it is.
  VideoDecoder(const std::filesystem::path& film, double fps, int height_px, int width_px);
  ~VideoDecoder();  // ends ffmpeg
  VideoDecoder(const VideoDecoder&) = delete;
  VideoDecoder& operator=(const VideoDecoder&) = delete;

  [[nodiscard]] std::optional<Frame> next();  // nothing behind the last one

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace crossroads
