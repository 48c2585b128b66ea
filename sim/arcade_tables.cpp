#include "sim/arcade_tables.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace crossroads {
namespace {

// 5 % of the full speed are 1/16 px a tick. No ghost is frightened from level 19 on, and on 17.
constexpr std::array<ArcadeSpeeds, 4> kSpeeds = {{{16, 18, 15, 10, 8, 16, 17},
                                                  {18, 19, 17, 11, 9, 18, 19},
                                                  {20, 20, 19, 12, 10, 20, 21},
                                                  {18, 18, 19, 12, 10, 20, 21}}};

constexpr int s(int seconds) {
  return seconds * kTicksPerSecond;
}
constexpr std::array<std::array<int, kClockPeriods>, 3> kClock = {
    {{s(7), s(20), s(7), s(20), s(5), s(20), s(5)},
     {s(7), s(20), s(7), s(20), s(5), s(1033), 1},
     {s(5), s(20), s(5), s(20), s(5), s(1037), 1}}};

constexpr std::array<int, 18> kFrightSeconds = {6, 5, 4, 3, 2, 5, 2, 2, 1,
                                                5, 2, 1, 1, 3, 1, 1, 0, 1};
constexpr std::array<int, 8> kFruitPoints = {100, 300, 500, 700, 1000, 2000, 3000, 5000};

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

}  // namespace

const ArcadeSpeeds& arcade_speeds(int level) {
  return kSpeeds[level == 1 ? 0 : level <= 4 ? 1 : level <= 20 ? 2 : 3];
}

int clock_period_ticks(int level, int period) {
  return kClock[level == 1 ? 0 : level <= 4 ? 1 : 2][at(period)];
}

int fright_ticks(int level) {
  return level <= 18 ? s(kFrightSeconds[at(level - 1)]) : 0;
}

int fright_flashes(int level) {
  if (fright_ticks(level) == 0) return 0;
  const bool three =
      level == 9 || level == 12 || level == 13 || level == 15 || level == 16 || level == 18;
  return three ? 3 : 5;
}

int elroy_dots(int level, int stage) {
  const int first = level == 1    ? 20
                    : level == 2  ? 30
                    : level <= 5  ? 40
                    : level <= 8  ? 50
                    : level <= 11 ? 60
                    : level <= 14 ? 80
                    : level <= 18 ? 100
                                  : 120;
  return stage == 1 ? first : first / 2;
}

int house_dots(int level, int ghost) {
  if (ghost == 2) return level == 1 ? 30 : 0;
  if (ghost == 3) return level == 1 ? 60 : level == 2 ? 50 : 0;
  return 0;
}

int global_house_dots(int ghost) {
  return ghost == 1 ? 7 : ghost == 2 ? 17 : 32;
}

int idle_ticks(int level) {
  return level <= 4 ? s(4) : s(3);
}

int fruit_kind(int level) {
  if (level <= 2) return level - 1;
  return std::min(7, (level + 1) / 2);
}

int fruit_points(int level) {
  return kFruitPoints[at(fruit_kind(level))];
}

}  // namespace crossroads
