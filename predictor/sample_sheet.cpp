#include "predictor/sample_sheet.hpp"

#include <algorithm>

#include "predictor/motion_futures.hpp"

namespace crossroads {

namespace {

constexpr std::int64_t kMostLookedAt = 20'000;  // moments: more would only take time

// All moments with K past frames and a frame to predict, in order.
std::vector<std::int64_t> moments(const FrameSource& source, int past_frames, int ahead) {
  std::vector<std::int64_t> found;
  for (const auto& episode : source.episodes) {
    for (std::int64_t i = past_frames - 1; i + ahead < episode.count; ++i) {
      if (static_cast<std::int64_t>(found.size()) == kMostLookedAt) return found;
      found.push_back(episode.first + i);
    }
  }
  return found;
}

MotionFutures futures_by_motion(const FrameSource& source, int ahead,
                                const std::vector<std::int64_t>& among) {
  MotionFutures all;
  for (const std::int64_t now : among) {
    const Motion motion{moving_box(source, now - 2, now - 1), moving_box(source, now - 1, now)};
    if (motion[0].empty() || motion[1].empty()) continue;
    all.add(motion, moving_box(source, now, now + ahead), now);
  }
  return all;
}

}  // namespace

std::vector<std::int64_t> open_moments(const FrameSource& source, int past_frames, int ahead,
                                       int count) {
  const auto among = moments(source, past_frames, ahead);
  struct Place {
    MotionFutures::Seen second;
    MovingBox where;
  };
  std::vector<Place> places;
  if (past_frames > 2) {  // two intervals tell where something goes, one only where it is
    const MotionFutures by_motion = futures_by_motion(source, ahead, among);
    for (const auto& [motion, futures] : by_motion.all()) {
      const auto second = second_most_frequent(futures);
      if (second.times > 1) places.push_back({second, motion[1]});
    }
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const Place& a, const Place& b) { return a.second.times > b.second.times; });
  std::vector<std::int64_t> chosen;
  std::vector<MovingBox> taken;  // no place twice
  const auto wanted = std::min(static_cast<std::size_t>(count), among.size());
  for (const Place& place : places) {
    if (chosen.size() == wanted) break;
    if (std::find(taken.begin(), taken.end(), place.where) != taken.end()) continue;
    taken.push_back(place.where);
    chosen.push_back(place.second.first);
  }
  for (std::size_t i = 0; chosen.size() < wanted; ++i) {
    const std::int64_t spread = among[(2 * i + 1) * among.size() / (2 * wanted)];
    if (std::find(chosen.begin(), chosen.end(), spread) == chosen.end()) chosen.push_back(spread);
  }
  return chosen;
}

}  // namespace crossroads
