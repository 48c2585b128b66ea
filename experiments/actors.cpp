#include "experiments/actors.hpp"

#include <algorithm>

#include "sim/renderer.hpp"

namespace crossroads {
namespace {

using Mask = std::vector<std::uint8_t>;  // a pixel each

// The present in which this actor alone has moved (the dots that it ate are part of its move).
State moved_alone(const State& now, const State& next, int actor) {
  State state = now;
  if (actor == 0) {
    state.player = next.player;
    state.dots = next.dots;
  } else {
    const auto ghost = static_cast<std::size_t>(actor - 1);
    state.ghosts[ghost] = next.ghosts[ghost];
  }
  return state;
}

// One actor: the frames in which it alone has moved, one a branch, and what they change.
struct Moves {
  std::vector<Frame> frames;
  Mask changed;
};

Moves moves_of(const Level& level, const State& now, const std::vector<Branch>& next, int actor) {
  const Frame present = render_frame(level, now);
  const std::size_t plane = present.pixels.size() / 3;
  Moves moves{{}, Mask(plane, 0)};
  for (const Branch& branch : next) {
    moves.frames.push_back(render_frame(level, moved_alone(now, branch.state, actor)));
    const auto& pixels = moves.frames.back().pixels;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      if (pixels[i] != present.pixels[i]) moves.changed[i % plane] = 1;
    }
  }
  return moves;
}

std::vector<std::uint32_t> positions_of(const Mask& mask) {
  std::vector<std::uint32_t> positions;
  for (std::size_t i = 0; i < 3 * mask.size(); ++i) {
    if (mask[i % mask.size()]) positions.push_back(static_cast<std::uint32_t>(i));
  }
  return positions;
}

bool overlaps(const std::vector<Moves>& all, std::size_t actor) {
  for (std::size_t other = 0; other < all.size(); ++other) {
    if (other == actor) continue;
    for (std::size_t i = 0; i < all[actor].changed.size(); ++i) {
      if (all[actor].changed[i] && all[other].changed[i]) return true;
    }
  }
  return false;
}

// Does every branch show, on these pixels, what the actor alone would have made of them?
bool on_its_own(const Moves& moves, const std::vector<Branch>& next,
                const std::vector<std::uint32_t>& positions) {
  for (std::size_t b = 0; b < next.size(); ++b) {
    const auto same = [&](std::uint32_t i) {
      return moves.frames[b].pixels[i] == next[b].frame.pixels[i];
    };
    if (!std::all_of(positions.begin(), positions.end(), same)) return false;
  }
  return true;
}

}  // namespace

std::vector<ActorRegion> actor_regions(const Level& level, const State& now,
                                       const std::vector<Branch>& next) {
  std::vector<Moves> all;
  for (int actor = 0; actor <= now.ghost_count; ++actor) {
    all.push_back(moves_of(level, now, next, actor));
  }
  std::vector<ActorRegion> regions;
  for (std::size_t actor = 0; actor < all.size(); ++actor) {
    auto positions = positions_of(all[actor].changed);
    if (positions.empty() || overlaps(all, actor)) continue;
    if (!on_its_own(all[actor], next, positions)) continue;
    regions.push_back({static_cast<int>(actor), std::move(positions)});
  }
  return regions;
}

}  // namespace crossroads
