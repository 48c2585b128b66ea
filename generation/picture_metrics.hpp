// How far a set of samples is from a set of real pictures, by the features of both
// (attribute_reader.hpp). Computed in float64. The same numbers of two sets of real pictures say
// what chance does. No torch in this header.
#pragma once

#include "generation/attribute_reader.hpp"
#include "generation/estimate.hpp"

namespace crossroads {

// Between the Gaussians with the sets' means and covariances, squared as everywhere (Heusel 2017).
// 0: alike. Biased upwards, the more the fewer pictures there are. Two pictures or more in each.
[[nodiscard]] double frechet_distance(const Features& samples, const Features& real);

struct KernelDistance {
  double mean = 0, deviation = 0;  // over the subsets
};

// Squared maximum mean discrepancy for the kernel (x.y / size + 1)^3, without bias (Binkowski
// 2018): around 0, and below, where both are alike. Over 100 draws of up to 1,000 of each set, two
// or more, without replacement.
[[nodiscard]] KernelDistance kernel_distance(const Features& samples, const Features& real,
                                             std::uint64_t seed);

// A picture's ball reaches to its k-th nearest neighbour in its own set. More than k pictures in
// each set.
struct Neighbourhoods {
  Estimate precision;  // share of samples within the ball of any real picture, k = 3
  Estimate recall;     // share of real pictures within any sample's ball, k = 3
                       // (both Kynkaanniemi 2019)
  Estimate density;    // real balls that a sample lies in, over k: about 1, may be more, k = 5
  Estimate coverage;   // share of real pictures with a sample in their ball, k = 5
                       // (both Naeem 2020)
};
[[nodiscard]] Neighbourhoods neighbourhoods(const Features& samples, const Features& real,
                                            std::uint64_t seed);

}  // namespace crossroads
