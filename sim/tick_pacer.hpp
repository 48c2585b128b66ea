// When the next tick is due: 60.606 Hz on average, whatever the rate of the screen, and exactly so:
// what is left over counts for the next time. Knows no clock; the caller says what time it is.
#pragma once

#include <algorithm>
#include <chrono>

namespace crossroads {

inline constexpr std::chrono::microseconds kTickTime(16500);  // as the arcade's picture
inline constexpr int kMostSlowness = 8;

class TickPacer {
 public:
  using Time = std::chrono::nanoseconds;  // since any moment, always the same one

  explicit TickPacer(Time now) : last_(now) {}

  // Ticks since the last call. After a long hitch the game goes on; it doesn't rush.
  int due(Time now) {
    owed_ += (now - last_) * (kMostSlowness / slowness_);
    last_ = now;
    const auto ticks = owed_ / kCost;
    owed_ = ticks > kMostOwed ? Time(0) : owed_ - ticks * kCost;
    return static_cast<int>(std::min<decltype(ticks)>(ticks, kMostOwed));
  }

  // 1, 2, 4 or 8 times as slow, from the last call of due() on.
  void set_slowness(int times) { slowness_ = times; }

  // When to ask again: at the next tick, and after one tick's time in slow motion too, so that keys
  // are seen.
  [[nodiscard]] Time next() const {
    return last_ + std::min<Time>(kTickTime, (kCost - owed_) / (kMostSlowness / slowness_));
  }

 private:
  static constexpr int kMostOwed = 6;
  static constexpr Time kCost = kTickTime * kMostSlowness;  // an eighth of the time is exact

  Time last_, owed_{0};
  int slowness_ = 1;
};

}  // namespace crossroads
