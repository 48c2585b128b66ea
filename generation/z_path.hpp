// From one z to another. No torch.
#pragma once

#include <vector>

namespace crossroads {

// The point of the straight line that is `share` of the way, 0 to 1; the generator brings it to the
// length that z's have, so this is a walk on a sphere.
[[nodiscard]] inline std::vector<float> z_between(const std::vector<float>& from,
                                                  const std::vector<float>& to, float share) {
  std::vector<float> z(from.size());
  for (std::size_t k = 0; k < z.size(); ++k) z[k] = (1 - share) * from[k] + share * to[k];
  return z;
}

// `count` such z's (2 or more) from `from` to `to`, both included.
[[nodiscard]] inline std::vector<std::vector<float>> z_path(const std::vector<float>& from,
                                                            const std::vector<float>& to,
                                                            int count) {
  std::vector<std::vector<float>> path;
  for (int i = 0; i < count; ++i) {
    path.push_back(z_between(from, to, static_cast<float>(i) / static_cast<float>(count - 1)));
  }
  return path;
}

}  // namespace crossroads
