#include "sim/walls.hpp"

#include "sim/level.hpp"
#include "sim/palette.hpp"

namespace crossroads {
namespace {

// Dark rim between floor and wall, so that corridors look wide; the arcade's actors are 14 px.
constexpr int kMarginPx = 1;
constexpr int kArcadeMarginPx = 3;

bool is_wall_px(const Level& level, int y, int x) {
  if (level.arcade.used) x = (x + level.width_px()) % level.width_px();
  // Beyond the rim of the level the wall goes on, so the outer wall has an edge only inside.
  if (y < 0 || x < 0 || y >= level.height_px() || x >= level.width_px()) return true;
  return level.is_wall(y / kTilePx, x / kTilePx);
}

// True where every pixel as near as this, sideways or diagonally, is wall; the arcade's corners are
// round.
bool is_inside(const Level& level, int y, int x, int distance_px) {
  for (int dy = -distance_px; dy <= distance_px; ++dy) {
    for (int dx = -distance_px; dx <= distance_px; ++dx) {
      if (level.arcade.used && dy * dy + dx * dx > distance_px * (distance_px + 1)) continue;
      if (!is_wall_px(level, y + dy, x + dx)) return false;
    }
  }
  return true;
}

// A bar across the tile, as long as the gap in the wall's edge.
void draw_door(const Level& level, int row, int col, std::vector<std::uint8_t>& pixels) {
  const int first = level.is_wall(row, col - 1) ? -kArcadeMarginPx : 0;
  const int last = kTilePx + (level.is_wall(row, col + 1) ? kArcadeMarginPx : 0);
  for (int x = first; x < last; ++x) {
    for (int y = 3; y < 5; ++y) {
      pixels[static_cast<std::size_t>((row * kTilePx + y) * level.width_px() + col * kTilePx + x)] =
          kGhost1;
    }
  }
}

}  // namespace

std::vector<std::uint8_t> draw_walls(const Level& level) {
  std::vector<std::uint8_t> pixels;
  const int margin = level.arcade.used ? kArcadeMarginPx : kMarginPx;
  pixels.reserve(static_cast<std::size_t>(level.height_px()) *
                 static_cast<std::size_t>(level.width_px()));
  for (int y = 0; y < level.height_px(); ++y) {
    for (int x = 0; x < level.width_px(); ++x) {
      if (!is_inside(level, y, x, margin)) {
        pixels.push_back(kBackground);
      } else {
        pixels.push_back(is_inside(level, y, x, margin + 1) ? kWall : kWallEdge);
      }
    }
  }
  for (int tile = 0; tile < level.rows * level.cols; ++tile) {
    if (level.has_mark(tile / level.cols, tile % level.cols, ArcadeMap::kDoor)) {
      draw_door(level, tile / level.cols, tile % level.cols, pixels);
    }
  }
  return pixels;
}

}  // namespace crossroads
