#include "sim/rules.hpp"

#include <span>

#include "sim/arcade_rules.hpp"
#include "sim/moves.hpp"

namespace crossroads {
namespace {

enum Stream : std::uint64_t {
  kDotStream = 1,
  kStartStream,
  kPlayerStream,
  kGhostStream,
  kMarkStream = 6
};

Actor actor_at(Position tile) {
  Actor actor;
  actor.x_16th_px = tile.col * kTile16thPx + kTile16thPx / 2;
  actor.y_16th_px = tile.row * kTile16thPx + kTile16thPx / 2;
  return actor;
}

std::size_t tile_index(const Level& level, Position tile) {
  return static_cast<std::size_t>(tile.row * level.cols + tile.col);
}

// Facing as if it had come from one of the open sides, each equally likely.
void face_anywhere(const Level& level, Actor& actor, Random& random) {
  std::array<Direction, 4> from{};
  std::uint32_t count = 0;
  for (const Direction d : kDirections) {
    if (is_open(level, actor, d)) from[count++] = d;
  }
  actor.facing = opposite(from[random.below(count)]);
}

Actor start_player(const Level& level, std::uint64_t seed) {
  if (!level.random_start) return actor_at(level.player_start);
  Random random(seed, kStartStream);
  int tile = 0;
  do {
    tile = static_cast<int>(random.below(static_cast<std::uint32_t>(level.rows * level.cols)));
  } while (level.is_wall(tile / level.cols, tile % level.cols));
  Actor player = actor_at({tile / level.cols, tile % level.cols});
  face_anywhere(level, player, random);
  return player;
}

void lay_dots(const Level& level, State& state, std::uint64_t seed) {
  Random random(seed, kDotStream);
  for (std::size_t tile = 0; tile < level.tiles.size(); ++tile) {
    if (level.may_hold_dot[tile] == 0) continue;
    if (random.below(100) < static_cast<std::uint32_t>(level.dots_percent)) state.dots.set(tile);
  }
  state.dots.reset(tile_index(level, tile_of(state.player)));
  state.dots_left = static_cast<std::int32_t>(state.dots.count());
}

void draw_marks(const Level& level, State& state, std::uint64_t seed) {
  Random random(seed, kMarkStream);
  for (const std::size_t tile : level.marked_tiles) {
    state.marks[tile] = static_cast<std::uint8_t>(10 * (1 + random.below(9)));
  }
}

void step(Actor& actor, int speed_16th_px) {
  actor.x_16th_px += col_step(actor.facing) * speed_16th_px;
  actor.y_16th_px += row_step(actor.facing) * speed_16th_px;
}

void turn_player(const Level& level, State& state, Action asked) {
  if (asked != Action::none) state.wanted = asked;
  Actor& player = state.player;
  const bool centre = at_tile_centre(player);
  if (state.wanted != Action::none) {
    const Direction way = to_direction(state.wanted);
    if (centre ? is_open(level, player, way) : way == opposite(player.facing)) {
      player.facing = way;
      state.wanted = Action::none;
    }
  }
  player.moving = !centre || is_open(level, player, player.facing);
}

void eat_dot(const Level& level, State& state) {
  const std::size_t tile = tile_index(level, tile_of(state.player));
  if (!at_tile_centre(state.player) || !state.dots.test(tile)) return;
  state.dots.reset(tile);
  ++state.score;
  --state.dots_left;
  state.over = state.dots_left == 0;
}

bool is_random_or_forced(const GhostWeights& weights) {
  return (weights[0] | weights[1] | weights[2] | weights[3]) != 0;
}

// An index with probability weight / sum. Draws only where there is a choice.
std::size_t pick(std::span<const int> weights, Random& random) {
  std::uint32_t sum = 0;
  std::size_t choices = 0, last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] == 0) continue;
    sum += static_cast<std::uint32_t>(weights[i]);
    ++choices;
    last = i;
  }
  if (choices <= 1) return last;
  std::uint32_t draw = random.below(sum);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto weight = static_cast<std::uint32_t>(weights[i]);
    if (draw < weight) return i;
    draw -= weight;
  }
  return last;
}

}  // namespace

State start_game(const Level& level, std::uint64_t seed) {
  State state;
  if (level.arcade.used) {
    state = start_arcade_game(level, seed);
    state.player_random = Random(seed, kPlayerStream);
    return state;
  }
  state.player = start_player(level, seed);
  lay_dots(level, state, seed);
  draw_marks(level, state, seed);
  state.player_random = Random(seed, kPlayerStream);
  state.ghost_random = Random(seed, kGhostStream);
  state.ghost_count = level.ghosts;
  for (std::size_t ghost = 0; ghost < level.ghost_starts.size(); ++ghost) {
    state.ghosts[ghost] = actor_at(level.ghost_starts[ghost]);
    face_anywhere(level, state.ghosts[ghost], state.ghost_random);
  }
  return state;
}

GhostWeights ghost_weights(const Level& level, const State& state, int ghost) {
  if (level.arcade.used) {
    return frightened_weights(level, state, static_cast<std::size_t>(ghost));
  }
  GhostWeights weights{};
  const Actor& actor = state.ghosts[static_cast<std::size_t>(ghost)];
  if (state.over || !at_tile_centre(actor)) return weights;
  const Ways ways = ways_out(level, actor);
  for (int i = 0; i < ways.count; ++i) {
    weights[static_cast<std::size_t>(ways.way[static_cast<std::size_t>(i)])] = 1;
  }
  return weights;
}

void advance(const Level& level, State& state, const Decisions& decisions) {
  if (level.arcade.used) return advance_arcade(level, state, decisions);
  if (state.over) return;
  ++state.ticks;
  turn_player(level, state, decisions.player);
  for (std::size_t i = 0; i < static_cast<std::size_t>(state.ghost_count); ++i) {
    Actor& ghost = state.ghosts[i];
    if (at_tile_centre(ghost)) ghost.facing = decisions.ghosts[i];
    step(ghost, level.speed_16th_px);
  }
  if (!state.player.moving) return;
  step(state.player, level.speed_16th_px);
  eat_dot(level, state);
}

void tick(const Level& level, State& state, Action player) {
  Decisions decisions;
  decisions.player = player;
  for (int ghost = 0; ghost < state.ghost_count; ++ghost) {
    const GhostWeights weights = ghost_weights(level, state, ghost);
    if (!is_random_or_forced(weights)) continue;
    decisions.ghosts[static_cast<std::size_t>(ghost)] =
        static_cast<Direction>(pick(weights, state.ghost_random));
  }
  advance(level, state, decisions);
}

Action tick(const Level& level, State& state, const Policy& policy) {
  const auto action =
      static_cast<Action>(pick(player_weights(level, state, policy), state.player_random));
  tick(level, state, action);
  return action;
}

}  // namespace crossroads
