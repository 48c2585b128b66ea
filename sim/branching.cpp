#include "sim/branching.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "sim/renderer.hpp"
#include "sim/rules.hpp"

namespace crossroads {
namespace {

struct Leaf {
  State state;
  double probability = 0;
  std::vector<std::uint8_t> pixels;  // palette
};

// Walks every combination of decisions, tick by tick; forks only where there is a choice.
class Walk {
 public:
  Walk(const Level& level, const Policy& policy) : level_(level), policy_(policy) {}

  void go_on(State state, double probability, int ticks) {
    std::vector<Choice> choices;
    for (; ticks > 0; --ticks) {
      decide(state, choices);
      for (std::size_t i = 1; i < choices.size(); ++i) {
        State other = state;
        advance(level_, other, choices[i].decisions);
        go_on(other, probability * choices[i].probability, ticks - 1);
      }
      probability *= choices[0].probability;
      advance(level_, state, choices[0].decisions);
    }
    add(state, probability);
  }

  std::vector<Leaf> leaves;

 private:
  struct Choice {
    Decisions decisions;
    double probability = 1;
  };

  // The product of what the player and each ghost may do at this tick.
  void decide(const State& state, std::vector<Choice>& choices) const {
    choices.assign(1, Choice{});
    multiply(choices, player_weights(level_, state, policy_),
             [](Decisions& d, std::size_t i) { d.player = static_cast<Action>(i); });
    for (int ghost = 0; ghost < state.ghost_count; ++ghost) {
      multiply(choices, ghost_weights(level_, state, ghost), [ghost](Decisions& d, std::size_t i) {
        d.ghosts[static_cast<std::size_t>(ghost)] = static_cast<Direction>(i);
      });
    }
  }

  template <typename SomeWeights, typename Decide>
  static void multiply(std::vector<Choice>& choices, const SomeWeights& weights, Decide decide) {
    const int sum = std::accumulate(weights.begin(), weights.end(), 0);
    if (sum == 0) return;
    const std::size_t before = choices.size();
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (weights[i] == 0) continue;
      for (std::size_t c = 0; c < before; ++c) {
        choices.push_back(choices[c]);
        choices.back().probability *= static_cast<double>(weights[i]) / sum;
        decide(choices.back().decisions, i);
      }
    }
    choices.erase(choices.begin(), choices.begin() + static_cast<std::ptrdiff_t>(before));
  }

  void add(const State& state, double probability) {
    std::vector<std::uint8_t> pixels(level_.walls_picture.size());
    render(level_, state, pixels);
    for (Leaf& leaf : leaves) {
      if (leaf.pixels != pixels) continue;
      leaf.probability += probability;
      return;
    }
    leaves.push_back({state, probability, std::move(pixels)});
  }

  const Level& level_;
  const Policy& policy_;
};

// Sums of the same products in another order may differ in their last bits: those are ties.
long long rounded(double probability) {
  return std::llround(probability * 0x1p40);
}

}  // namespace

std::vector<Branch> branches(const Level& level, const Policy& policy, const State& state,
                             int ticks) {
  Walk walk(level, policy);
  walk.go_on(state, 1, ticks);
  std::vector<Branch> result;
  result.reserve(walk.leaves.size());
  for (const Leaf& leaf : walk.leaves) {
    result.push_back({to_frame(leaf.pixels, level.height_px(), level.width_px()),
                      render_frame(level, leaf.state, false), leaf.probability, leaf.state});
  }
  std::sort(result.begin(), result.end(), [](const Branch& a, const Branch& b) {
    const long long more = rounded(a.probability) - rounded(b.probability);
    if (more != 0) return more > 0;
    return std::memcmp(a.frame.pixels.data(), b.frame.pixels.data(), a.frame.pixels.size()) < 0;
  });
  return result;
}

}  // namespace crossroads
