// An episode's frames, or their masks, cut into compressed chunks, ready for HDF5's gzip filter to
// read. They are made here rather than by HDF5, which saves copies and tells how much room an
// episode will take before anything is written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace crossroads {

inline constexpr int kDeflateLevel = 1;  // what the file says; readers don't need it

struct ChunkShape {
  std::size_t frames, channels, rows, columns;
  [[nodiscard]] std::size_t frame_bytes() const { return channels * rows * columns; }
  [[nodiscard]] std::size_t bytes() const { return frames * frame_bytes(); }
};

struct Chunk {
  std::array<std::uint64_t, 4> offset;  // frame, channel, row, column of its first pixel
  std::vector<std::uint8_t> deflated;   // what lies beyond the dataset's edge is 0
};

// Small enough to read one frame quickly, large enough to compress: 16 frames at 64x64, 4 frames in
// 6 parts at 248x224.
[[nodiscard]] ChunkShape chunk_shape(std::size_t frames, int height_px, int width_px);

// Each picture [channels, height_px, shape.columns], channels a multiple of shape.channels.
using Picture = std::span<const std::uint8_t>;
[[nodiscard]] std::vector<Chunk> make_chunks(const std::vector<Picture>& pictures, int height_px,
                                             const ChunkShape& shape);

}  // namespace crossroads
