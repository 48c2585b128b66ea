#include "sim/arcade_ghosts.hpp"

#include "sim/arcade_tables.hpp"

namespace crossroads {
namespace {

constexpr int kPace16thPx = 4 * 16;  // in the house, up and down around its middle

constexpr int to_16th(int px) {
  return px * 16;
}

Position neighbour(const Level& level, Position tile, Direction d) {
  tile.row += row_step(d);
  tile.col += col_step(d);
  if (tile.col < 0) tile.col += level.cols;
  if (tile.col >= level.cols) tile.col -= level.cols;
  return tile;
}

// The way to turn at the centre of `tile`, entered in direction `travel`, towards the target.
Direction way_to(const Level& level, Position tile, Direction travel, Position target,
                 bool no_up_holds) {
  unsigned exits = exits_of(level, tile) & ~(1U << static_cast<unsigned>(opposite(travel)));
  if (no_up_holds && level.has_mark(tile.row, tile.col, ArcadeMap::kNoUp)) {
    exits &= ~(1U << static_cast<unsigned>(Direction::up));
  }
  Direction best = opposite(travel);  // a dead end
  int least = -1;
  for (const Direction d : kDirections) {  // up, left, down, right: the first of equals wins
    if (((exits >> static_cast<unsigned>(d)) & 1U) == 0) continue;
    const int rows = tile.row + row_step(d) - target.row;
    const int cols = tile.col + col_step(d) - target.col;
    const int distance = rows * rows + cols * cols;
    if (least >= 0 && distance >= least) continue;
    least = distance;
    best = d;
  }
  return best;
}

// The tile `distance` ahead of the player; with the arcade's fault a look up is also a look left.
Position ahead_of_player(const Level& level, const State& state, int distance) {
  Position tile = arcade_tile_of(state.player);
  tile.row += distance * row_step(state.player.facing);
  tile.col += distance * col_step(state.player.facing);
  if (state.player.facing == Direction::up && level.arcade.up_fault) tile.col -= distance;
  return tile;
}

void leave_house(Actor& actor, ArcadeGhost& ghost) {
  ghost.mode = GhostMode::outside;
  actor.facing = ghost.reverse ? Direction::right : Direction::left;
  ghost.turn = actor.facing;
  ghost.reverse = false;
}

// One pixel of a ghost that walks the maze. True: it entered a tile and must decide.
bool walk(const Level& level, Actor& actor, ArcadeGhost& ghost) {
  const Position before = arcade_tile_of(actor);
  if (at_tile_centre(actor)) actor.facing = ghost.turn;
  step_px(level, actor, actor.facing);
  const Position after = arcade_tile_of(actor);
  if (before.row == after.row && before.col == after.col) return false;
  if (ghost.reverse) {
    actor.facing = opposite(actor.facing);
    ghost.turn = actor.facing;
    ghost.reverse = false;
  } else {
    ghost.turn = ghost.ahead;
  }
  return true;
}

void towards(const Level& level, Actor& actor, int y_16th_px, int x_16th_px, bool rows_first) {
  const int dy = y_16th_px - actor.y_16th_px, dx = x_16th_px - actor.x_16th_px;
  const Direction vertical = dy < 0 ? Direction::up : Direction::down;
  const Direction sideways = dx < 0 ? Direction::left : Direction::right;
  if (dy == 0 && dx == 0) return;
  const bool by_rows = dx == 0 || (rows_first && dy != 0);
  actor.facing = by_rows ? vertical : sideways;
  step_px(level, actor, actor.facing);
}

// The first ghost has no place of its own inside: it goes home to the second's.
Pixel home_of(const Level& level, std::size_t ghost) {
  return level.arcade.ghosts[ghost == 0 ? 1 : ghost];
}

void pace(const Level& level, Actor& actor, int middle_16th_px) {
  if (actor.y_16th_px <= middle_16th_px - kPace16thPx) actor.facing = Direction::down;
  if (actor.y_16th_px >= middle_16th_px + kPace16thPx) actor.facing = Direction::up;
  step_px(level, actor, actor.facing);
}

// To the house's middle height, to its exit's column, up. True: it is out and must decide.
bool leave(const Level& level, Actor& actor, ArcadeGhost& ghost, Pixel home) {
  const int exit_x = to_16th(level.arcade.ghosts[0].x), exit_y = to_16th(level.arcade.ghosts[0].y);
  if (actor.x_16th_px != exit_x) {
    towards(level, actor, to_16th(home.y), exit_x, true);
    return false;
  }
  towards(level, actor, exit_y, exit_x, true);
  if (actor.y_16th_px != exit_y) return false;
  leave_house(actor, ghost);
  return true;
}

// Down to the house's middle height, then to its own place: there it is itself again.
void go_in(const Level& level, Actor& actor, ArcadeGhost& ghost, Pixel home) {
  towards(level, actor, to_16th(home.y), to_16th(home.x), true);
  if (actor.y_16th_px == to_16th(home.y) && actor.x_16th_px == to_16th(home.x)) {
    ghost.mode = GhostMode::inside;
    actor.facing = Direction::up;
  }
}

// One pixel in whatever mode. True: the ghost must decide.
bool step_ghost(const Level& level, Actor& actor, ArcadeGhost& ghost, std::size_t index) {
  const Pixel home = home_of(level, index);
  switch (ghost.mode) {
    case GhostMode::inside:
      pace(level, actor, to_16th(home.y));
      return false;
    case GhostMode::leaving:
      return leave(level, actor, ghost, home);
    case GhostMode::entering:
      go_in(level, actor, ghost, home);
      return false;
    case GhostMode::eyes:
      if (actor.y_16th_px == to_16th(level.arcade.ghosts[0].y) &&
          actor.x_16th_px == to_16th(level.arcade.ghosts[0].x)) {
        ghost.mode = GhostMode::entering;
        go_in(level, actor, ghost, home);
        return false;
      }
      break;
    case GhostMode::outside:
      break;
  }
  return walk(level, actor, ghost);
}

int take_steps(ArcadeGhost& ghost, int speed_16th_px) {
  const int moved = ghost.carry_16th_px + speed_16th_px;
  ghost.carry_16th_px = moved % 16;
  return moved / 16;
}

// The tile that a ghost which has just entered one decides about.
Position tile_ahead(const Level& level, const Actor& actor, const ArcadeGhost& ghost) {
  return neighbour(level, arcade_tile_of(actor), ghost.turn);
}

// 0, 1 or 2: of the first ghost.
int elroy_stage(const State& state) {
  const ArcadeState& arcade = state.arcade;
  if (arcade.elroy_suspended) return 0;
  if (state.dots_left <= elroy_dots(arcade.level, 2)) return 2;
  return state.dots_left <= elroy_dots(arcade.level, 1) ? 1 : 0;
}

// The first ghost as elroy chases all the time.
bool scatters(const State& state, std::size_t ghost) {
  const bool elroy = ghost == 0 && elroy_stage(state) > 0;
  return is_scatter(state.arcade.clock_period) && !elroy;
}

}  // namespace

int ghost_speed_16th_px(const Level& level, const State& state, std::size_t ghost) {
  const ArcadeGhost& one = state.arcade.ghosts[ghost];
  if (one.mode == GhostMode::inside || one.mode == GhostMode::leaving) return kHouseSpeed;
  if (one.mode == GhostMode::eyes || one.mode == GhostMode::entering) return kEyesSpeed;
  const ArcadeSpeeds& speeds = arcade_speeds(state.arcade.level);
  const Position tile = arcade_tile_of(state.ghosts[ghost]);
  if (level.has_mark(tile.row, tile.col, ArcadeMap::kSlow)) return speeds.tunnel;
  if (one.frightened) return speeds.ghost_fright;
  const int stage = ghost == 0 ? elroy_stage(state) : 0;
  return stage == 2 ? speeds.elroy2 : stage == 1 ? speeds.elroy1 : speeds.ghost;
}

Position ghost_target(const Level& level, const State& state, std::size_t ghost) {
  if (state.arcade.ghosts[ghost].mode == GhostMode::eyes) {
    return arcade_tile_of({to_16th(level.arcade.ghosts[0].x), to_16th(level.arcade.ghosts[0].y)});
  }
  const Position player = arcade_tile_of(state.player);
  if (scatters(state, ghost)) return level.arcade.corners[ghost];
  if (ghost == 0) return player;
  if (ghost == 1) return ahead_of_player(level, state, 4);
  if (ghost == 2) {
    const Position middle = ahead_of_player(level, state, 2);
    const Position first = arcade_tile_of(state.ghosts[0]);
    return {2 * middle.row - first.row, 2 * middle.col - first.col};
  }
  const Position own = arcade_tile_of(state.ghosts[ghost]);
  const int rows = own.row - player.row, cols = own.col - player.col;
  return rows * rows + cols * cols >= 64 ? player : level.arcade.corners[ghost];
}

int ghost_mode_code(const State& state, std::size_t ghost) {
  const ArcadeGhost& one = state.arcade.ghosts[ghost];
  if (one.mode == GhostMode::eyes || one.mode == GhostMode::entering) return 4;
  if (one.frightened) return 3;
  if (one.mode != GhostMode::outside) return 0;
  return scatters(state, ghost) ? 1 : 2;
}

void decide_ahead(const Level& level, State& state, std::size_t ghost) {
  ArcadeGhost& one = state.arcade.ghosts[ghost];
  one.ahead = way_to(level, tile_ahead(level, state.ghosts[ghost], one), one.turn,
                     ghost_target(level, state, ghost), one.mode == GhostMode::outside);
}

void move_ghost(const Level& level, State& state, std::size_t ghost, Direction random_way) {
  Actor& actor = state.ghosts[ghost];
  ArcadeGhost& one = state.arcade.ghosts[ghost];
  for (int steps = take_steps(one, ghost_speed_16th_px(level, state, ghost)); steps > 0; --steps) {
    if (!step_ghost(level, actor, one, ghost)) continue;
    if (one.frightened) {
      one.ahead = random_way;
    } else {
      decide_ahead(level, state, ghost);
    }
  }
}

std::array<int, 4> frightened_weights(const Level& level, const State& state, std::size_t ghost) {
  std::array<int, 4> weights{};
  ArcadeGhost one = state.arcade.ghosts[ghost];
  if (!one.frightened || state.arcade.phase != ArcadePhase::playing || state.over) return weights;
  Actor actor = state.ghosts[ghost];
  int steps = take_steps(one, ghost_speed_16th_px(level, state, ghost));
  for (; steps > 0; --steps) {
    if (step_ghost(level, actor, one, ghost)) break;
  }
  if (steps == 0) return weights;
  const Position tile = tile_ahead(level, actor, one);
  const Direction back = opposite(one.turn);
  const unsigned exits = exits_of(level, tile) & ~(1U << static_cast<unsigned>(back));
  for (Direction way : kDirections) {
    for (int tries = 0; tries < 4 && ((exits >> static_cast<unsigned>(way)) & 1U) == 0; ++tries) {
      way = turned(way, 3);
    }
    if (exits == 0) way = back;  // a dead end
    ++weights[static_cast<std::size_t>(way)];
  }
  return weights;
}

}  // namespace crossroads
