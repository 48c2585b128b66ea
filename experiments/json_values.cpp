#include "experiments/json_values.hpp"

#include <cmath>
#include <cstdlib>

namespace crossroads {
namespace {

// A fact as a number where it is one; a hash is text, whatever its digits.
Json fact(const std::map<std::string, std::string>& facts, const std::string& key) {
  const auto found = facts.find(key);
  if (found == facts.end() || found->second.empty()) return nullptr;
  if (key.find("hash") != std::string::npos) return found->second;
  char* end = nullptr;
  const double value = std::strtod(found->second.c_str(), &end);
  if (*end != '\0') return found->second;
  if (found->second.find_first_not_of("0123456789") == std::string::npos &&
      found->second.size() < 19) {
    return std::stoll(found->second);
  }
  return number(value);
}

}  // namespace

Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}
Json text(const std::string& value) {
  return value.empty() ? Json(nullptr) : Json(value);
}

Json run_facts(const std::string& name, const std::string& arm, const std::string& folder,
               const std::map<std::string, std::string>& facts) {
  Json json{{"name", name}, {"arm", arm}, {"run", text(folder)}};
  for (const char* key : {"seed", "steps", "seconds", "parameters", "data_hash", "patches_seen",
                          "adversarial_share"}) {
    json[key] = fact(facts, key);
  }
  return json;
}

std::string json_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace crossroads
