#include <catch2/catch.hpp>

#include "tests/sim/arcade_text.hpp"

using namespace crossroads;

namespace {

bool is_tile(Position tile, int row, int col) {
  return tile.row == row && tile.col == col;
}

// The player at (20, 7) facing so, everybody chasing.
State chase(Direction facing) {
  State state = playing();
  state.arcade.clock_period = 1;
  put(state.player, 20, 7, facing);
  return state;
}

int moved_in_16_ticks(State state) {
  const int before = x_px(state.ghosts[0]);
  ticks(state, 16);
  return before - x_px(state.ghosts[0]);
}

}  // namespace

TEST_CASE("A ghost walks 75, 85, 95 percent and 40, 45, 50 in the tunnel's slow zone") {
  const int levels[] = {1, 2, 5, 21}, fast[] = {15, 17, 19, 19}, slow[] = {8, 9, 10, 10};
  for (int i = 0; i < 4; ++i) {
    State state = playing(levels[i]);
    walking(state, 0, 29, 25, Direction::left);
    CHECK(moved_in_16_ticks(state) == fast[i]);
    walking(state, 0, 11, 3, Direction::left);
    CHECK(moved_in_16_ticks(state) == slow[i]);
  }
}

TEST_CASE("A frightened ghost walks 50 percent, eyes walk 2 px a tick, in the tunnel too") {
  State state = playing();
  state.arcade.fright_ticks = 300;
  walking(state, 0, 29, 25, Direction::left);
  state.arcade.ghosts[0].frightened = true;
  CHECK(moved_in_16_ticks(state) == 10);
  state.arcade.ghosts[0].frightened = false;
  walking(state, 0, 11, 4, Direction::left);
  state.arcade.ghosts[0].mode = GhostMode::eyes;
  CHECK(ghost_speed_16th_px(classic(), state, 0) == 32);
}

TEST_CASE("The tunnel joins both sides of the maze") {
  State state = playing();
  walking(state, 0, 11, 0, Direction::left);
  ticks(state, 16);  // 8 px: from 4 to -4, which is 220
  CHECK(x_px(state.ghosts[0]) == 220);
  CHECK(is_tile(arcade_tile_of(state.ghosts[0]), 11, 27));
}

TEST_CASE("The first ghost's target is the player's tile") {
  CHECK(is_tile(ghost_target(classic(), chase(Direction::up), 0), 20, 7));
}

TEST_CASE("The second ghost's target is 4 tiles ahead, up it is 4 up and 4 left by the fault") {
  CHECK(is_tile(ghost_target(classic(), chase(Direction::right), 1), 20, 11));
  CHECK(is_tile(ghost_target(classic(), chase(Direction::down), 1), 24, 7));
  CHECK(is_tile(ghost_target(classic(), chase(Direction::up), 1), 16, 3));
  Level without = classic();
  without.arcade.up_fault = false;
  CHECK(is_tile(ghost_target(without, chase(Direction::up), 1), 16, 7));
}

TEST_CASE("The third ghost's target doubles the way from the first to 2 tiles ahead") {
  State state = chase(Direction::right);  // 2 ahead: (20, 9)
  put(state.ghosts[0], 14, 5, Direction::left);
  CHECK(is_tile(ghost_target(classic(), state, 2), 26, 13));
  state.player.facing = Direction::up;  // with the fault (18, 5)
  CHECK(is_tile(ghost_target(classic(), state, 2), 22, 5));
}

TEST_CASE("The fourth ghost chases from 8 tiles on and shies away to its corner nearer by") {
  State state = chase(Direction::right);
  put(state.ghosts[3], 20, 15, Direction::left);
  CHECK(is_tile(ghost_target(classic(), state, 3), 20, 7));
  put(state.ghosts[3], 20, 14, Direction::left);
  CHECK(is_tile(ghost_target(classic(), state, 3), 31, 0));
}

TEST_CASE("In scatter each ghost's target is its own corner") {
  const State state = playing();
  CHECK(is_tile(ghost_target(classic(), state, 0), -3, 25));
  CHECK(is_tile(ghost_target(classic(), state, 1), -3, 2));
  CHECK(is_tile(ghost_target(classic(), state, 2), 31, 27));
  CHECK(is_tile(ghost_target(classic(), state, 3), 31, 0));
}

TEST_CASE("Of ways equally near the target a ghost takes up before left before down before right") {
  State state = playing();
  state.arcade.clock_period = 1;
  // On (23, 4) going right it decides about (23, 5): down or right.
  walking(state, 0, 23, 4, Direction::right);
  put(state.player, 24, 6, Direction::left);  // (24,5) and (23,6) are both 1 away
  decide_ahead(classic(), state, 0);
  CHECK(state.arcade.ghosts[0].ahead == Direction::down);
  // About (17, 1), going down: down or right; the target (18, 2) is 1 from each.
  walking(state, 0, 16, 1, Direction::down);
  put(state.player, 18, 2, Direction::left);
  decide_ahead(classic(), state, 0);
  CHECK(state.arcade.ghosts[0].ahead == Direction::down);
  // About (14, 9), coming from the right: up, left or down; (14, 9) itself is 1 from all.
  walking(state, 0, 14, 10, Direction::left);
  put(state.player, 14, 9, Direction::left);
  decide_ahead(classic(), state, 0);
  CHECK(state.arcade.ghosts[0].ahead == Direction::up);
  // Coming from above: left before down and right.
  walking(state, 0, 13, 9, Direction::down);
  decide_ahead(classic(), state, 0);
  CHECK(state.arcade.ghosts[0].ahead == Direction::left);
}

TEST_CASE("On a no-up tile a ghost doesn't turn up unless it is frightened or eyes") {
  State state = playing();
  state.arcade.clock_period = 1;
  put(state.player, 1, 9, Direction::left);  // straight above (8, 9)
  walking(state, 0, 8, 10, Direction::left);
  decide_ahead(classic(), state, 0);
  CHECK(state.arcade.ghosts[0].ahead == Direction::left);
  walking(state, 0, 8, 11, Direction::left);
  state.ghosts[0].x_16th_px -= 3 * 16;  // its next pixel is on (8, 10)
  state.arcade.ghosts[0].frightened = true;
  state.arcade.ghosts[0].carry_16th_px = 15;
  const auto weights = frightened_weights(classic(), state, 0);  // up, left, down are open
  CHECK(weights[0] > 0);
}

TEST_CASE("A frightened ghost draws one of four ways and goes on clockwise from a closed one") {
  State state = playing();
  walking(state, 0, 23, 3, Direction::right);
  state.ghosts[0].x_16th_px += 4 * 16;  // its next pixel is on (23, 4), to decide about (23, 5)
  state.arcade.ghosts[0].frightened = true;
  state.arcade.ghosts[0].carry_16th_px = 6;
  // Open but back: down and right. Up is closed: right. Left is back: up: right.
  CHECK(frightened_weights(classic(), state, 0) == std::array<int, 4>{0, 0, 1, 3});
  state.arcade.ghosts[0].carry_16th_px = 5;  // 15/16 px: not yet
  CHECK(frightened_weights(classic(), state, 0) == std::array<int, 4>{0, 0, 0, 0});
}

TEST_CASE("A forced reversal is obeyed on entering the next tile") {
  State state = playing();
  state.arcade.clock_ticks = 419;  // the 420th tick ends the 7 seconds of scatter
  walking(state, 0, 29, 25, Direction::left);
  ticks(state, 1);
  CHECK(state.arcade.clock_period == 1);
  CHECK(state.arcade.ghosts[0].reverse);
  while (arcade_tile_of(state.ghosts[0]).col == 25) {
    CHECK(state.ghosts[0].facing == Direction::left);
    ticks(state, 1);
  }
  CHECK(state.ghosts[0].facing == Direction::right);
  ticks(state, 16);
  CHECK(arcade_tile_of(state.ghosts[0]).col >= 25);
}

TEST_CASE("The first ghost becomes elroy at 20 and 10 dots on level 1, and chases in scatter") {
  State state = playing();
  walking(state, 0, 29, 25, Direction::left);
  const auto speed = [&](int dots_left) {
    state.dots_left = dots_left;
    return ghost_speed_16th_px(classic(), state, 0);
  };
  CHECK(speed(21) == 15);
  CHECK(speed(20) == 16);
  CHECK(is_tile(ghost_target(classic(), state, 0), 23, 13));  // the player, though in scatter
  CHECK(speed(10) == 17);
  state.arcade.elroy_suspended = true;
  CHECK(speed(10) == 15);
  const int first[] = {20, 30, 40, 40, 40,  50,  50,  50,  60, 60,
                       60, 80, 80, 80, 100, 100, 100, 100, 120};
  for (int n = 1; n <= 19; ++n) {
    CHECK(elroy_dots(n, 1) == first[n - 1]);
    CHECK(elroy_dots(n, 2) == first[n - 1] / 2);
  }
}

TEST_CASE("A ghost's mode is told as house, scatter, chase, frightened or eyes") {
  State state = playing();
  walking(state, 1, 29, 25, Direction::left);
  CHECK(ghost_mode_code(state, 1) == 1);
  state.arcade.clock_period = 1;
  CHECK(ghost_mode_code(state, 1) == 2);
  state.arcade.ghosts[1].frightened = state.arcade.ghosts[2].frightened = true;
  CHECK(ghost_mode_code(state, 1) == 3);
  CHECK(ghost_mode_code(state, 2) == 3);  // in the house, blue nevertheless
  CHECK(ghost_mode_code(state, 3) == 0);
  state.arcade.ghosts[3].mode = GhostMode::leaving;
  CHECK(ghost_mode_code(state, 3) == 0);
  state.arcade.ghosts[1] = {GhostMode::eyes};
  state.arcade.ghosts[2] = {GhostMode::entering};
  CHECK(ghost_mode_code(state, 1) == 4);
  CHECK(ghost_mode_code(state, 2) == 4);
  state.arcade.clock_period = 0;
  state.dots_left = 20;
  CHECK(ghost_mode_code(state, 0) == 2);  // elroy
}
