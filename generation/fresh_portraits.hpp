// Pictures that paint has never shown to anybody: each purpose has portraits of its own, none of
// which is in a set of `paint --seed` nor in another purpose's.
#pragma once

#include <cstdint>
#include <vector>

#include "portraits/portrait.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

enum class Purpose : std::uint8_t { reader_training, reader_test, reference, real_samples, means };

struct FreshPortraits {
  std::vector<Frame> pictures;
  std::vector<AttributeValues> values;  // what each shows
};

// Number `first` and the next ones of this seed and purpose; what isn't fixed is drawn.
[[nodiscard]] FreshPortraits fresh_portraits(Purpose purpose, std::uint64_t seed,
                                             std::uint64_t first, std::size_t count,
                                             const FixedAttributes& fixed = {});

}  // namespace crossroads
