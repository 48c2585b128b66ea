#include "sim/walls.hpp"

#include "sim/level.hpp"
#include "sim/palette.hpp"

namespace crossroads {
namespace {

constexpr int kMarginPx = 1;  // dark rim between floor and wall, so that corridors look wide

bool is_wall_px(const Level& level, int y, int x) {
  // Beyond the rim of the level the wall goes on, so the outer wall has an edge only inside.
  if (y < 0 || x < 0 || y >= level.height_px() || x >= level.width_px()) return true;
  return level.is_wall(y / kTilePx, x / kTilePx);
}

// True where every pixel as near as this, sideways or diagonally, is wall.
bool is_inside(const Level& level, int y, int x, int distance_px) {
  for (int dy = -distance_px; dy <= distance_px; ++dy) {
    for (int dx = -distance_px; dx <= distance_px; ++dx) {
      if (!is_wall_px(level, y + dy, x + dx)) return false;
    }
  }
  return true;
}

}  // namespace

std::vector<std::uint8_t> draw_walls(const Level& level) {
  std::vector<std::uint8_t> pixels;
  pixels.reserve(static_cast<std::size_t>(level.height_px()) *
                 static_cast<std::size_t>(level.width_px()));
  for (int y = 0; y < level.height_px(); ++y) {
    for (int x = 0; x < level.width_px(); ++x) {
      if (!is_inside(level, y, x, kMarginPx)) {
        pixels.push_back(kBackground);
      } else {
        pixels.push_back(is_inside(level, y, x, kMarginPx + 1) ? kWall : kWallEdge);
      }
    }
  }
  return pixels;
}

}  // namespace crossroads
