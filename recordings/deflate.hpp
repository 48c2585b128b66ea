// A zlib stream of frames that hardly change, several times faster and smaller than zlib's level 1:
// it looks for repetitions only where frames have them (the frame before, the row above, the tile
// before, the same pixel). Where that does not pay, zlib does it. Any inflate reads the result.
// Format: RFC 1950 and RFC 1951, one block with the fixed codes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace crossroads {

// `raw`: frames of `frame_bytes` one behind the other, in rows of `row_bytes`.
[[nodiscard]] std::vector<std::uint8_t> deflate_frames(std::span<const std::uint8_t> raw,
                                                       std::size_t frame_bytes,
                                                       std::size_t row_bytes);

// A repetition may lie this far back: frames (or parts of frames) up to this size pay.
inline constexpr std::size_t kDeflateWindowBytes = 32768;

}  // namespace crossroads
