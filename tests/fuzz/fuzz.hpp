// What the fuzz targets share. libFuzzer (LLVM) calls LLVMFuzzerTestOneInput with ever new bytes;
// whatever a file holds, only an Error may come of it. All else, other exceptions too, is a crash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "recordings/error.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"

namespace crossroads::fuzz {

template <class Work>
void allow_errors(const Work& work) {
  try {
    work();
  } catch (const Error&) {
  }
}

// Whatever was accepted as a level must be playable.
inline void play(const Level& level, std::uint64_t seed, int ticks) {
  State state = start_game(level, seed);
  for (int i = 0; i < ticks; ++i) {
    tick(level, state, Policy{});
    if (i % 64 == 0) (void)render_frame(level, state);
  }
}

}  // namespace crossroads::fuzz
