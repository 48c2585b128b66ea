// Our own random generator: PCG32 (O'Neill 2014, XSH-RR), the same bits everywhere.
// A stream for each purpose, so that one purpose's draws never shift another's.
#pragma once

#include <cstdint>

namespace crossroads {

struct Random {
  std::uint64_t state = 0;
  std::uint64_t increment = 1;  // odd

  Random() = default;
  Random(std::uint64_t seed, std::uint64_t stream) : increment((stream << 1U) | 1U) {
    next();
    state += seed;
    next();
  }
  std::uint32_t next() {
    const std::uint64_t old = state;
    state = old * 6364136223846793005ULL + increment;
    const auto shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
    const auto rotation = static_cast<std::uint32_t>(old >> 59U);
    return (shifted >> rotation) | (shifted << ((32U - rotation) & 31U));
  }
  // Uniform in [0, bound), exactly: draws below the threshold are thrown away. bound >= 1.
  std::uint32_t below(std::uint32_t bound) {
    const std::uint32_t threshold = (0U - bound) % bound;
    for (;;) {
      const std::uint32_t value = next();
      if (value >= threshold) return value % bound;
    }
  }
  bool operator==(const Random&) const = default;
};

}  // namespace crossroads
