#include <catch2/catch.hpp>
#include <numeric>
#include <vector>

#include "recordings/error.hpp"
#include "sim/batch_simulator.hpp"
#include "sim/recorder.hpp"
#include "sim/renderer.hpp"
#include "sim/stream_copy.hpp"
#include "tests/sim/sim_text.hpp"

using namespace crossroads;

namespace {

// One game of a batch, alone: what the recorder makes of its episodes, one behind the other.
struct Single {
  std::vector<Frame> frames;
  std::vector<BatchSimulator::Outcome> outcomes;
};

template <class Tick>
Single play_alone(const Level& level, std::uint64_t seed, std::size_t game, std::size_t steps,
                  const Tick& tick_game) {
  Single single;
  for (std::uint64_t number = 0; single.frames.size() < steps; ++number) {
    GameRecorder recorder(level, level.ticks_per_frame, batch_game_seed(seed, game, number),
                          level.frames_per_game);
    while (!recorder.ended()) tick_game(recorder);
    const Episode episode = recorder.take_episode();
    single.frames.insert(single.frames.end(), episode.frames.begin(), episode.frames.end());
    single.outcomes.push_back({0, true, false, false});
    for (std::size_t i = 0; i < episode.actions.size(); ++i) {
      single.outcomes.push_back({static_cast<std::int32_t>(episode.rewards[i]), false,
                                 episode.terminations[i] != 0, episode.truncations[i] != 0});
    }
  }
  return single;
}

std::vector<Single> play_alone(const Level& level, std::size_t games, std::size_t steps) {
  std::vector<Single> all;
  for (std::size_t game = 0; game < games; ++game) {
    all.push_back(play_alone(level, 7, game, steps, [](GameRecorder& one) { one.tick(Policy{}); }));
  }
  return all;
}

Frame frame_of(const Level& level, std::span<const std::uint8_t> frames, std::size_t game) {
  const std::size_t bytes = level.walls_picture.size();
  return to_frame(frames.subspan(game * bytes, bytes), level.height_px(), level.width_px());
}

void check_outcome(const BatchSimulator::Outcome& found, const BatchSimulator::Outcome& wanted) {
  REQUIRE(found.reward == wanted.reward);
  REQUIRE(found.began == wanted.began);
  REQUIRE(found.terminated == wanted.terminated);
  REQUIRE(found.truncated == wanted.truncated);
}

// How many episodes ended meanwhile.
int check_batch(const Level& level, std::size_t games, int steps, FrameStore store) {
  BatchSimulator batch(level, games, 7);
  const std::vector<Single> singles = play_alone(level, games, static_cast<std::size_t>(steps));
  std::vector<std::uint8_t> frames(games * batch.frame_bytes());
  int ended = 0;
  for (int step = 0; step < steps; ++step) {
    std::fill(frames.begin(), frames.end(), std::uint8_t{0xee});
    batch.step(Policy{}, frames, store);
    for (std::size_t game = 0; game < games; ++game) {
      const auto at = static_cast<std::size_t>(step);
      REQUIRE(frame_of(level, frames, game) == singles[game].frames[at]);
      check_outcome(batch.outcome(game), singles[game].outcomes[at]);
      ended += batch.outcome(game).terminated || batch.outcome(game).truncated ? 1 : 0;
    }
  }
  return ended;
}

}  // namespace

TEST_CASE("A batch of one game shows its episodes as they are recorded, one behind the other") {
  CHECK(check_batch(load_level("corner"), 1, 300, FrameStore::cached) >= 4);
  CHECK(check_batch(load_level("chase"), 1, 300, FrameStore::cached) >= 4);
  CHECK(check_batch(load_level("classic"), 1, 1500, FrameStore::cached) >= 1);
}

TEST_CASE("A batch of eight games is eight games alone, byte for byte, past resets too") {
  CHECK(check_batch(load_level("chase"), 8, 150, FrameStore::cached) >= 8);
  CHECK(check_batch(load_level("chase"), 8, 150, FrameStore::streamed) >= 8);
  CHECK(check_batch(load_level("classic"), 8, 40, FrameStore::streamed) == 0);
}

TEST_CASE("The games of a batch differ from each other") {
  const Level level = load_level("corner");
  BatchSimulator batch(level, 8, 1);
  std::vector<std::uint8_t> frames(8 * batch.frame_bytes());
  for (int step = 0; step < 10; ++step) batch.step(Policy{}, frames);
  for (std::size_t game = 1; game < 8; ++game) {
    CHECK(frame_of(level, frames, game) != frame_of(level, frames, 0));
  }
}

TEST_CASE("Actions are wishes for the ticks of one frame") {
  const Level level = load_level("chase");
  BatchSimulator batch(level, 2, 7);
  std::vector<std::uint8_t> frames(2 * batch.frame_bytes());
  std::vector<GameRecorder> alone;
  for (std::size_t game = 0; game < 2; ++game) {
    alone.emplace_back(level, level.ticks_per_frame, batch_game_seed(7, game, 0), 1000);
  }
  batch.step(std::vector<Action>(2, Action::up), frames);  // the reset frames: nobody moves
  for (int step = 0; step < 40; ++step) {
    const std::vector<Action> actions = {static_cast<Action>(step % 5),
                                         static_cast<Action>(step / 3 % 5)};
    batch.step(actions, frames);
    for (std::size_t game = 0; game < 2; ++game) {
      for (int i = 0; i < level.ticks_per_frame; ++i) {
        alone[game].tick(i == 0 ? actions[game] : Action::none);
      }
      REQUIRE(hash_state(batch.state(game)) == hash_state(alone[game].state()));
      REQUIRE(frame_of(level, frames, game) == render_frame(level, alone[game].state()));
    }
  }
}

TEST_CASE("A batch refuses a buffer or actions for another number of games") {
  const Level level = load_level("corner");
  CHECK_THROWS_AS(BatchSimulator(level, 0, 1), Error);
  BatchSimulator batch(level, 2, 1);
  std::vector<std::uint8_t> frames(2 * 64 * 64), short_one(64 * 64);
  CHECK_THROWS_AS(batch.step(Policy{}, short_one), Error);
  CHECK_THROWS_AS(batch.step(std::vector<Action>(3), frames), Error);
}

TEST_CASE("A copy past the caches copies every byte, wherever it begins, and nothing else") {
  std::vector<std::uint8_t> from(300);
  std::iota(from.begin(), from.end(), std::uint8_t{1});
  for (std::size_t offset = 0; offset < 32; ++offset) {
    for (const std::size_t bytes : {0U, 1U, 63U, 64U, 65U, 200U}) {
      std::vector<std::uint8_t> to(400, 0), expected(400, 0);
      stream_copy(to.data() + offset, from.data() + 1, bytes);
      finish_stream_copies();
      std::copy_n(from.begin() + 1, bytes, expected.begin() + static_cast<std::ptrdiff_t>(offset));
      REQUIRE(to == expected);
    }
  }
}
