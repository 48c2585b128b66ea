// What real pictures show, as requests to a generator that learns from them.
#pragma once

#include "portraits/picture_set.hpp"
#include "portraits/request.hpp"
#include "predictor/torch.hpp"

namespace crossroads {

// Of each picture the value of each attribute of the space: [N, attributes], int64. The set has a
// label for each.
[[nodiscard]] torch::Tensor label_columns(const PictureSet& set, const ConditionSpace& space);

// Everything that the pictures show, asked for: [N, attributes] -> [N, condition_size].
[[nodiscard]] torch::Tensor full_requests(const torch::Tensor& labels, const ConditionSpace& space);

// For a mean of all kinds of requests (arm mse): nothing is asked, or all that the picture shows,
// or each attribute by the throw of a coin. labels [N, attributes] -> [N, condition_size], a row as
// condition_row makes it.
[[nodiscard]] torch::Tensor random_requests(const torch::Tensor& labels,
                                            const ConditionSpace& space, torch::Generator& random);

}  // namespace crossroads
