// The arcade's published numbers by level, from 1 (the Pac-Man Dossier; what it leaves open is
// marked "chosen"). Plain look-ups, no state. Speeds are 1/16 px a tick: 80 % of the full 1.25 px.
#pragma once

#include <cstdint>

namespace crossroads {

struct ArcadeSpeeds {
  int player, player_fright, ghost, ghost_fright, tunnel, elroy1, elroy2;
};
[[nodiscard]] const ArcadeSpeeds& arcade_speeds(int level);
inline constexpr int kHouseSpeed = 8;  // in the house, and on the way out
inline constexpr int kEyesSpeed = 32;  // chosen: 2 px a tick, in the tunnel too

inline constexpr int kTicksPerSecond = 60;  // the published seconds are 60 ticks of 1/60.606 s

// Scatter, chase, scatter, ... in this order; ticks of period 0 to 6, chase for ever from 7 on.
inline constexpr int kClockPeriods = 7;
[[nodiscard]] int clock_period_ticks(int level, int period);
[[nodiscard]] constexpr bool is_scatter(int period) {
  return period < kClockPeriods && period % 2 == 0;
}

[[nodiscard]] int fright_ticks(int level);
[[nodiscard]] int fright_flashes(int level);
inline constexpr int kFlashTicks = 14;  // white, and as many blue again

[[nodiscard]] int elroy_dots(int level, int stage);  // stage 1 or 2, at so many left
[[nodiscard]] int house_dots(int level, int ghost);  // personal limit of ghost 1, 2, 3
[[nodiscard]] int global_house_dots(int ghost);      // after a death: 7, 17, 32
[[nodiscard]] int idle_ticks(int level);             // without a dot: the next one leaves
[[nodiscard]] int fruit_kind(int level);             // 0 to 7
[[nodiscard]] int fruit_points(int level);
inline constexpr int kFruitDots1 = 70, kFruitDots2 = 170;  // eaten on this board
inline constexpr int kFruitTicks = 570;                    // chosen: 9.5 s of 9 to 10

inline constexpr int kDotPoints = 10, kEnergizerPoints = 50;
inline constexpr int kDotPause = 1, kEnergizerPause = 3;  // ticks that the player stands
inline constexpr int kGhostPoints = 200;                  // 200, 400, 800, 1600
inline constexpr int kExtraLifePoints = 10000;
inline constexpr int kEatenTicks = 60;    // the freeze that shows the points
inline constexpr int kReadyTicks = 60;    // chosen: before each life
inline constexpr int kDyingTicks = 90;    // chosen
inline constexpr int kClearedTicks = 90;  // chosen: the walls flash

}  // namespace crossroads
