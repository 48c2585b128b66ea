// Samples that were drawn elsewhere, as a contender: a file with the array "samples", [state,
// sample, 3, H, W], for the states of one exported file, in their order. uint8, or floats with the
// note "range": "-1..1" or "0..1", which are clamped and rounded to 8 bits as our own are.
#pragma once

#include <filesystem>

#include "experiments/contender.hpp"
#include "experiments/exported_states.hpp"

namespace crossroads {

struct OutsideSamples {
  Contender contender;
  int count = 0;  // at each state; 1: a deterministic predictor
};

// Values are read state by state as they are asked for. Error, now: another shape or type, no note
// "states_hash" or another one than these states', floats without a range. Error, on reading: NaN,
// or values far outside of the range.
[[nodiscard]] OutsideSamples load_samples(const std::filesystem::path& file,
                                          const Questions& questions);

}  // namespace crossroads
