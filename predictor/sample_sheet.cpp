#include "predictor/sample_sheet.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "predictor/moving_box.hpp"

namespace crossroads {

namespace {

constexpr std::int64_t kMostLookedAt = 20'000;  // moments: more would only take time

using Motion = std::array<MovingBox, 2>;  // of the last two recorded intervals

struct Future {
  std::int64_t times = 0, first = 0;  // `first`: the moment at which it was first seen
};
using Futures = std::map<MovingBox, Future>;

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

std::map<Motion, Futures> futures_by_motion(const FrameSource& source, int ahead,
                                            const std::vector<std::int64_t>& among) {
  std::map<Motion, Futures> all;
  for (const std::int64_t now : among) {
    const Motion motion{moving_box(source, now - 2, now - 1), moving_box(source, now - 1, now)};
    if (motion[0].empty() || motion[1].empty()) continue;
    Future& future = all[motion][moving_box(source, now, now + ahead)];
    if (future.times++ == 0) future.first = now;
  }
  return all;
}

// The second most frequent future; it came 0 times where nothing was open.
Future second_most_frequent(const Futures& futures) {
  std::vector<Future> all;
  for (const auto& [box, future] : futures) all.push_back(future);
  std::stable_sort(all.begin(), all.end(),
                   [](const Future& a, const Future& b) { return a.times > b.times; });
  return all.size() > 1 ? all[1] : Future{};
}

}  // namespace

std::vector<std::int64_t> open_moments(const FrameSource& source, int past_frames, int ahead,
                                       int count) {
  const auto among = moments(source, past_frames, ahead);
  struct Place {
    Future second;
    MovingBox where;
  };
  std::vector<Place> places;
  if (past_frames > 2) {  // two intervals tell where something goes, one only where it is
    for (const auto& [motion, futures] : futures_by_motion(source, ahead, among)) {
      const Future second = second_most_frequent(futures);
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
