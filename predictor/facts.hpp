// What is known of a run, by name, as text: its options, and what became of it. No torch.
#pragma once

#include <map>
#include <sstream>
#include <string>

namespace crossroads {

using Facts = std::map<std::string, std::string>;  // "seed", "steps", "seconds", "parameters", ...

// Empty where there is no such fact.
[[nodiscard]] inline std::string fact(const Facts& facts, const std::string& key) {
  const auto found = facts.find(key);
  return found == facts.end() ? "" : found->second;
}

// As it is written there.
template <typename Value>
[[nodiscard]] std::string fact_text(const Value& value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

}  // namespace crossroads
