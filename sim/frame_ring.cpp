#include "sim/frame_ring.hpp"

#include <algorithm>
#include <string>

#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"

namespace crossroads {
namespace {

std::size_t ring_bytes(std::size_t round_bytes, std::size_t least_bytes) {
  return (least_bytes + round_bytes - 1) / round_bytes * round_bytes;
}

}  // namespace

FrameRing::FrameRing(const Level& level, std::size_t games, std::uint64_t seed,
                     std::size_t least_bytes)
    : level_(level),
      seed_(seed),
      batch_(level, games, seed),
      ring_(ring_bytes(games * batch_.frame_bytes(), least_bytes)) {}

void FrameRing::step() {
  const std::size_t round = batch_.games() * batch_.frame_bytes();
  batch_.step(Policy{}, std::span(ring_).subspan(steps_ % rounds() * round, round),
              FrameStore::streamed);
  ++steps_;
}

std::uint64_t FrameRing::verified_checksum() const {
  std::vector<std::uint8_t> expected(ring_.size());
  for (std::size_t game = 0; game < batch_.games(); ++game) play_again(game, expected);
  const std::uint64_t checksum = hash_words(ring_.data(), ring_.size());
  const std::uint64_t wanted = hash_words(expected.data(), expected.size());
  if (checksum == wanted) return checksum;
  const auto wrong = std::mismatch(ring_.begin(), ring_.end(), expected.begin()).first;
  const auto slot = static_cast<std::size_t>(wrong - ring_.begin()) / batch_.frame_bytes();
  throw Error("the checksum " + hash_text(wanted), hash_text(checksum),
              "the frames of " + level_.name + ", first in slot " + std::to_string(slot),
              "the quick renderer or the batch is wrong; report it");
}

// Neither the batch nor the quick renderer takes part.
void FrameRing::play_again(std::size_t game, std::span<std::uint8_t> ring) const {
  State state;
  std::uint64_t episode = 0;
  int shown = 0;  // frames of this episode
  for (std::uint64_t step = 0; step < steps_; ++step) {
    if (shown == 0) state = start_game(level_, batch_game_seed(seed_, game, episode++));
    for (int i = 0; i < level_.ticks_per_frame && shown > 0; ++i) tick(level_, state, Policy{});
    if (step + rounds() >= steps_) {
      const std::size_t slot = step % rounds() * batch_.games() + game;
      render_slowly(level_, state, ring.subspan(slot * batch_.frame_bytes(), batch_.frame_bytes()));
    }
    shown = state.over || shown == level_.frames_per_game ? 0 : shown + 1;
  }
}

}  // namespace crossroads
