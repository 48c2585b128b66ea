#include "sim/seeking.hpp"

#include <bitset>
#include <vector>

#include "sim/arcade_ghosts.hpp"
#include "sim/moves.hpp"

namespace crossroads {
namespace {

constexpr int kFar = 2 * kMostTiles;  // no ghost ever comes here
constexpr int kMarginTiles = 1;       // a ghost that is as near, or this much farther, comes first

using Distances = std::array<int, kMostTiles>;  // in tiles, [rows, cols]

int tile_number(const Level& level, Position tile) {
  return tile.row * level.cols + tile.col;
}

// -1: closed.
int neighbour(const Level& level, int tile, Direction d) {
  Position next{tile / level.cols + row_step(d), tile % level.cols + col_step(d)};
  if (!level.is_way(next.row, next.col)) return -1;
  next.col = (next.col + level.cols) % level.cols;  // through a tunnel
  return tile_number(level, next);
}

// Where a ghost that can catch the player is, or will come out of the house; -1: it cannot.
int danger(const Level& level, const State& state, std::size_t ghost) {
  if (!level.arcade.used) return tile_number(level, tile_of(state.ghosts[ghost]));
  const ArcadeGhost& one = state.arcade.ghosts[ghost];
  if (one.frightened) return -1;
  if (one.mode == GhostMode::outside) {
    return tile_number(level, arcade_tile_of(state.ghosts[ghost]));
  }
  if (one.mode != GhostMode::leaving) return -1;
  const Pixel exit = level.arcade.ghosts[0];
  return tile_number(level, arcade_tile_of({exit.x * 16, exit.y * 16}));
}

// How far each tile is from the nearest ghost that can catch the player.
Distances ghost_distances(const Level& level, const State& state) {
  Distances distances;
  distances.fill(kFar);
  std::vector<int> queue;
  for (int ghost = 0; ghost < state.ghost_count; ++ghost) {
    const int tile = danger(level, state, static_cast<std::size_t>(ghost));
    if (tile < 0) continue;
    distances[static_cast<std::size_t>(tile)] = 0;
    queue.push_back(tile);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const int here = queue[next];
    for (const Direction d : kDirections) {
      const int tile = neighbour(level, here, d);
      if (tile < 0 || distances[static_cast<std::size_t>(tile)] != kFar) continue;
      distances[static_cast<std::size_t>(tile)] = distances[static_cast<std::size_t>(here)] + 1;
      queue.push_back(tile);
    }
  }
  return distances;
}

struct Reached {
  int tile = 0;
  int distance = 0;
  Action first = Action::none;  // of the way there
};

// The tiles that the player reaches before any ghost, its own first, then breadth first: those of
// one distance come in the order of their first steps.
std::vector<Reached> reach(const Level& level, const State& state, const Distances& ghosts) {
  std::vector<Reached> queue = {{tile_number(level, tile_of(state.player)), 0, Action::none}};
  std::bitset<kMostTiles> seen;
  seen.set(static_cast<std::size_t>(queue[0].tile));
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const Reached here = queue[next];
    for (const Direction d : kDirections) {
      const int tile = neighbour(level, here.tile, d);
      if (tile < 0 || seen.test(static_cast<std::size_t>(tile))) continue;
      if (ghosts[static_cast<std::size_t>(tile)] <= here.distance + 1 + kMarginTiles) continue;
      seen.set(static_cast<std::size_t>(tile));
      queue.push_back({tile, here.distance + 1, next == 0 ? to_action(d) : here.first});
    }
  }
  return queue;
}

Action to_first_dot(const State& state, const std::vector<Reached>& reached) {
  for (const Reached& one : reached) {
    const bool own = one.distance == 0;
    if (!own && state.dots.test(static_cast<std::size_t>(one.tile))) return one.first;
  }
  return Action::none;
}

Action to_safest(const std::vector<Reached>& reached, const Distances& ghosts) {
  Action way = Action::none;
  int most = 0;
  for (const Reached& one : reached) {
    const int lead = ghosts[static_cast<std::size_t>(one.tile)] - one.distance;
    if (one.distance == 0 || lead <= most) continue;
    most = lead;
    way = one.first;
  }
  return way;
}

Action away_from_ghosts(const Level& level, const State& state, const Distances& ghosts) {
  Action way = Action::none;
  int most = -1;
  for (const Direction d : kDirections) {
    const int tile = neighbour(level, tile_number(level, tile_of(state.player)), d);
    if (tile < 0 || ghosts[static_cast<std::size_t>(tile)] <= most) continue;
    most = ghosts[static_cast<std::size_t>(tile)];
    way = to_action(d);
  }
  return way;
}

}  // namespace

Action greedy_way(const Level& level, const State& state) {
  Distances nobody;
  nobody.fill(kFar);
  return to_first_dot(state, reach(level, state, nobody));
}

Action avoiding_way(const Level& level, const State& state) {
  const Distances ghosts = ghost_distances(level, state);
  const std::vector<Reached> reached = reach(level, state, ghosts);
  Action way = to_first_dot(state, reached);
  if (way == Action::none) way = to_safest(reached, ghosts);
  return way == Action::none ? away_from_ghosts(level, state, ghosts) : way;
}

}  // namespace crossroads
