#include "recordings/frame_chunks.hpp"

#include <zlib.h>

#include <algorithm>

namespace crossroads {
namespace {

constexpr std::size_t kChunkBytes = 192 * 1024;  // 16 frames of 64x64; whole in HDF5's 1 MiB cache
constexpr std::size_t kLargestChunkBytes = 1024 * 1024;
constexpr std::size_t kMostFramesPerChunk = 64;

// What lies beyond the dataset's edge stays 0.
void fill_chunk(const Episode& episode, const ChunkShape& shape,
                const std::array<std::uint64_t, 4>& offset, std::vector<std::uint8_t>& raw) {
  std::fill(raw.begin(), raw.end(), std::uint8_t{0});
  const std::size_t frames = std::min<std::size_t>(shape.frames, episode.frames.size() - offset[0]);
  const auto height = static_cast<std::size_t>(episode.frames[0].height_px);
  const std::size_t rows = std::min<std::size_t>(shape.rows, height - offset[2]);
  for (std::size_t i = 0; i < frames; ++i) {
    const Frame& frame = episode.frames[offset[0] + i];
    for (std::size_t channel = 0; channel < shape.channels; ++channel) {
      const std::size_t from = ((offset[1] + channel) * height + offset[2]) * shape.columns;
      const std::size_t to = (i * shape.channels + channel) * shape.rows * shape.columns;
      std::copy_n(frame.pixels.begin() + static_cast<std::ptrdiff_t>(from), rows * shape.columns,
                  raw.begin() + static_cast<std::ptrdiff_t>(to));
    }
  }
}

std::vector<std::uint8_t> deflated(const std::vector<std::uint8_t>& raw) {
  uLongf size = compressBound(static_cast<uLong>(raw.size()));
  std::vector<std::uint8_t> out(size);
  compress2(out.data(), &size, raw.data(), static_cast<uLong>(raw.size()), kDeflateLevel);
  out.resize(size);
  return out;
}

}  // namespace

ChunkShape chunk_shape(std::size_t frames, int height_px, int width_px) {
  const auto height = static_cast<std::size_t>(height_px);
  const auto width = static_cast<std::size_t>(width_px);
  const std::size_t frame_bytes = 3 * height * width;
  if (frame_bytes > kLargestChunkBytes) {  // a part of one plane
    return {1, 1, std::clamp<std::size_t>(kLargestChunkBytes / width, 1, height), width};
  }
  const std::size_t fitting =
      std::clamp<std::size_t>(kChunkBytes / frame_bytes, 1, kMostFramesPerChunk);
  return {std::min(fitting, frames), 3, height, width};
}

std::vector<Chunk> make_chunks(const Episode& episode, const ChunkShape& shape) {
  const auto height = static_cast<std::size_t>(episode.frames[0].height_px);
  std::vector<Chunk> chunks;
  std::vector<std::uint8_t> raw(shape.bytes());
  for (std::size_t first = 0; first < episode.frames.size(); first += shape.frames) {
    for (std::size_t channel = 0; channel < 3; channel += shape.channels) {
      for (std::size_t row = 0; row < height; row += shape.rows) {
        const std::array<std::uint64_t, 4> offset{first, channel, row, 0};
        fill_chunk(episode, shape, offset, raw);
        chunks.push_back({offset, deflated(raw)});
      }
    }
  }
  return chunks;
}

}  // namespace crossroads
