#include "sim/redraw.hpp"

#include <algorithm>

#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "sim/branching.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"

namespace crossroads {
namespace {

constexpr std::uint64_t kRedrawStream = 101;  // no stream of a game

// Probabilities become whole numbers of 2^-31: every machine then draws the same.
constexpr double kWhole = 0x1p31;

double unit(Random& random) {
  return random.below(static_cast<std::uint32_t>(kWhole)) / kWhole;
}

template <typename Probability>
std::size_t draw(std::size_t count, Random& random, const Probability& probability) {
  double left = unit(random);
  std::size_t i = 0;
  while (i + 1 < count && left >= probability(i)) left -= probability(i++);
  return i;
}

// One row: drawn from what could follow `state`.
void add_row(Episode& episode, const State& state, const std::vector<Branch>& legal,
             Random& random) {
  const Branch& drawn =
      legal[draw(legal.size(), random, [&](std::size_t i) { return legal[i].probability; })];
  const auto& by_action = drawn.by_action;
  episode.frames.push_back(drawn.frame);
  episode.actions.push_back(static_cast<std::int64_t>(draw(
      by_action.size(), random, [&](std::size_t i) { return by_action[i] / drawn.probability; })));
  episode.rewards.push_back(drawn.state.score - state.score);
  episode.terminations.push_back(drawn.state.over ? 1 : 0);
  episode.truncations.push_back(0);
  episode.infos["legal_frames"].push_back(static_cast<double>(legal.size()));
}

}  // namespace

Episode redraw_game(const Level& level, const Policy& policy, int frame_skip,
                    const InputLog::Game& game) {
  State state = start_game(level, game.seed);
  Random random(game.seed, kRedrawStream);
  Episode episode;
  episode.seed = game.seed;
  episode.frames.push_back(render_frame(level, state));
  episode.infos["legal_frames"].push_back(1);
  std::size_t tick = 0;
  while (tick < game.actions.size() && !state.over) {
    const State before = state;
    const std::size_t end = tick + static_cast<std::size_t>(frame_skip);
    for (; tick < std::min(end, game.actions.size()) && !state.over; ++tick) {
      crossroads::tick(level, state, static_cast<Action>(game.actions[tick]));
    }
    if (tick < end && !state.over) break;  // cut off within the frame: it was not recorded
    add_row(episode, before, branches(level, policy, before, frame_skip), random);
  }
  const std::uint64_t hash = hash_state(state);
  if (game.final_hash != 0 && hash != game.final_hash) {
    throw Error("the final state " + hash_text(game.final_hash), hash_text(hash),
                "game " + std::to_string(game.seed) + " of the log",
                "the log was changed, or written by another version of the rules");
  }
  // An episode of the recording ends with this row, whatever the drawn future would go on to.
  if (!episode.terminations.empty() && episode.terminations.back() == 0) {
    episode.truncations.back() = 1;
  }
  return episode;
}

}  // namespace crossroads
