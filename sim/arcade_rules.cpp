#include "sim/arcade_rules.hpp"

#include <cstdlib>

#include "sim/arcade_tables.hpp"

namespace crossroads {
namespace {

constexpr std::uint64_t kFrightStream = 5;

void place(Actor& actor, Pixel centre, Direction facing) {
  actor = {centre.x * 16, centre.y * 16, facing, true};
}

void enter_phase(State& state, ArcadePhase phase, int ticks) {
  state.arcade.phase = phase;
  state.arcade.phase_ticks = ticks;
}

// Everybody to the start; the clock and the frightened generator begin anew.
void start_life(const Level& level, State& state) {
  ArcadeState& arcade = state.arcade;
  state.wanted = Action::none;
  place(state.player, level.arcade.player, Direction::left);
  constexpr std::array<Direction, kMostGhosts> kFacing = {Direction::left, Direction::down,
                                                          Direction::up, Direction::up};
  for (std::size_t i = 0; i < kMostGhosts; ++i) {
    place(state.ghosts[i], level.arcade.ghosts[i], kFacing[i]);
    arcade.ghosts[i] = ArcadeGhost{};
  }
  arcade.ghosts[0].mode = GhostMode::outside;  // as if it had just left the house
  arcade.player_carry_16th_px = arcade.player_pause = 0;
  arcade.clock_period = arcade.clock_ticks = 0;
  arcade.fright_ticks = arcade.ghosts_caught = 0;
  arcade.fruit_ticks = arcade.idle_ticks = 0;
  decide_ahead(level, state, 0);
  state.ghost_random = Random(arcade.seed, kFrightStream);
  enter_phase(state, ArcadePhase::ready, kReadyTicks);
}

void start_board(const Level& level, State& state) {
  ArcadeState& arcade = state.arcade;
  ++arcade.level;
  state.dots.reset();
  for (std::size_t tile = 0; tile < level.may_hold_dot.size(); ++tile) {
    if (level.may_hold_dot[tile] != 0) state.dots.set(tile);
  }
  state.dots_left = static_cast<std::int32_t>(state.dots.count());
  arcade.dots_eaten = 0;
  arcade.house_dots = {};
  arcade.global_dots = 0;
  arcade.global_counter = arcade.elroy_suspended = false;
  start_life(level, state);
}

void lose_life(const Level& level, State& state) {
  ArcadeState& arcade = state.arcade;
  if (--arcade.lives == 0) {
    state.over = true;
    return;
  }
  arcade.global_counter = arcade.elroy_suspended = true;
  arcade.global_dots = 0;
  start_life(level, state);
}

// The first ghost to leave comes first: 1, 2, 3. 0: none is inside.
std::size_t next_to_leave(const ArcadeState& arcade) {
  for (std::size_t ghost = 1; ghost < kMostGhosts; ++ghost) {
    if (arcade.ghosts[ghost].mode == GhostMode::inside) return ghost;
  }
  return 0;
}

void release(ArcadeState& arcade, std::size_t ghost) {
  arcade.ghosts[ghost].mode = GhostMode::leaving;
  if (ghost == 3) arcade.elroy_suspended = false;
}

// Exactly at 7 and 17 the ghost leaves, if it is inside; at 32 the personal counters take over.
void count_globally(ArcadeState& arcade) {
  ++arcade.global_dots;
  for (const std::size_t ghost : {1U, 2U, 3U}) {
    if (arcade.global_dots != global_house_dots(static_cast<int>(ghost))) continue;
    if (arcade.ghosts[ghost].mode != GhostMode::inside) continue;
    if (ghost < 3) {
      release(arcade, ghost);
    } else {
      arcade.global_counter = false;
      arcade.global_dots = 0;
    }
  }
}

void count_for_house(ArcadeState& arcade) {
  arcade.idle_ticks = 0;
  if (arcade.global_counter) return count_globally(arcade);
  const std::size_t ghost = next_to_leave(arcade);
  if (ghost != 0) ++arcade.house_dots[ghost];
}

void open_house(ArcadeState& arcade) {
  if (arcade.ghosts[0].mode == GhostMode::inside) release(arcade, 0);
  const std::size_t ghost = next_to_leave(arcade);
  const bool idle = ++arcade.idle_ticks >= idle_ticks(arcade.level);
  if (idle) arcade.idle_ticks = 0;
  if (ghost == 0) return;
  const bool counted =
      !arcade.global_counter &&
      arcade.house_dots[ghost] >= house_dots(arcade.level, static_cast<int>(ghost));
  if (idle || counted) release(arcade, ghost);
}

void reverse_all(ArcadeState& arcade) {
  for (ArcadeGhost& ghost : arcade.ghosts) {
    if (ghost.mode != GhostMode::eyes && ghost.mode != GhostMode::entering) ghost.reverse = true;
  }
}

void end_fright(ArcadeState& arcade) {
  arcade.fright_ticks = 0;
  for (ArcadeGhost& ghost : arcade.ghosts) ghost.frightened = false;
}

void run_clocks(ArcadeState& arcade) {
  if (arcade.fruit_ticks > 0) --arcade.fruit_ticks;
  if (arcade.fright_ticks > 0) {
    if (--arcade.fright_ticks == 0) end_fright(arcade);
    return;  // the scatter and chase clock stands
  }
  if (arcade.clock_period == kClockPeriods) return;
  if (++arcade.clock_ticks < clock_period_ticks(arcade.level, arcade.clock_period)) return;
  arcade.clock_ticks = 0;
  ++arcade.clock_period;
  reverse_all(arcade);
}

void add_points(State& state, int points) {
  state.score += points;
  if (state.score < kExtraLifePoints || state.arcade.extra_life_given) return;
  state.arcade.extra_life_given = true;
  ++state.arcade.lives;
}

void frighten(ArcadeState& arcade) {
  reverse_all(arcade);
  arcade.ghosts_caught = 0;
  arcade.fright_ticks = fright_ticks(arcade.level);
  if (arcade.fright_ticks == 0) return end_fright(arcade);
  for (ArcadeGhost& ghost : arcade.ghosts) {
    if (ghost.mode != GhostMode::eyes && ghost.mode != GhostMode::entering) ghost.frightened = true;
  }
}

void eat(const Level& level, State& state, Position tile) {
  const auto index = static_cast<std::size_t>(tile.row * level.cols + tile.col);
  if (!state.dots.test(index)) return;
  ArcadeState& arcade = state.arcade;
  const bool energizer = level.has_mark(tile.row, tile.col, ArcadeMap::kEnergizer);
  state.dots.reset(index);
  --state.dots_left;
  ++arcade.dots_eaten;
  arcade.player_pause = energizer ? kEnergizerPause : kDotPause;
  add_points(state, energizer ? kEnergizerPoints : kDotPoints);
  count_for_house(arcade);
  if (energizer) frighten(arcade);
  if (arcade.dots_eaten == kFruitDots1 || arcade.dots_eaten == kFruitDots2) {
    arcade.fruit_ticks = kFruitTicks;
  }
  if (state.dots_left == 0) enter_phase(state, ArcadePhase::cleared, kClearedTicks);
}

void eat_fruit(const Level& level, State& state) {
  const Pixel fruit = level.arcade.fruit;
  if (state.arcade.fruit_ticks == 0 || state.player.y_16th_px != fruit.y * 16 ||
      std::abs(state.player.x_16th_px - fruit.x * 16) > kTile16thPx / 2) {
    return;
  }
  state.arcade.fruit_ticks = 0;
  add_points(state, fruit_points(state.arcade.level));
}

bool is_sideways(Direction d) {
  return col_step(d) != 0;
}

// How far past its tile's centre along d, in px.
int past_centre_px(const Actor& actor, Direction d) {
  const Position tile = arcade_tile_of(actor);
  const int dy = actor.y_16th_px - tile.row * kTile16thPx - kTile16thPx / 2;
  const int dx = actor.x_16th_px - tile.col * kTile16thPx - kTile16thPx / 2;
  return (dy * row_step(d) + dx * col_step(d)) / 16;
}

// A wish is kept until its way is open, anywhere on the tile: that is the cornering.
void turn_player(const Level& level, State& state) {
  if (state.wanted == Action::none) return;
  Actor& player = state.player;
  const Direction way = to_direction(state.wanted);
  if (way != opposite(player.facing) && !has_exit(level, arcade_tile_of(player), way)) return;
  player.facing = way;
  state.wanted = Action::none;
}

// One pixel on, and while a corner is cut one pixel towards the middle of the new way as well.
void step_player(const Level& level, State& state) {
  turn_player(level, state);
  Actor& player = state.player;
  const Direction facing = player.facing;
  player.moving =
      past_centre_px(player, facing) < 0 || has_exit(level, arcade_tile_of(player), facing);
  if (!player.moving) return;
  const Direction across = is_sideways(facing) ? Direction::down : Direction::right;
  const int off = past_centre_px(player, across);
  if (off != 0) step_px(level, player, off > 0 ? opposite(across) : across);
  step_px(level, player, facing);
}

int player_speed(const ArcadeState& arcade) {
  const ArcadeSpeeds& speeds = arcade_speeds(arcade.level);
  return arcade.fright_ticks > 0 ? speeds.player_fright : speeds.player;
}

void move_player(const Level& level, State& state) {
  ArcadeState& arcade = state.arcade;
  if (arcade.player_pause > 0) {
    --arcade.player_pause;
    return;
  }
  const int moved = arcade.player_carry_16th_px + player_speed(arcade);
  arcade.player_carry_16th_px = moved % 16;
  for (int steps = moved / 16; steps > 0; --steps) {
    step_player(level, state);
    eat(level, state, arcade_tile_of(state.player));
  }
  eat_fruit(level, state);
}

void catch_ghost(State& state, ArcadeGhost& ghost) {
  ghost.frightened = ghost.reverse = false;
  ghost.mode = GhostMode::eyes;
  ++state.arcade.ghosts_caught;
  add_points(state, points_of_last_ghost(state));
  enter_phase(state, ArcadePhase::ghost_eaten, kEatenTicks);
}

void meet(State& state) {
  const Position player = arcade_tile_of(state.player);
  for (std::size_t i = 0; i < kMostGhosts; ++i) {
    ArcadeGhost& ghost = state.arcade.ghosts[i];
    const Position tile = arcade_tile_of(state.ghosts[i]);
    if (ghost.mode != GhostMode::outside || tile.row != player.row || tile.col != player.col) {
      continue;
    }
    if (ghost.frightened) {
      catch_ghost(state, ghost);
    } else {
      enter_phase(state, ArcadePhase::dying, kDyingTicks);
    }
    return;
  }
}

// While the points are shown only eyes move.
void move_eyes(const Level& level, State& state) {
  for (std::size_t i = 0; i < kMostGhosts; ++i) {
    const GhostMode mode = state.arcade.ghosts[i].mode;
    if (mode == GhostMode::eyes || mode == GhostMode::entering) {
      move_ghost(level, state, i, Direction::up);
    }
  }
}

void end_phase(const Level& level, State& state) {
  switch (state.arcade.phase) {
    case ArcadePhase::cleared:
      return start_board(level, state);
    case ArcadePhase::dying:
      return lose_life(level, state);
    default:
      enter_phase(state, ArcadePhase::playing, 0);
  }
}

void play_on(const Level& level, State& state, const Decisions& decisions) {
  open_house(state.arcade);
  for (std::size_t i = 0; i < kMostGhosts; ++i) move_ghost(level, state, i, decisions.ghosts[i]);
  run_clocks(state.arcade);
  move_player(level, state);
  if (state.arcade.phase == ArcadePhase::playing) meet(state);
}

}  // namespace

State start_arcade_game(const Level& level, std::uint64_t seed) {
  State state;
  state.ghost_count = kMostGhosts;
  state.arcade.lives = level.arcade.lives;
  state.arcade.seed = seed;
  start_board(level, state);
  return state;
}

void advance_arcade(const Level& level, State& state, const Decisions& decisions) {
  if (state.over) return;
  ++state.ticks;
  if (decisions.player != Action::none) state.wanted = decisions.player;
  if (state.arcade.phase == ArcadePhase::playing) return play_on(level, state, decisions);
  if (state.arcade.phase == ArcadePhase::ghost_eaten) move_eyes(level, state);
  if (--state.arcade.phase_ticks == 0) end_phase(level, state);
}

bool arcade_player_decides(const State& state) {
  const ArcadeState& arcade = state.arcade;
  if (state.over || arcade.phase != ArcadePhase::playing || arcade.player_pause > 0) return false;
  const int to_centre = -past_centre_px(state.player, state.player.facing);
  const int steps = (arcade.player_carry_16th_px + player_speed(arcade)) / 16;
  return (to_centre > 0 && to_centre <= steps) || !state.player.moving;
}

bool is_fright_flash(const State& state) {
  const ArcadeState& arcade = state.arcade;
  if (arcade.fright_ticks == 0) return false;
  const int flashing = 2 * kFlashTicks * fright_flashes(arcade.level);
  return arcade.fright_ticks <= flashing && (arcade.fright_ticks - 1) / kFlashTicks % 2 == 1;
}

int points_of_last_ghost(const State& state) {
  return kGhostPoints << (state.arcade.ghosts_caught - 1);
}

}  // namespace crossroads
