// What follows from an episode's content and is stored beside it: the hashes that tell damage, and
// which pixels moved.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "recordings/episode.hpp"

namespace crossroads {

// Over everything that the struct holds, frames and infos with their names included.
[[nodiscard]] std::uint64_t content_hash(const Episode& episode);
[[nodiscard]] std::uint64_t content_hash(const RecordingInfo& info);

// {top, left, bottom, right} in px around all that differs, bottom and right exclusive; all 0 where
// nothing does. Both frames have one size.
using Box = std::array<std::int32_t, 4>;
[[nodiscard]] Box moving_box(const Frame& before, const Frame& after);

// One a frame, [height_px, width_px]: 1 where any plane differs from the frame before, else 0. The
// first one is all 0.
[[nodiscard]] std::vector<std::vector<std::uint8_t>> moving_masks(const std::vector<Frame>& frames);

}  // namespace crossroads
