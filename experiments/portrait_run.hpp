// Run folders of train-portraits as contenders: the one place that knows both. No torch here.
#pragma once

#include <string>
#include <vector>

#include "experiments/portrait_contender.hpp"

namespace crossroads {

// Named by the last parts of their folders, or by the whole where two would be called the same. An
// attribute can be asked for where the run was told it with the painter's values. Error: no such
// run, pictures of another size.
[[nodiscard]] std::vector<PortraitContender> load_portrait_runs(
    const std::vector<std::string>& folders, const std::string& device);

}  // namespace crossroads
