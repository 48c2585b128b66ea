// What the reader's answers say of a set of samples: how evenly the values come, how legible the
// pictures are, and whether they show what was asked for. No torch.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "generation/attribute_reader.hpp"
#include "generation/estimate.hpp"
#include "portraits/portrait.hpp"

namespace crossroads {

using Counts = std::vector<std::int64_t>;  // one for each value of an attribute

// How often each value of this attribute was read.
[[nodiscard]] Counts count_values(std::span<const Reading> readings, std::size_t attribute);

// Total variation from the painter's distribution, in which all values are as probable: 0 to 1.
[[nodiscard]] double uniform_tv(const Counts& counts);
[[nodiscard]] int missing_values(const Counts& counts);  // never read

// exp(entropy) over the number of values: 1 where all come as often, 1 / K where one alone comes.
[[nodiscard]] double evenness(const Counts& counts);

// Share of pictures of which the reader is sure: each of the nine probabilities above 0.9.
[[nodiscard]] Estimate legibility(std::span<const Reading> readings, std::uint64_t seed);

// Share of pictures that show all that was asked of them; one request for each reading.
[[nodiscard]] Estimate requests_met(std::span<const Reading> readings,
                                    std::span<const FixedAttributes> requests, std::uint64_t seed);

// How varied the rest is while one attribute is asked for: evenness of each other attribute among
// the pictures that were asked for one value, on average over the attributes and values. Few
// pictures look less even than many: to be compared with as many real ones.
[[nodiscard]] double variety_beside(std::span<const Reading> readings,
                                    std::span<const FixedAttributes> requests,
                                    std::size_t attribute);

}  // namespace crossroads
