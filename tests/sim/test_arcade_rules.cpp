#include <catch2/catch.hpp>

#include "sim/branching.hpp"
#include "sim/renderer.hpp"
#include "tests/sim/arcade_text.hpp"

using namespace crossroads;

namespace {

// A ghost on the player's tile, far from the others.
void on_the_player(State& state, std::size_t ghost, bool frightened) {
  put(state.player, 29, 3, Direction::left);
  walking(state, ghost, 29, 3, Direction::left);
  state.arcade.ghosts[ghost].frightened = frightened;
}

}  // namespace

TEST_CASE("The player walks 80, 90, 100, 90 percent, and 90, 95, 100 while ghosts are frightened") {
  const int levels[] = {1, 2, 5, 21}, fast[] = {16, 18, 20, 18}, fright[] = {18, 19, 20, 18};
  for (int i = 0; i < 4; ++i) {
    State state = playing(levels[i]);
    put(state.player, 29, 6, Direction::left);
    State frightened = state;
    frightened.arcade.fright_ticks = 300;
    ticks(state, 16);
    ticks(frightened, 16);
    CHECK(x_px(state.player) == 52 - fast[i]);
    CHECK(x_px(frightened.player) == 52 - fright[i]);
  }
}

TEST_CASE("The player stands 1 tick after a dot (10 points) and 3 after an energizer (50)") {
  State state = playing();
  before_a_dot(state);
  ticks(state, 1);
  CHECK(state.score == 10);
  CHECK(x_px(state.player) == 25);
  ticks(state, 1);
  CHECK(x_px(state.player) == 25);
  ticks(state, 1);
  CHECK(x_px(state.player) == 26);

  state = playing();
  state.dots.set(tile_number(26, 1));  // an energizer's tile
  put(state.player, 26, 2, Direction::left);
  state.player.x_16th_px = 17 * 16;
  ticks(state, 1);
  CHECK(state.score == 50);
  CHECK(state.arcade.fright_ticks == 360);
  ticks(state, 3);
  CHECK(x_px(state.player) == 16);
  ticks(state, 1);
  CHECK(x_px(state.player) < 16);
}

TEST_CASE("Cornering: from the left a turn works 3 px before to 4 px after the centre") {
  // (1, 5) has a way down; its centre is at x 44, y 12.
  for (const int off : {-3, 0, 4}) {
    State state = playing();
    put(state.player, 1, 5, Direction::right);
    state.player.x_16th_px += off * 16;
    ticks(state, 1, Action::down);
    CHECK(state.player.facing == Direction::down);
    CHECK(y_px(state.player) == 13);
    CHECK(x_px(state.player) == 44 + (off < 0 ? off + 1 : off > 0 ? off - 1 : 0));
    ticks(state, 4);
    CHECK(x_px(state.player) == 44);
    CHECK(y_px(state.player) == 17);
  }
  State early = playing();
  put(early.player, 1, 5, Direction::right);
  early.player.x_16th_px -= 4 * 16;
  ticks(early, 1, Action::down);
  CHECK(early.player.facing == Direction::right);
  CHECK(early.wanted == Action::down);  // kept
  ticks(early, 1);
  CHECK(early.player.facing == Direction::down);
}

TEST_CASE("Cornering: from the right a turn works 4 px before the centre") {
  State state = playing();
  put(state.player, 1, 5, Direction::left);
  state.player.x_16th_px += 4 * 16;
  ticks(state, 1, Action::down);
  CHECK(state.player.facing == Direction::down);
  CHECK(x_px(state.player) == 47);
}

TEST_CASE(
    "Ghosts caught in one fright give 200, 400, 800 and 1600 points and a freeze of 60 ticks") {
  State state = playing();
  state.arcade.fright_ticks = 360;
  const int points[] = {200, 600, 1400, 3000};
  for (std::size_t ghost = 0; ghost < 4; ++ghost) {
    on_the_player(state, ghost, true);
    ticks(state, 1);
    CHECK(state.score == points[ghost]);
    CHECK(state.arcade.phase == ArcadePhase::ghost_eaten);
    CHECK(state.arcade.ghosts[ghost].mode == GhostMode::eyes);
    const Actor player = state.player;
    const int fright = state.arcade.fright_ticks;
    ticks(state, 59);
    CHECK(state.player == player);
    CHECK(state.arcade.fright_ticks == fright);
    ticks(state, 1);
    CHECK(state.arcade.phase == ArcadePhase::playing);
  }
}

TEST_CASE("A caught ghost goes home as eyes, into the house, and comes out itself again") {
  State state = playing();
  state.arcade.fright_ticks = 360;
  on_the_player(state, 0, true);
  ticks(state, 1);
  bool entered = false;
  for (int i = 0; i < 400 && state.arcade.ghosts[0].mode != GhostMode::leaving; ++i) {
    ticks(state, 1);
    entered = entered || state.arcade.ghosts[0].mode == GhostMode::entering;
  }
  CHECK(entered);
  CHECK(state.arcade.ghosts[0].mode == GhostMode::leaving);
  CHECK_FALSE(state.arcade.ghosts[0].frightened);
  CHECK(x_px(state.ghosts[0]) == 112);
}

TEST_CASE("Ghosts flash 5 times, 14 ticks white and 14 blue, before fright ends on level 1") {
  State state = playing();
  int changes = 0;
  bool before = false;
  for (int left = 360; left > 0; --left) {
    state.arcade.fright_ticks = left;
    const bool flash = is_fright_flash(state);
    if (flash && !before) ++changes;
    before = flash;
    if (left > 140) CHECK_FALSE(flash);
    if (left == 140 || left == 127) CHECK(flash);
    if (left == 126) CHECK_FALSE(flash);
  }
  CHECK(changes == 5);
}

TEST_CASE("An energizer frightens and turns the ghosts, without fright time it only turns them") {
  for (const int number : {1, 19}) {
    State state = playing(number);
    walking(state, 0, 29, 20, Direction::left);
    state.dots.set(tile_number(26, 1));
    put(state.player, 26, 2, Direction::left);
    state.player.x_16th_px = 17 * 16;
    ticks(state, 1);
    CHECK(state.arcade.ghosts[0].reverse);
    CHECK(state.arcade.ghosts[0].frightened == (number == 1));
  }
}

TEST_CASE("The scatter and chase clock stands while ghosts are frightened") {
  State state = playing();
  state.arcade.fright_ticks = 10;
  ticks(state, 10);
  CHECK(state.arcade.clock_ticks == 0);
  ticks(state, 5);
  CHECK(state.arcade.clock_ticks == 5);
}

TEST_CASE("A ghost on the player's tile kills, swapping tiles in one tick passes unnoticed") {
  State state = playing();
  put(state.player, 1, 10, Direction::right);
  walking(state, 0, 1, 11, Direction::left);
  state.player.x_16th_px = 88 * 16;     // the last pixel of column 10
  state.ghosts[0].x_16th_px = 89 * 16;  // the first of column 11
  state.arcade.ghosts[0].carry_16th_px = 1;
  ticks(state, 1);
  CHECK(arcade_tile_of(state.player).col == 11);
  CHECK(arcade_tile_of(state.ghosts[0]).col == 10);
  CHECK(state.arcade.phase == ArcadePhase::playing);

  on_the_player(state, 0, false);
  ticks(state, 1);
  CHECK(state.arcade.phase == ArcadePhase::dying);
}

TEST_CASE(
    "A death costs a life and starts anew with the generator of the level, the last ends it") {
  State state = start_game(classic(), 1);
  const State begin = state;
  CHECK(state.arcade.lives == 3);
  for (int lives = 2; lives >= 0; --lives) {
    state.arcade.phase = ArcadePhase::playing;
    state.ghost_random.next();
    on_the_player(state, 0, false);
    ticks(state, 1 + 90);
    CHECK(state.arcade.lives == lives);
    CHECK(state.over == (lives == 0));
    if (lives == 0) break;
    CHECK(state.player == begin.player);
    CHECK(state.ghost_random == begin.ghost_random);
    CHECK(state.arcade.global_counter);
    CHECK(state.arcade.phase == ArcadePhase::ready);
  }
  const State end = state;
  ticks(state, 10);
  CHECK(state == end);
}

TEST_CASE("One extra life comes at 10,000 points") {
  State state = playing();
  state.score = 9990;
  before_a_dot(state);
  ticks(state, 1);
  CHECK(state.score == 10000);
  CHECK(state.arcade.lives == 4);
  state.score = 19990;
  before_a_dot(state);
  ticks(state, 2);
  CHECK(state.arcade.lives == 4);
}

TEST_CASE("The last dot ends the board, the next one has 244 again and keeps lives and score") {
  State state = playing();
  state.dots_left = 1;
  before_a_dot(state);
  ticks(state, 1);
  CHECK(state.arcade.phase == ArcadePhase::cleared);
  ticks(state, 90);
  CHECK(state.arcade.level == 2);
  CHECK(state.dots_left == 244);
  CHECK(state.arcade.lives == 3);
  CHECK(state.score == 10);
  CHECK(state.arcade.phase == ArcadePhase::ready);
  CHECK_FALSE(state.over);
}

TEST_CASE(
    "The house: the second ghost leaves at once, the third after 30 dots, the fourth after 60") {
  CHECK(house_dots(1, 1) == 0);
  CHECK(house_dots(2, 2) == 0);
  CHECK(house_dots(2, 3) == 50);
  CHECK(house_dots(3, 3) == 0);
  State state = playing();
  ticks(state, 1);
  CHECK(state.arcade.ghosts[1].mode == GhostMode::leaving);
  CHECK(state.arcade.ghosts[2].mode == GhostMode::inside);
  state.arcade.house_dots[2] = 29;
  before_a_dot(state);
  ticks(state, 1);
  CHECK(state.arcade.house_dots[2] == 30);
  CHECK(state.arcade.house_dots[3] == 0);  // only the first inside counts
  ticks(state, 1);
  CHECK(state.arcade.ghosts[2].mode == GhostMode::leaving);
  state.arcade.house_dots[3] = 59;
  ticks(state, 1);
  CHECK(state.arcade.ghosts[3].mode == GhostMode::inside);
  state.arcade.house_dots[3] = 60;
  ticks(state, 1);
  CHECK(state.arcade.ghosts[3].mode == GhostMode::leaving);
}

TEST_CASE("After a death a global counter lets ghosts out at 7 and 17 and ends at 32") {
  for (const std::size_t ghost : {1U, 2U, 3U}) {
    const int limits[] = {0, 7, 17, 32};
    State state = playing();
    state.arcade.global_counter = true;
    state.arcade.elroy_suspended = true;
    state.arcade.global_dots = limits[ghost] - 1;
    for (std::size_t other = 1; other < ghost; ++other) {
      walking(state, other, 29, 20, Direction::left);
    }
    before_a_dot(state);
    ticks(state, 1);
    CHECK(state.arcade.global_counter == (ghost != 3));
    CHECK((state.arcade.ghosts[ghost].mode == GhostMode::leaving) == (ghost != 3));
    CHECK(state.arcade.elroy_suspended);  // until the fourth starts to leave
    if (ghost != 3) continue;
    state.arcade.house_dots[3] = 60;
    ticks(state, 1);
    CHECK(state.arcade.ghosts[3].mode == GhostMode::leaving);
    CHECK_FALSE(state.arcade.elroy_suspended);
  }
}

TEST_CASE("Without a dot for 4 seconds the next ghost leaves, from level 5 on for 3 seconds") {
  for (const int number : {1, 5}) {
    State state = playing(number);
    state.arcade.global_counter = true;  // so that nothing else lets it out
    put(state.player, 29, 20, Direction::left);
    const int limit = number == 1 ? 240 : 180;
    state.arcade.idle_ticks = limit - 2;
    ticks(state, 1);
    CHECK(state.arcade.ghosts[1].mode == GhostMode::inside);
    ticks(state, 1);
    CHECK(state.arcade.ghosts[1].mode == GhostMode::leaving);
    CHECK(state.arcade.ghosts[2].mode == GhostMode::inside);
  }
}

TEST_CASE("A ghost leaves the house to the left, or to the right if the mode changed inside") {
  for (const bool changed : {false, true}) {
    State state = playing();
    state.arcade.ghosts[1].reverse = changed;
    while (state.arcade.ghosts[1].mode != GhostMode::outside) ticks(state, 1);
    CHECK(y_px(state.ghosts[1]) == 68);
    CHECK(state.ghosts[1].facing == (changed ? Direction::right : Direction::left));
  }
}

TEST_CASE("Fruit comes after 70 and 170 dots, stays 570 ticks and is worth 100 on level 1") {
  for (const int eaten : {69, 169}) {
    State state = playing();
    state.arcade.dots_eaten = eaten;
    before_a_dot(state);
    ticks(state, 1);
    CHECK(state.arcade.fruit_ticks == 570);
    put(state.player, 14, 12, Direction::right);
    ticks(state, 5);  // one of them stands for the dot; to x 104, 8 px before the fruit
    CHECK(state.score == 10);
    ticks(state, 4);
    CHECK(state.score == 110);
    CHECK(state.arcade.fruit_ticks == 0);
  }
}

TEST_CASE("All four ghosts are in every picture of a game, in their own colours or as they are") {
  State state = start_game(classic(), 3);
  for (int i = 0; i < 300; ++i) {
    for (int more = 0; more < 37; ++more) tick(classic(), state, Policy{});
    const Frame frame = render_frame(classic(), state);
    const Frame without = render_frame(classic(), state, false);
    for (const Actor& ghost : state.ghosts) {
      bool differs = false;
      for (int y = -7; y < 7; ++y) {
        for (int x = -7; x < 7; ++x) {
          const int column = (x_px(ghost) + x + 224) % 224;
          for (int c = 0; c < 3; ++c) {
            differs = differs || frame.at(c, y_px(ghost) + y, column) !=
                                     without.at(c, y_px(ghost) + y, column);
          }
        }
      }
      REQUIRE(differs);
    }
    if (state.over) state = start_game(classic(), static_cast<std::uint64_t>(i));
  }
}

TEST_CASE("Branches of classic hold every frame that is played on, frightened ghosts' draws too") {
  State state = start_game(classic(), 2);
  int forks = 0;
  for (int round = 0; round < 12; ++round) {
    do {
      tick(classic(), state, Policy{});
      if (state.over) state = start_game(classic(), 100 + static_cast<std::uint64_t>(round));
    } while (state.arcade.phase != ArcadePhase::playing || state.arcade.fright_ticks < 20 ||
             state.ticks % 23 != 0);
    const std::vector<Branch> all = branches(classic(), Policy{}, state, 4);
    double sum = 0;
    for (const Branch& branch : all) sum += branch.probability;
    CHECK(sum == Approx(1));
    if (all.size() > 1) ++forks;
    for (std::uint64_t draw = 0; draw < 8; ++draw) {
      State other = state;
      other.player_random = Random(draw, 11);
      other.ghost_random = Random(draw, 12);
      for (int i = 0; i < 4; ++i) tick(classic(), other, Policy{});
      const Frame frame = render_frame(classic(), other);
      bool found = false;
      for (const Branch& branch : all) found = found || branch.frame == frame;
      REQUIRE(found);
    }
  }
  CHECK(forks > 0);
}
