#include "sim/state.hpp"

#include "recordings/hash.hpp"

namespace crossroads {
namespace {

using Marks = decltype(State::marks);
constexpr Marks kNoMarks{};

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
  void add(const Marks& marks) { hash_ = hash_bytes(marks.data(), marks.size(), hash_); }
  [[nodiscard]] std::uint64_t hash() const { return hash_; }

  void add(const ArcadeGhost& ghost) {
    add(static_cast<std::uint64_t>(ghost.mode) * 4 + (ghost.frightened ? 2 : 0) +
        (ghost.reverse ? 1 : 0));
    add(static_cast<std::uint64_t>(ghost.turn) * 4 + static_cast<std::uint64_t>(ghost.ahead));
    add(static_cast<std::uint32_t>(ghost.carry_16th_px));
  }
  void add(const ArcadeState& arcade) {
    for (const std::int32_t value :
         {arcade.level, arcade.lives, arcade.phase_ticks, arcade.player_carry_16th_px,
          arcade.player_pause, arcade.clock_period, arcade.clock_ticks, arcade.fright_ticks,
          arcade.ghosts_caught, arcade.dots_eaten, arcade.fruit_ticks, arcade.global_dots,
          arcade.idle_ticks}) {
      add(static_cast<std::uint32_t>(value));
    }
    for (const std::int32_t dots : arcade.house_dots) add(static_cast<std::uint32_t>(dots));
    add(static_cast<std::uint64_t>(arcade.phase) * 8 + (arcade.extra_life_given ? 4 : 0) +
        (arcade.global_counter ? 2 : 0) + (arcade.elroy_suspended ? 1 : 0));
    add(arcade.seed);
    for (const ArcadeGhost& ghost : arcade.ghosts) add(ghost);
  }

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
  if (state.arcade.level > 0) hasher.add(state.arcade);
  if (state.marks != kNoMarks) hasher.add(state.marks);
  return hasher.hash();
}

}  // namespace crossroads
