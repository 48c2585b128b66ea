// The energy distance between drawn and real vectors (Szekely & Rizzo 2013), a proper score of
// whole distributions: least just where both are the same. The mean distance from a drawn one to a
// real one, less half the mean distance between two drawn ones; the part that no generator can
// change, half that between two real ones, is left out.
#pragma once

#include "predictor/torch.hpp"

namespace crossroads {

// drawn, real: [N, V], N a multiple of `group`; all pairs within each group of so many rows.
// Distances are divided by the root of V. Gives a scalar.
[[nodiscard]] torch::Tensor energy_distance(const torch::Tensor& drawn, const torch::Tensor& real,
                                            std::int64_t group);

// The energy score of two samples of each row's condition: mean of |a - real| and |b - real|, less
// half |a - b|, distances as above. Row n of all three has the same condition.
[[nodiscard]] torch::Tensor conditional_score(const torch::Tensor& a, const torch::Tensor& b,
                                              const torch::Tensor& real);

}  // namespace crossroads
