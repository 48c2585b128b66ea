#include "experiments/z_walk.hpp"

#include <algorithm>

namespace crossroads {
namespace {

std::vector<Z> line(const Z& from, const Z& to) {
  std::vector<Z> steps;
  for (int step = 0; step < kWalkSteps; ++step) {
    const float way = static_cast<float>(step) / (kWalkSteps - 1);
    Z z(from.size());
    for (std::size_t i = 0; i < z.size(); ++i) z[i] = (1 - way) * from[i] + way * to[i];
    steps.push_back(std::move(z));
  }
  return steps;
}

}  // namespace

std::optional<ZWalk> walk_z(const Contender& contender, const Truth& truth, std::size_t state,
                            const std::vector<Truth::Judged>& judged, const std::vector<Z>& z) {
  const auto valid = [](const Truth::Judged& one) { return one.verdict == Verdict::valid; };
  const auto first = std::find_if(judged.begin(), judged.end(), valid);
  const auto other = std::find_if(first, judged.end(), [&](const Truth::Judged& one) {
    return valid(one) && one.mode != first->mode;
  });
  if (other == judged.end()) return std::nullopt;
  const auto z_of = [&](auto one) { return z[static_cast<std::size_t>(one - judged.begin())]; };
  ZWalk walk{state, line(z_of(first), z_of(other)), {}, {}};
  walk.frames = contender.sample_with(truth.state(), walk.z);
  for (const Frame& frame : walk.frames) walk.judged.push_back(truth.judge(frame));
  return walk;
}

}  // namespace crossroads
