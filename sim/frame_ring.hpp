// A ring of memory that a batch of games fills with frames as fast as it can, and the proof that it
// did: the ring's checksum is held against frames of games played again one by one and painted
// pixel by pixel. For benchmarks; knows no clock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/batch_simulator.hpp"

namespace crossroads {

class FrameRing {
 public:
  // A frame a slot; as many slots as `least_bytes` and whole rounds of `games` take. `level` must
  // live on.
  FrameRing(const Level& level, std::size_t games, std::uint64_t seed, std::size_t least_bytes);

  // The next frame of every game, into the next slots.
  void step();

  [[nodiscard]] std::uint64_t frames() const { return steps_ * batch_.games(); }
  [[nodiscard]] std::size_t slots() const { return ring_.size() / batch_.frame_bytes(); }
  [[nodiscard]] std::span<std::uint8_t> bytes() { return ring_; }

  // The ring's checksum. Error: another one than it must have; names the first wrong frame.
  [[nodiscard]] std::uint64_t verified_checksum() const;

 private:
  [[nodiscard]] std::uint64_t rounds() const { return slots() / batch_.games(); }
  void play_again(std::size_t game, std::span<std::uint8_t> ring) const;

  const Level& level_;
  std::uint64_t seed_;
  BatchSimulator batch_;
  std::vector<std::uint8_t> ring_;  // [rounds, games, height_px, width_px]
  std::uint64_t steps_ = 0;
};

}  // namespace crossroads
