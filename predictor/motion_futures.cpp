#include "predictor/motion_futures.hpp"

#include <algorithm>
#include <vector>

namespace crossroads {

namespace {

constexpr std::int64_t kLeastTimes = 2;
constexpr double kLeastShare = 0.04;

}  // namespace

void MotionFutures::add(const Motion& motion, const MovingBox& future, std::int64_t now) {
  Seen& seen = all_[motion][future];
  if (seen.times++ == 0) seen.first = now;
}

bool MotionFutures::open(const Motion& motion, const MovingBox& own) const {
  auto futures = all_.at(motion);
  --futures.at(own).times;
  std::int64_t total = 0;
  for (const auto& [box, seen] : futures) total += seen.times;
  const std::int64_t second = second_most_frequent(futures).times;
  return second >= kLeastTimes &&
         static_cast<double>(second) >= kLeastShare * static_cast<double>(total);
}

MotionFutures::Seen second_most_frequent(const std::map<MovingBox, MotionFutures::Seen>& futures) {
  std::vector<MotionFutures::Seen> all;
  for (const auto& [box, seen] : futures) all.push_back(seen);
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.times > b.times; });
  return all.size() > 1 ? all[1] : MotionFutures::Seen{};
}

}  // namespace crossroads
