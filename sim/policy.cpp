#include "sim/policy.hpp"

#include <optional>
#include <utility>

#include "recordings/error.hpp"
#include "recordings/whole_number.hpp"
#include "sim/arcade_rules.hpp"
#include "sim/moves.hpp"
#include "sim/seeking.hpp"

namespace crossroads {
namespace {

// All but biased:P.
constexpr std::array<std::pair<Policy::Kind, const char*>, 4> kNames = {
    {{Policy::Kind::uniform, "uniform"},
     {Policy::Kind::marked, "marked"},
     {Policy::Kind::greedy, "greedy"},
     {Policy::Kind::avoiding, "avoiding"}}};

// Of the leftmost way out; nothing where all ways are alike.
std::optional<int> left_percent(const Level& level, const State& state, const Policy& policy) {
  if (policy.kind == Policy::Kind::biased) return policy.left_percent;
  if (policy.kind != Policy::Kind::marked) return std::nullopt;
  const Position tile = tile_of(state.player);
  const int percent = state.marks[static_cast<std::size_t>(tile.row * level.cols + tile.col)];
  return percent > 0 ? std::optional(percent) : std::nullopt;
}

Weights only(Action action) {
  Weights weights{};
  weights[static_cast<std::size_t>(action)] = 1;
  return weights;
}

}  // namespace

Policy parse_policy(const std::string& text) {
  for (const auto& [kind, name] : kNames) {
    if (text == name) return {kind};
  }
  const std::string prefix = "biased:";
  int percent = 0;
  const bool read =
      text.rfind(prefix, 0) == 0 && read_whole_number(text.substr(prefix.size()), percent);
  if (!read || percent < 0 || percent > 100) {
    throw UsageError(
        "expected a policy, uniform, biased:P (P percent left, 0 to 100), marked, greedy or "
        "avoiding, "
        "found `" +
        text + "`: write one of them");
  }
  return {Policy::Kind::biased, percent};
}

Policy parse_policy(const std::string& text, const Level& level) {
  const Policy policy = parse_policy(text);
  if (policy.kind == Policy::Kind::marked && level.marked_tiles.empty()) {
    throw UsageError("--policy marked: expected a level with marked floor (%), found none in " +
                     level.name + ": take --level biased, or another policy");
  }
  return policy;
}

std::string policy_text(const Policy& policy) {
  for (const auto& [kind, name] : kNames) {
    if (policy.kind == kind) return name;
  }
  return "biased:" + std::to_string(policy.left_percent);
}

Weights player_weights(const Level& level, const State& state, const Policy& policy) {
  const bool decides =
      level.arcade.used ? arcade_player_decides(state) : at_tile_centre(state.player);
  if (state.over || !decides) return only(Action::none);
  if (policy.kind == Policy::Kind::greedy) return only(greedy_way(level, state));
  if (policy.kind == Policy::Kind::avoiding) return only(avoiding_way(level, state));
  const Ways ways = ways_out(level, state.player);
  if (ways.count == 0) return only(Action::none);
  const std::optional<int> percent = left_percent(level, state, policy);
  Weights weights{};
  for (int i = 0; i < ways.count; ++i) {
    const auto action = static_cast<std::size_t>(to_action(ways.way[static_cast<std::size_t>(i)]));
    if (!percent || ways.count == 1) {
      weights[action] = 1;
    } else {
      // P percent for the first; the rest shared equally among the other count - 1.
      weights[action] = i == 0 ? *percent * (ways.count - 1) : 100 - *percent;
    }
  }
  return weights;
}

}  // namespace crossroads
