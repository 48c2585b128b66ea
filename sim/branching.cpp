#include "sim/branching.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <numeric>
#include <unordered_map>

#include "recordings/error.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kMostLeaves = 20'000;

struct Leaf {
  State state;
  double probability = 0;
  Action action = Action::none;  // the last one so far, as the recorder keeps it
};

struct Choice {
  Decisions decisions;
  double probability = 1;
};

template <typename SomeWeights, typename Decide>
void multiply(std::vector<Choice>& choices, const SomeWeights& weights, Decide decide) {
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

// All that may have happened so far, tick by tick; forks only where there is a choice, and merges
// ways that have come to the same state, so that a long walk does not count them one by one.
class Walk {
 public:
  Walk(const Level& level, const State& state) : level_(level), leaves_{{state, 1, Action::none}} {}

  // player: the player's Weights at a state.
  template <typename PlayerWeights>
  void tick(const PlayerWeights& player) {
    const std::size_t before = leaves_.size();
    for (std::size_t i = 0; i < before; ++i) {
      decide(leaves_[i].state, player(leaves_[i].state));
      for (std::size_t c = 1; c < choices_.size(); ++c) {
        leaves_.push_back(leaves_[i]);
        take(leaves_.back(), choices_[c]);
      }
      take(leaves_[i], choices_[0]);
    }
    if (leaves_.size() == before) return;
    merge();
    if (leaves_.size() > kMostLeaves) {
      throw Error("at most " + std::to_string(kMostLeaves) + " ways to go on",
                  std::to_string(leaves_.size()), "level " + level_.name,
                  "branch over fewer ticks: predict less far ahead");
    }
  }

  // Ways that show the same frame are one branch.
  [[nodiscard]] std::vector<Branch> branches() const {
    std::map<std::string, Branch> by_pixels;
    std::vector<std::uint8_t> pixels(level_.walls_picture.size());
    for (const Leaf& leaf : leaves_) {
      render(level_, leaf.state, pixels);
      Branch& branch = by_pixels[std::string(pixels.begin(), pixels.end())];
      if (branch.probability == 0) {
        branch.frame = to_frame(pixels, level_.height_px(), level_.width_px());
        branch.without_actors = render_frame(level_, leaf.state, false);
        branch.state = leaf.state;
      }
      branch.probability += leaf.probability;
      branch.by_action[static_cast<std::size_t>(leaf.action)] += leaf.probability;
    }
    std::vector<Branch> result;
    for (auto& [shown, branch] : by_pixels) result.push_back(std::move(branch));
    return result;
  }

 private:
  // The product of what the player and each ghost may do at this tick.
  void decide(const State& state, const Weights& player) {
    choices_.assign(1, Choice{});
    multiply(choices_, player,
             [](Decisions& d, std::size_t i) { d.player = static_cast<Action>(i); });
    for (int ghost = 0; ghost < state.ghost_count; ++ghost) {
      multiply(choices_, ghost_weights(level_, state, ghost), [ghost](Decisions& d, std::size_t i) {
        d.ghosts[static_cast<std::size_t>(ghost)] = static_cast<Direction>(i);
      });
    }
  }

  void take(Leaf& leaf, const Choice& choice) const {
    leaf.probability *= choice.probability;
    if (choice.decisions.player != Action::none) leaf.action = choice.decisions.player;
    advance(level_, leaf.state, choice.decisions);
  }

  // Keeps the order. Two states of one hash that differ stay apart.
  void merge() {
    std::unordered_map<std::uint64_t, std::size_t> kept;
    std::size_t count = 0;
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      const auto action = static_cast<std::uint64_t>(leaves_[i].action);
      const std::uint64_t hash = hash_state(leaves_[i].state) + action;
      const auto [found, fresh] = kept.try_emplace(hash, count);
      Leaf& same = leaves_[found->second];
      if (!fresh && same.action == leaves_[i].action && same.state == leaves_[i].state) {
        same.probability += leaves_[i].probability;
      } else {
        if (count != i) leaves_[count] = leaves_[i];
        ++count;
      }
    }
    leaves_.resize(count);
  }

  const Level& level_;
  std::vector<Leaf> leaves_;
  std::vector<Choice> choices_;  // of one leaf and tick; kept for its memory
};

// Sums of the same products in another order may differ in their last bits: those are ties.
long long rounded(double probability) {
  return std::llround(probability * 0x1p40);
}

// Most probable first.
std::vector<Branch> sorted(std::vector<Branch> result) {
  std::sort(result.begin(), result.end(), [](const Branch& a, const Branch& b) {
    const long long more = rounded(a.probability) - rounded(b.probability);
    if (more != 0) return more > 0;
    return std::memcmp(a.frame.pixels.data(), b.frame.pixels.data(), a.frame.pixels.size()) < 0;
  });
  return result;
}

}  // namespace

std::vector<Branch> branches(const Level& level, const Policy& policy, const State& state,
                             int ticks) {
  Walk walk(level, state);
  for (int i = 0; i < ticks; ++i) {
    walk.tick([&](const State& now) { return player_weights(level, now, policy); });
  }
  return sorted(walk.branches());
}

std::vector<Branch> branches_of_a_person(const Level& level, const State& state, int ticks) {
  Walk walk(level, state);
  for (int i = 0; i < ticks; ++i) {
    walk.tick([&](const State&) { return i == 0 ? Weights{1, 1, 1, 1, 1} : Weights{1}; });
  }
  std::vector<Branch> result = walk.branches();
  for (Branch& branch : result) {
    const double alike = 1.0 / static_cast<double>(result.size());
    for (double& share : branch.by_action) share *= alike / branch.probability;
    branch.probability = alike;
  }
  return sorted(std::move(result));
}

}  // namespace crossroads
