// The colours of the game by name: what a palette pixel may be. Our own choice, not the arcade's.
// Index and colour are part of every recording made so far: add at the end, change nothing.
#pragma once

#include <array>
#include <cstdint>

namespace crossroads {

struct Rgb {
  std::uint8_t r = 0, g = 0, b = 0;
};
using Palette = std::array<Rgb, 32>;  // a power of two; unused ones are black

enum Colour : std::uint8_t {
  kBackground,
  kWall,
  kWallEdge,
  kDot,
  kPlayer,
  kGhost0,  // and three more
  kGhost1,
  kGhost2,
  kGhost3,
  kEyeWhite,
  kPupil,
  kText,
  kTextDim,
  kRecording,
  kFright,
  kLeaf,
  kMark10,  // a marked tile's floor, 10 percent; 20 to 90 follow
  kColourCount = kMark10 + 9,
};

[[nodiscard]] const Palette& palette();

}  // namespace crossroads
