// What is known of a run, by name, as text: its options, and what became of it. No torch.
#pragma once

#include <map>
#include <string>

namespace crossroads {

using Facts = std::map<std::string, std::string>;  // "seed", "steps", "seconds", "parameters", ...

// Empty where there is no such fact.
[[nodiscard]] inline std::string fact(const Facts& facts, const std::string& key) {
  const auto found = facts.find(key);
  return found == facts.end() ? "" : found->second;
}

}  // namespace crossroads
