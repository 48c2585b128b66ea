// Which pixels one actor's moves alone can change: there a sample is judged against this actor's
// own marginal futures. Pixels that two actors can change belong to none of them.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/branching.hpp"
#include "sim/level.hpp"
#include "sim/state.hpp"

namespace crossroads {

inline constexpr int kMostActors = 1 + kMostGhosts;  // 0 is the player, then the ghosts

struct ActorRegion {
  int actor = 0;
  std::vector<std::uint32_t> positions;  // in Frame::pixels, all channels of each pixel
};

// `next`: the branches of `now`. An actor is left out where its pixels can be changed by another
// one too, or where what it does there depends on what another one does.
[[nodiscard]] std::vector<ActorRegion> actor_regions(const Level& level, const State& now,
                                                     const std::vector<Branch>& next);

}  // namespace crossroads
