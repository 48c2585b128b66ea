// What every measuring level promises: its picture tells all that the coming choices don't decide.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <deque>
#include <map>
#include <set>
#include <tuple>

#include "recordings/hash.hpp"
#include "sim/branching.hpp"
#include "sim/recorder.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;

namespace {

struct Measuring {
  const char* name;
  const char* policy;
  // Approaches (a junction met from one side) with two and with three ways out, counted by hand.
  std::size_t two_ways, three_ways;
};

const Measuring kLevels[] = {{"corner", "uniform", 6 * 3, 0},
                             {"biased", "marked", 8 * 3, 0},
                             {"crossing", "uniform", 8 * 3, 4 * 4},
                             {"chase", "uniform", 4 * 3, 1 * 4}};

State start(const Level& level, int game) {
  return start_game(level, game_seed(3, static_cast<std::uint64_t>(game), Purpose::test));
}

void play_frame(const Level& level, State& state, const Policy& policy) {
  for (int i = 0; i < level.ticks_per_frame; ++i) tick(level, state, policy);
}

// The same level with this percentage of its dots. With few dots whole pasts come again and again;
// with many dots hardly ever.
Level with_dots(const Level& level, int percent) {
  std::string text = level.text;
  const std::string key = "dots_percent ";
  const std::size_t value = text.find(key) + key.size();
  text.replace(value, text.find('\n', value) - value, std::to_string(percent));
  return parse_level(text, level.name);
}

// A square window of the picture.
struct Square {
  int top = 0, left = 0, size_px = 0;
};

Square around_player(const Level& level, const State& state, int size_px) {
  const auto inside = [size_px](int centre_16th_px, int most_px) {
    return std::clamp(centre_16th_px / 16 - size_px / 2, 0, most_px - size_px);
  };
  return {inside(state.player.y_16th_px, level.height_px()),
          inside(state.player.x_16th_px, level.width_px()), size_px};
}

std::uint64_t hash_square(const Frame& frame, Square square, std::uint64_t hash) {
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = square.top; y < square.top + square.size_px; ++y) {
      const std::uint8_t* row = &frame.pixels[static_cast<std::size_t>(
          (channel * frame.height_px + y) * frame.width_px + square.left)];
      hash = hash_bytes(row, static_cast<std::size_t>(square.size_px), hash);
    }
  }
  return hash;
}

// What the futures look like through a window: equal ones merged, probabilities rounded.
using Futures = std::map<std::uint64_t, long long>;
Futures seen_through(const std::vector<Branch>& all, Square square) {
  std::map<std::uint64_t, double> sums;
  for (const Branch& branch : all) {
    sums[hash_square(branch.frame, square, kHashStart)] += branch.probability;
  }
  Futures rounded;
  for (const auto& [hash, p] : sums) rounded[hash] = std::llround(p * 1e9);
  return rounded;
}

// Equal pasts through a window around the player must have equal futures through it, less a rim of
// rim_px, across which a ghost may come. Returns how often a past came again, so that a test can
// see that there was something to compare.
int check_x_tells_all(const Level& level, const Policy& policy, int size_px, int rim_px,
                      int games) {
  constexpr std::size_t kPast = 4;
  std::map<std::uint64_t, Futures> futures;
  int again = 0;
  for (int game = 0; game < games; ++game) {
    State state = start(level, game);
    std::deque<Frame> past;
    for (int step = 0; step < level.frames_per_game && !state.over; ++step) {
      past.push_back(render_frame(level, state));
      if (past.size() > kPast) past.pop_front();
      if (past.size() == kPast) {
        const Square square = around_player(level, state, size_px);
        std::uint64_t x = hash_bytes(&square, sizeof square, kHashStart);
        for (const Frame& frame : past) x = hash_square(frame, square, x);
        const Futures now =
            seen_through(branches(level, policy, state, level.ticks_per_frame),
                         {square.top + rim_px, square.left + rim_px, size_px - 2 * rim_px});
        const auto [known, fresh] = futures.emplace(x, now);
        if (!fresh) ++again;
        REQUIRE(known->second == now);
      }
      play_frame(level, state, policy);
    }
  }
  return again;
}

struct ActorColour {
  Actor actor;
  std::uint8_t colour = 0;
};
std::vector<ActorColour> actors_of(const State& state) {
  std::vector<ActorColour> all = {{state.player, kPlayer}};
  for (std::size_t ghost = 0; ghost < static_cast<std::size_t>(state.ghost_count); ++ghost) {
    all.push_back({state.ghosts[ghost], static_cast<std::uint8_t>(kGhost0 + ghost)});
  }
  return all;
}

}  // namespace

TEST_CASE("A measuring level is 64 pixels square, and the player starts anywhere in it") {
  for (const Measuring& measuring : kLevels) {
    INFO(measuring.name);
    const Level level = load_level(measuring.name);
    CHECK(level.height_px() == 64);
    CHECK(level.width_px() == 64);
    CHECK(level.random_start);
    std::set<std::pair<int, int>> starts;
    std::set<int> facings;
    for (int game = 0; game < 1000; ++game) {
      const Actor player = start(level, game).player;
      REQUIRE(at_tile_centre(player));
      REQUIRE(is_open(level, player, opposite(player.facing)));
      starts.emplace(tile_of(player).row, tile_of(player).col);
      facings.insert(static_cast<int>(player.facing));
    }
    CHECK(starts.size() == static_cast<std::size_t>(
                               std::count(level.tiles.begin(), level.tiles.end(), Tile::floor)));
    CHECK(facings.size() == 4);
  }
}

TEST_CASE("A measuring level has no dead end, and its player never stops and never turns back") {
  for (const Measuring& measuring : kLevels) {
    INFO(measuring.name);
    const Level level = load_level(measuring.name);
    const Policy policy = parse_policy(measuring.policy);
    for (int game = 0; game < 100; ++game) {
      State state = start(level, game);
      for (int i = 0; i < 512; ++i) {
        const State before = state;
        tick(level, state, policy);
        if (state.over) break;
        REQUIRE(state.player.moving);
        REQUIRE(state.player.facing != opposite(before.player.facing));
      }
    }
  }
}

TEST_CASE("All junctions of a measuring level are met from all sides and left every way") {
  for (const Measuring& measuring : kLevels) {
    INFO(measuring.name);
    const Level level = load_level(measuring.name);
    const Policy policy = parse_policy(measuring.policy);
    std::map<std::tuple<int, int, int>, std::set<int>> taken;  // row, col, facing
    std::map<int, std::size_t> approaches;                     // by the number of ways out
    for (int game = 0; game < 600; ++game) {
      State state = start(level, game);
      for (int i = 0; i < 512 && !state.over; ++i) {
        const Actor before = state.player;
        const Action action = tick(level, state, policy);
        if (!at_tile_centre(before)) continue;
        const Position tile = tile_of(before);
        taken[{tile.row, tile.col, static_cast<int>(before.facing)}].insert(
            static_cast<int>(action));
      }
    }
    for (const auto& [approach, ways] : taken) ++approaches[static_cast<int>(ways.size())];
    CHECK(approaches[2] == measuring.two_ways);
    CHECK(approaches[3] == measuring.three_ways);
  }
}

TEST_CASE("The futures of a frame don't overlap: no pixel shows an actor at two places") {
  for (const Measuring& measuring : kLevels) {
    INFO(measuring.name);
    const Level level = load_level(measuring.name);
    const Policy policy = parse_policy(measuring.policy);
    State state = start(level, 4);
    int forks = 0;
    for (int step = 0; step < 60 && !state.over; ++step) {
      std::map<std::tuple<std::size_t, int>, std::set<std::pair<int, int>>> places;
      const auto all = branches(level, policy, state, level.ticks_per_frame);
      if (all.size() > 1) ++forks;
      for (const Branch& branch : all) {
        std::vector<std::uint8_t> pixels(level.walls_picture.size());
        render(level, branch.state, pixels);
        for (const auto& [actor, colour] : actors_of(branch.state)) {
          for (std::size_t pixel = 0; pixel < pixels.size(); ++pixel) {
            if (pixels[pixel] != colour) continue;
            places[{pixel, colour}].emplace(actor.y_16th_px, actor.x_16th_px);
          }
        }
      }
      for (const auto& [pixel, shown] : places) REQUIRE(shown.size() == 1);
      play_frame(level, state, policy);
    }
    CHECK(forks > 10);
  }
}

TEST_CASE("Equal past frames have equal futures, whole and around the player") {
  for (const Measuring& measuring : kLevels) {
    INFO(measuring.name);
    const Level level = load_level(measuring.name);
    const Policy policy = parse_policy(measuring.policy);
    const int rim_px = level.ghosts > 0 ? kTilePx : 0;
    CHECK(check_x_tells_all(level, policy, 32, rim_px, 60) > 50);
    CHECK(check_x_tells_all(with_dots(level, 2), policy, 64, 0, 150) > 50);
    CHECK(check_x_tells_all(with_dots(level, 5), policy, 32, rim_px, 60) > 100);
  }
}

TEST_CASE("All junctions of biased are marked, and no other floor is") {
  const Level level = load_level("biased");
  State state = start(level, 0);
  std::vector<std::size_t> junctions;
  for (int tile = 0; tile < level.rows * level.cols; ++tile) {
    put(state.player, tile / level.cols, tile % level.cols, Direction::up);
    const auto open = std::count_if(kDirections.begin(), kDirections.end(),
                                    [&](Direction d) { return is_open(level, state.player, d); });
    if (!level.is_wall(tile / level.cols, tile % level.cols) && open > 2) {
      junctions.push_back(static_cast<std::size_t>(tile));
    }
  }
  CHECK(junctions == level.marked_tiles);
}

TEST_CASE("On biased the mark under the player is seen in its patch, and decides") {
  const Level level = load_level("biased");
  const Policy policy = parse_policy("marked", level);
  State state = start(level, 0);
  put(state.player, 3, 3, Direction::down);  // a T: left and right are the ways on
  std::set<std::uint64_t> pasts;
  for (int percent = 10; percent <= 90; percent += 10) {
    state.marks[3 * 8 + 3] = static_cast<std::uint8_t>(percent);
    const Square square = around_player(level, state, 32);
    pasts.insert(hash_square(render_frame(level, state), square, kHashStart));
    const auto futures = branches(level, policy, state, level.ticks_per_frame);
    REQUIRE(futures.size() == 2);
    for (const Branch& future : futures) {
      const bool left_hand = future.state.player.facing == Direction::right;
      CHECK(future.probability == Approx((left_hand ? percent : 100 - percent) / 100.0));
    }
  }
  CHECK(pasts.size() == 9);
}

TEST_CASE(
    "In chase no ghost is ever gone from the picture, in 2 percent of frames the player hides its "
    "eyes") {
  const Level level = load_level("chase");
  int frames = 0, gone = 0, below = 0, looks_hidden = 0;
  for (int game = 0; game < 400; ++game) {
    State state = start(level, game);
    for (int step = 0; step < level.frames_per_game && !state.over; ++step, ++frames) {
      std::vector<std::uint8_t> pixels(level.walls_picture.size());
      render(level, state, pixels);
      bool is_below = false, is_hidden = false;
      for (std::size_t ghost = 0; ghost < 2; ++ghost) {
        if (std::count(pixels.begin(), pixels.end(), kGhost0 + ghost) == 0) ++gone;
        is_below |= state.ghosts[ghost].x_16th_px == state.player.x_16th_px &&
                    state.ghosts[ghost].y_16th_px == state.player.y_16th_px;
        for (const Direction other : kDirections) {
          if (other == state.ghosts[ghost].facing) continue;
          State changed = state;
          changed.ghosts[ghost].facing = other;
          std::vector<std::uint8_t> also(pixels.size());
          render(level, changed, also);
          is_hidden |= also == pixels;
        }
      }
      below += is_below ? 1 : 0;
      looks_hidden += is_hidden ? 1 : 0;
      play_frame(level, state, {});
    }
  }
  CHECK(gone == 0);
  CHECK(static_cast<double>(below) / frames == Approx(0.078).margin(0.01));
  CHECK(static_cast<double>(looks_hidden) / frames == Approx(0.020).margin(0.005));
}
