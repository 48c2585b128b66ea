// The same bits everywhere: what a million ticks of each level come to, whatever the compiler, its
// optimisation and its sanitizers. A program of its own, so that each of them can build just this.
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "recordings/hash.hpp"
#include "sim/rules.hpp"

using namespace crossroads;

namespace {

// clang-format off
const std::map<std::string, std::string> kGolden = {
    {"biased", "fcd9f4abe382fc85"},
    {"chase", "51d272295038f9a6"},
    {"classic", "ba4c2ffaa8ae0d7e"},
    {"corner", "f01d16628e9541e6"},
    {"crossing", "02d9220a5763d628"},
    {"maze:7", "bdbc7bc70adf602e"},
    {"maze:7:24x32", "8b2d867a59c87567"},
};
// clang-format on

std::vector<std::string> names() {
  std::vector<std::string> all = level_names();
  for (const auto& [name, hash] : kGolden) {
    if (name.starts_with("maze:")) all.push_back(name);
  }
  return all;
}

// Game after game, by a player that takes the leftmost way with 60 percent. Every hundredth state
// and the last one of each game count.
std::string hash_of_a_million_ticks(const std::string& name) {
  const Level level = load_level(name);
  const Policy policy{Policy::Kind::biased, 60};
  std::uint64_t hash = kHashStart, game = 0;
  State state = start_game(level, game);
  for (int i = 1; i <= 1000000; ++i) {
    tick(level, state, policy);
    if (i % 100 != 0 && !state.over) continue;
    const std::string now = hash_text(hash_state(state));
    hash = hash_bytes(now.data(), now.size(), hash);
    if (state.over) state = start_game(level, ++game);
  }
  return hash_text(hash);
}

}  // namespace

TEST_CASE("A million ticks of each level have the hash that they always had") {
  for (const std::string& name : names()) {
    DYNAMIC_SECTION(name) {
      const std::string hash = hash_of_a_million_ticks(name);
      const auto golden = kGolden.find(name);
      INFO("level " << name << " comes to " << hash << ", to be noted as {\"" << name << "\", \""
                    << hash << "\"} in kGolden of tests/sim/test_golden.cpp if the level is new "
                    << "or its rules were changed on purpose");
      REQUIRE(golden != kGolden.end());
      CHECK(golden->second == hash);
    }
  }
}

TEST_CASE("No level has a golden hash without being there") {
  for (const auto& [name, hash] : kGolden) {
    INFO(name);
    CHECK_NOTHROW(load_level(name));
  }
}
