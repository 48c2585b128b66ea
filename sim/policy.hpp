// Who decides where the player goes: a distribution over actions for each state, memoryless.
#pragma once

#include <array>
#include <string>

#include "sim/level.hpp"
#include "sim/state.hpp"

namespace crossroads {

struct Policy {
  enum class Kind { uniform, biased, marked, greedy, avoiding };
  Kind kind = Kind::uniform;
  int left_percent = 50;  // biased: of the leftmost way out, seen in walking direction
};

// "uniform", "biased:70" (percent), "marked" (on marked floor biased by its percent, elsewhere
// uniform), "greedy" or "avoiding" (seeking.hpp). UsageError lists what there is, or says that this
// level has no marks.
[[nodiscard]] Policy parse_policy(const std::string& text);
[[nodiscard]] Policy parse_policy(const std::string& text, const Level& level);
[[nodiscard]] std::string policy_text(const Policy& policy);

// Integer weights of Action::none, up, left, down, right at this tick; exactly one entry is above 0
// where nothing is random. Off tile centres that is Action::none.
using Weights = std::array<int, 5>;
[[nodiscard]] Weights player_weights(const Level& level, const State& state, const Policy& policy);

}  // namespace crossroads
