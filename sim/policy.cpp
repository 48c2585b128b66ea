#include "sim/policy.hpp"

#include <charconv>

#include "recordings/error.hpp"
#include "sim/arcade_rules.hpp"
#include "sim/moves.hpp"

namespace crossroads {

Policy parse_policy(const std::string& text) {
  if (text == "uniform") return {};
  const std::string prefix = "biased:";
  int percent = -1;
  if (text.rfind(prefix, 0) == 0) {
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + prefix.size(), end, percent);
    if (error != std::errc() || stopped != end) percent = -1;
  }
  if (percent < 0 || percent > 100) {
    throw UsageError("expected a policy, uniform or biased:P (P percent left, 0 to 100), found `" +
                     text + "`: write one of the two");
  }
  return {Policy::Kind::biased, percent};
}

std::string policy_text(const Policy& policy) {
  if (policy.kind == Policy::Kind::uniform) return "uniform";
  return "biased:" + std::to_string(policy.left_percent);
}

Weights player_weights(const Level& level, const State& state, const Policy& policy) {
  Weights weights{};
  const bool decides =
      level.arcade.used ? arcade_player_decides(state) : at_tile_centre(state.player);
  if (state.over || !decides) return weights[0] = 1, weights;
  const Ways ways = ways_out(level, state.player);
  for (int i = 0; i < ways.count; ++i) {
    const auto action = static_cast<std::size_t>(to_action(ways.way[static_cast<std::size_t>(i)]));
    if (policy.kind == Policy::Kind::uniform || ways.count == 1) {
      weights[action] = 1;
    } else {
      // P percent for the first; the rest shared equally among the other count - 1.
      weights[action] = i == 0 ? policy.left_percent * (ways.count - 1) : 100 - policy.left_percent;
    }
  }
  if (ways.count == 0) weights[0] = 1;
  return weights;
}

}  // namespace crossroads
