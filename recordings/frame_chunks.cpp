#include "recordings/frame_chunks.hpp"

#include <algorithm>

#include "recordings/deflate.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kChunkBytes = 192 * 1024;
// All chunks of one frame should stay in HDF5's cache of 1 MiB while a reader goes frame by frame.
constexpr std::size_t kReaderCacheBytes = 768 * 1024;
constexpr std::size_t kLargestChunkBytes = 1024 * 1024;
constexpr std::size_t kMostFramesPerChunk = 64;

// What lies beyond the dataset's edge stays 0.
void fill_chunk(const std::vector<Picture>& pictures, std::size_t height, const ChunkShape& shape,
                const std::array<std::uint64_t, 4>& offset, std::vector<std::uint8_t>& raw) {
  std::fill(raw.begin(), raw.end(), std::uint8_t{0});
  const std::size_t frames = std::min<std::size_t>(shape.frames, pictures.size() - offset[0]);
  const std::size_t rows = std::min<std::size_t>(shape.rows, height - offset[2]);
  for (std::size_t i = 0; i < frames; ++i) {
    const Picture picture = pictures[offset[0] + i];
    for (std::size_t channel = 0; channel < shape.channels; ++channel) {
      const std::size_t from = ((offset[1] + channel) * height + offset[2]) * shape.columns;
      const std::size_t to = (i * shape.channels + channel) * shape.rows * shape.columns;
      std::copy_n(picture.begin() + static_cast<std::ptrdiff_t>(from), rows * shape.columns,
                  raw.begin() + static_cast<std::ptrdiff_t>(to));
    }
  }
}

// Rows of a frame such that the same rows of the frame before lie within deflate's window.
std::size_t rows_in_window(std::size_t height, std::size_t row_bytes) {
  const std::size_t fitting = std::max<std::size_t>(kDeflateWindowBytes / row_bytes, 1);
  const std::size_t parts = (height + fitting - 1) / fitting;
  return (height + parts - 1) / parts;
}

}  // namespace

ChunkShape chunk_shape(std::size_t frames, int height_px, int width_px) {
  const auto height = static_cast<std::size_t>(height_px);
  const auto width = static_cast<std::size_t>(width_px);
  const std::size_t frame_bytes = 3 * height * width;
  if (frame_bytes > kLargestChunkBytes) {  // a part of one plane
    return {1, 1, std::clamp<std::size_t>(kLargestChunkBytes / width, 1, height), width};
  }
  const std::size_t together = kReaderCacheBytes / frame_bytes;
  if (together < 2) return {1, 3, height, width};
  const std::size_t rows = rows_in_window(height, 3 * width);
  const std::size_t fitting = kChunkBytes / (3 * rows * width);
  return {std::clamp<std::size_t>(std::min(fitting, together), 1,
                                  std::min(frames, kMostFramesPerChunk)),
          3, rows, width};
}

std::vector<Chunk> make_chunks(const std::vector<Picture>& pictures, int height_px,
                               const ChunkShape& shape) {
  const auto height = static_cast<std::size_t>(height_px);
  const std::size_t channels = pictures[0].size() / (height * shape.columns);
  std::vector<Chunk> chunks;
  std::vector<std::uint8_t> raw(shape.bytes());
  for (std::size_t first = 0; first < pictures.size(); first += shape.frames) {
    for (std::size_t channel = 0; channel < channels; channel += shape.channels) {
      for (std::size_t row = 0; row < height; row += shape.rows) {
        const std::array<std::uint64_t, 4> offset{first, channel, row, 0};
        fill_chunk(pictures, height, shape, offset, raw);
        chunks.push_back({offset, deflate_frames(raw, shape.frame_bytes(), shape.columns)});
      }
    }
  }
  return chunks;
}

}  // namespace crossroads
