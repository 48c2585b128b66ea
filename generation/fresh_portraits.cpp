#include "generation/fresh_portraits.hpp"

#include "portraits/paint.hpp"
#include "recordings/random.hpp"

namespace crossroads {
namespace {

constexpr std::uint64_t kStream = 0xf4e54;

// Far from the small seeds that people give to paint.
std::uint64_t set_seed(Purpose purpose, std::uint64_t seed) {
  Random random(seed, kStream + static_cast<std::uint64_t>(purpose));
  const std::uint64_t high = random.next();
  return high << 32U | random.next();
}

}  // namespace

FreshPortraits fresh_portraits(Purpose purpose, std::uint64_t seed, std::uint64_t first,
                               std::size_t count, const FixedAttributes& fixed) {
  FreshPortraits fresh;
  const std::uint64_t set = set_seed(purpose, seed);
  for (std::size_t i = 0; i < count; ++i) {
    const Portrait portrait = portrait_with(fixed, portrait_seed(set, first + i));
    fresh.pictures.push_back(paint(portrait));
    fresh.values.push_back(values_of(portrait.attributes));
  }
  return fresh;
}

}  // namespace crossroads
