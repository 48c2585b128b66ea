#include "experiments/json_values.hpp"

#include <cmath>
#include <cstdlib>

namespace crossroads {
namespace {

// A fact as a number where it is one; a hash is text, whatever its digits.
Json fact_json(const Facts& facts, const std::string& key) {
  const std::string found = fact(facts, key);
  if (found.empty()) return nullptr;
  if (key.find("hash") != std::string::npos) return found;
  char* end = nullptr;
  const double value = std::strtod(found.c_str(), &end);
  if (*end != '\0') return found;
  if (found.find_first_not_of("0123456789") == std::string::npos && found.size() < 19) {
    return std::stoll(found);
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
               const Facts& facts) {
  Json json{{"name", name}, {"arm", arm}, {"run", text(folder)}};
  for (const char* key : {"seed", "steps", "seconds", "parameters", "data_hash", "patches_seen",
                          "adversarial_share"}) {
    json[key] = fact_json(facts, key);
  }
  return json;
}

std::string json_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace crossroads
