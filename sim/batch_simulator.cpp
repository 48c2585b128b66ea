#include "sim/batch_simulator.hpp"

#include <string>

#include "recordings/error.hpp"
#include "sim/recorder.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"
#include "sim/stream_copy.hpp"

namespace crossroads {
namespace {

void check_size(const std::string& what, std::size_t expected, std::size_t found) {
  if (expected == found) return;
  throw Error(std::to_string(expected) + " " + what, std::to_string(found), "a batch of games",
              "give room for every game");
}

}  // namespace

std::uint64_t batch_game_seed(std::uint64_t seed, std::size_t game, std::uint64_t episode) {
  return game_seed(game_seed(seed, game, Purpose::record), episode, Purpose::record);
}

BatchSimulator::BatchSimulator(const Level& level, std::size_t games, std::uint64_t seed)
    : level_(level), seed_(seed), games_(games), canvas_(level.walls_picture.size()) {
  if (games == 0) throw Error("at least one game", "none", "a batch of games", "ask for some");
  // As if each had ended: the first step begins it.
  for (Game& game : games_) game.outcome.terminated = true;
}

void BatchSimulator::step(const Policy& policy, std::span<std::uint8_t> frames, FrameStore store) {
  step_all([&](State& state, std::size_t, int) { tick(level_, state, policy); }, frames, store);
}

void BatchSimulator::step(std::span<const Action> actions, std::span<std::uint8_t> frames,
                          FrameStore store) {
  check_size("actions", games_.size(), actions.size());
  const auto tick_game = [&](State& state, std::size_t game, int ticks) {
    tick(level_, state, ticks == 0 ? actions[game] : Action::none);
  };
  step_all(tick_game, frames, store);
}

template <class Tick>
void BatchSimulator::step_all(const Tick& tick_game, std::span<std::uint8_t> frames,
                              FrameStore store) {
  check_size("bytes of frames", games_.size() * frame_bytes(), frames.size());
  for (std::size_t i = 0; i < games_.size(); ++i) {
    Game& game = games_[i];
    if (game.outcome.terminated || game.outcome.truncated) {
      begin(game, i);
    } else {
      const std::int32_t score = game.state.score;
      for (int ticks = 0; ticks < level_.ticks_per_frame && !game.state.over; ++ticks) {
        tick_game(game.state, i, ticks);
      }
      const bool last = ++game.steps == level_.frames_per_game;
      game.outcome = {game.state.score - score, false, game.state.over, last && !game.state.over};
    }
    write(game, frames.subspan(i * frame_bytes(), frame_bytes()), store);
  }
  if (store == FrameStore::streamed) finish_stream_copies();
}

void BatchSimulator::begin(Game& game, std::size_t index) const {
  game.state = start_game(level_, batch_game_seed(seed_, index, game.next_episode++));
  game.steps = 0;
  game.outcome = {};
  game.outcome.began = true;
}

void BatchSimulator::write(const Game& game, std::span<std::uint8_t> slot, FrameStore store) {
  if (store == FrameStore::cached) return render(level_, game.state, slot);
  render(level_, game.state, canvas_);
  stream_copy(slot.data(), canvas_.data(), canvas_.size());
}

}  // namespace crossroads
