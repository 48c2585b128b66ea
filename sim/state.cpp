#include "sim/state.hpp"

#include "recordings/hash.hpp"

namespace crossroads {
namespace {

// Fixed width and byte order, so that the hash is the same on every machine.
class Hasher {
 public:
  void add(std::uint64_t value) {
    for (int byte = 0; byte < 8; ++byte) {
      const auto one = static_cast<unsigned char>(value >> (8 * byte));
      hash_ = hash_bytes(&one, 1, hash_);
    }
  }
  void add(const Actor& actor) {
    add(static_cast<std::uint32_t>(actor.x_16th_px));
    add(static_cast<std::uint32_t>(actor.y_16th_px));
    add(static_cast<std::uint64_t>(actor.facing) * 2 + (actor.moving ? 1 : 0));
  }
  [[nodiscard]] std::uint64_t hash() const { return hash_; }

 private:
  std::uint64_t hash_ = kHashStart;
};

}  // namespace

std::uint64_t hash_state(const State& state) {
  Hasher hasher;
  hasher.add(static_cast<std::uint32_t>(state.ticks));
  hasher.add(static_cast<std::uint32_t>(state.score));
  hasher.add(static_cast<std::uint32_t>(state.dots_left));
  hasher.add(static_cast<std::uint64_t>(state.wanted) * 2 + (state.over ? 1 : 0));
  hasher.add(state.player);
  for (int ghost = 0; ghost < state.ghost_count; ++ghost) {
    hasher.add(state.ghosts[static_cast<std::size_t>(ghost)]);
  }
  const std::bitset<kMostTiles> word(~0ULL);
  for (std::size_t tile = 0; tile < kMostTiles; tile += 64) {
    hasher.add(((state.dots >> tile) & word).to_ullong());
  }
  hasher.add(state.ghost_random.state);
  hasher.add(state.ghost_random.increment);
  return hasher.hash();
}

}  // namespace crossroads
