// Turning: the player's cornering, pixel by pixel, and the ghosts' choice at corners.
#include <catch2/catch.hpp>

#include "tests/sim/arcade_text.hpp"

using namespace crossroads;

namespace {

// On the crossing (8, 9), whose centre is at x 76, y 68, so many px past the centre (before: below
// 0) in the direction it walks.
State at_crossing(Direction facing, int past_px) {
  State state = playing();
  put(state.player, 8, 9, facing);
  state.player.x_16th_px += past_px * 16 * col_step(facing);
  state.player.y_16th_px += past_px * 16 * row_step(facing);
  return state;
}

bool turns_at_once(Direction facing, int past_px, Direction way) {
  State state = at_crossing(facing, past_px);
  ticks(state, 1, to_action(way));
  const bool kept = state.wanted == to_action(way);
  CHECK(kept == (state.player.facing == facing));  // too early or too late: the wish is kept
  return state.player.facing == way;
}

void check_window(Direction facing, int before_px, int after_px, Direction way) {
  INFO("walking " << static_cast<int>(facing) << ", turning " << static_cast<int>(way));
  CHECK_FALSE(turns_at_once(facing, -before_px - 1, way));
  CHECK(turns_at_once(facing, -before_px, way));
  CHECK(turns_at_once(facing, 0, way));
  CHECK(turns_at_once(facing, after_px, way));
  CHECK_FALSE(turns_at_once(facing, after_px + 1, way));
}

}  // namespace

TEST_CASE("Cornering works 3 px before to 4 after from left and below, 4 to 3 from right, above") {
  for (const Direction way : {Direction::up, Direction::down}) {
    check_window(Direction::right, 3, 4, way);
    check_window(Direction::left, 4, 3, way);
  }
  for (const Direction way : {Direction::left, Direction::right}) {
    check_window(Direction::up, 3, 4, way);
    check_window(Direction::down, 4, 3, way);
  }
}

TEST_CASE("Cornering moves 1 px on both axes a tick: 4 px early it saves 4 of 8 ticks") {
  State cutting = at_crossing(Direction::left, -4);
  for (int i = 1; i <= 4; ++i) {
    ticks(cutting, 1, Action::down);
    CHECK(x_px(cutting.player) == 80 - i);
    CHECK(y_px(cutting.player) == 68 + i);
  }
  State square = at_crossing(Direction::left, -4);
  ticks(square, 4);  // to the centre
  ticks(square, 4, Action::down);
  CHECK(square.player == cutting.player);
  ticks(cutting, 1);
  CHECK(x_px(cutting.player) == 76);  // in the middle of the new way
  CHECK(y_px(cutting.player) == 73);
}

TEST_CASE("Cornering 4 px late comes back to the middle of the new way in 4 ticks") {
  State state = at_crossing(Direction::right, 4);
  for (int i = 1; i <= 4; ++i) {
    ticks(state, 1, Action::up);
    CHECK(x_px(state.player) == 80 - i);
    CHECK(y_px(state.player) == 68 - i);
  }
  ticks(state, 1);
  CHECK(x_px(state.player) == 76);
}

TEST_CASE("A ghost doesn't corner: it turns at a tile's centre alone") {
  State state = playing();
  put(state.player, 29, 20, Direction::left);
  walking(state, 0, 8, 9, Direction::left);
  state.ghosts[0].x_16th_px += 4 * 16;
  state.arcade.ghosts[0].turn = Direction::down;
  for (int i = 0; i < 20 && y_px(state.ghosts[0]) == 68; ++i) {
    CHECK(x_px(state.ghosts[0]) >= 76);
    ticks(state, 1);
  }
  CHECK(x_px(state.ghosts[0]) == 76);
  CHECK(y_px(state.ghosts[0]) == 69);
}

TEST_CASE("No-up tiles do not bind eyes on their way home") {
  State state = playing();
  state.arcade.clock_period = 1;
  put(state.player, 8, 13, Direction::left);  // where eyes go: before the door
  for (const bool eyes : {false, true}) {
    // About (20, 12), going right: (19, 12) above it is nearer, 11^2 + 1, than (20, 13), 12^2.
    walking(state, 0, 20, 11, Direction::right);
    state.arcade.ghosts[0].mode = eyes ? GhostMode::eyes : GhostMode::outside;
    decide_ahead(classic(), state, 0);
    CHECK(state.arcade.ghosts[0].ahead == (eyes ? Direction::up : Direction::right));
  }
}

TEST_CASE("Of left and right equally near the target a ghost takes left") {
  State state = playing();
  state.arcade.clock_period = 1;
  // Upwards to (1, 5) and downwards to (29, 12) only left and right are open; (1, 4) and (1, 6) are
  // 1 from (1, 5), and so with the other.
  walking(state, 0, 2, 5, Direction::up);
  put(state.player, 1, 5, Direction::left);
  decide_ahead(classic(), state, 0);
  CHECK(state.arcade.ghosts[0].ahead == Direction::left);
  walking(state, 0, 28, 12, Direction::down);
  put(state.player, 29, 12, Direction::right);
  decide_ahead(classic(), state, 0);
  CHECK(state.arcade.ghosts[0].ahead == Direction::left);
  // One tile to the right of it right is nearer.
  put(state.player, 29, 13, Direction::right);
  decide_ahead(classic(), state, 0);
  CHECK(state.arcade.ghosts[0].ahead == Direction::right);
}
