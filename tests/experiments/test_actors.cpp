#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "experiments/actors.hpp"
#include "experiments/states.hpp"
#include "hand_made.hpp"
#include "sim/rules.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;
using namespace crossroads::hand_made;

namespace {

// The player above, a ghost below, each goes left or right: four futures of 1/4.
Frame player_and_ghost(int player_x, int ghost_x) {
  Frame frame = board(player_x, 1);
  draw_sprite(frame, ghost_x, 11);
  return frame;
}

// Every pixel of the rows y to y + 3.
std::vector<std::uint32_t> rows_from(int y) {
  std::vector<std::uint32_t> positions;
  for (int channel = 0; channel < 3; ++channel) {
    for (int i = 0; i < 4 * 16; ++i) {
      positions.push_back(static_cast<std::uint32_t>(channel * 256 + y * 16 + i));
    }
  }
  return positions;
}

EvaluationState four_futures() {
  EvaluationState state;
  state.past = {player_and_ghost(6, 6)};
  for (const int player_x : {1, 11}) {
    for (const int ghost_x : {1, 11}) {
      state.legal.push_back({player_and_ghost(player_x, ghost_x), blank(), 0.25, ""});
    }
  }
  state.actors = {{0, rows_from(1)}, {1, rows_from(11)}};
  return state;
}

// A player at this tile, walking up, and a ghost at that one, walking right.
State placed(const Level& level, Position player, Position ghost) {
  State state = start_game(level, 1);
  const auto centre = [](int tile) { return (tile * kTilePx + kTilePx / 2) * 16; };
  state.player = {centre(player.col), centre(player.row), Direction::up, true};
  state.ghosts[0] = {centre(ghost.col), centre(ghost.row), Direction::right, true};
  return state;
}

std::vector<ActorRegion> regions_of(const Level& level, const State& state) {
  return actor_regions(level, state, branches(level, parse_policy("uniform"), state, 8));
}

std::set<std::pair<int, int>> tiles_of(const ActorRegion& region, const Level& level) {
  std::set<std::pair<int, int>> tiles;
  const int plane = level.height_px() * level.width_px();
  for (const auto position : region.positions) {
    const int pixel = static_cast<int>(position) % plane;
    tiles.emplace(pixel / level.width_px() / kTilePx, pixel % level.width_px() / kTilePx);
  }
  return tiles;
}

// A T junction at row 3, column 3 from below, and a long corridor for one ghost.
const char* const kBoard =
    "start maze\nspeed_16th_px 16\nmaze\n"
    "#########\n"
    "#P......#\n"
    "#.#####.#\n"
    "#.......#\n"
    "#.#.###.#\n"
    "#.#.###.#\n"
    "#G......#\n"
    "#########\n";

}  // namespace

TEST_CASE("each actor is judged on its own pixels against its own futures") {
  // The player is left in 48 samples and right in 16; the ghost is half here, half there, always.
  std::vector<Frame> samples;
  for (int i = 0; i < 64; ++i) {
    Frame frame = board(i < 48 ? 1 : 11, 1);
    draw_sprite(frame, 1, 11, 128);
    draw_sprite(frame, 11, 11, 128);
    samples.push_back(frame);
  }
  const auto state = four_futures();
  const auto s = score_state(Truth(state), samples, 64);
  REQUIRE(read(s, Metric::player_valid) == Approx(1));
  REQUIRE(read(s, Metric::player_turn_tv) == Approx(0.25));
  REQUIRE(perfect(s, Metric::player_turn_tv) == Approx(0.0497).margin(0.00005));
  REQUIRE(read(s, Metric::ghost_1_valid) == 0);
  REQUIRE(std::isnan(read(s, Metric::ghost_1_turn_tv)));
  REQUIRE(std::isnan(read(s, Metric::ghost_2_valid)));
  REQUIRE(read(s, Metric::valid) == 0);  // jointly nothing is right
}

TEST_CASE("an actor that is right is not blamed for another one's pixels") {
  const auto state = four_futures();
  const Truth truth(state);
  REQUIRE(truth.actors().size() == 2);
  REQUIRE(truth.actors()[0].probability == std::vector<double>{0.5, 0.5});
  const auto s = score_state(truth, {player_and_ghost(1, 6), player_and_ghost(11, 6)}, 64);
  REQUIRE(read(s, Metric::player_valid) == 1);
  REQUIRE(read(s, Metric::player_turn_tv) == 0);
  REQUIRE(read(s, Metric::ghost_1_valid) == 0);  // it stands where it was
}

TEST_CASE("an actor without a choice is not counted on its own") {
  auto state = four_futures();
  state.legal.erase(state.legal.begin() + 2, state.legal.end());  // the player goes left
  state.legal[0].probability = state.legal[1].probability = 0.5;
  const Truth truth(state);
  REQUIRE(truth.actors().size() == 1);
  REQUIRE(truth.actors()[0].actor == 1);
}

TEST_CASE("an actor's pixels are those of where it is and may be next") {
  const Level level = parse_level(kBoard, "test");
  const auto regions = regions_of(level, placed(level, {3, 3}, {6, 5}));
  REQUIRE(regions.size() == 2);
  REQUIRE(regions[0].actor == 0);
  REQUIRE(tiles_of(regions[0], level) == std::set<std::pair<int, int>>{{3, 2}, {3, 3}, {3, 4}});
  REQUIRE(regions[1].actor == 1);
  REQUIRE(tiles_of(regions[1], level) == std::set<std::pair<int, int>>{{6, 5}, {6, 6}});
}

TEST_CASE("where two actors can change the same pixels neither is judged on its own") {
  const Level level = parse_level(kBoard, "test");
  // The ghost walks onto the tile that the player leaves to its right.
  REQUIRE(regions_of(level, placed(level, {3, 3}, {3, 4})).empty());
}

TEST_CASE("on the level chase the actors' own futures multiply to the joint ones") {
  const StateSet set =
      collect_states(load_level("chase"), parse_policy("uniform"), {3, 8, 4, 60, 0});
  int all_three = 0;
  for (const auto& state : set.main) {
    const Truth truth(state);
    for (const auto& actor : truth.actors()) {
      double sum = 0;
      for (const double p : actor.probability) sum += p;
      REQUIRE(sum == Approx(1));
    }
    if (state.actors.size() < 3) continue;
    ++all_three;
    std::size_t product = 1;
    for (const auto& actor : truth.actors()) product *= actor.probability.size();
    REQUIRE(product == state.legal.size());
  }
  REQUIRE(all_three > 20);
}
