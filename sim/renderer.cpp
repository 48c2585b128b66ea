#include "sim/renderer.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

#include "sim/arcade_picture.hpp"
#include "sim/canvas.hpp"
#include "sim/moves.hpp"

namespace crossroads {
namespace {

// 8x8 pixels, '.' is see-through; the letters are translated by the caller.
using Sprite = std::array<const char*, kTilePx>;

// Facing right. Wide at a tile's centre, narrow halfway to the next: the shape is a function of the
// position alone, so that a still picture never hides a clock.
constexpr Sprite kPlayerWide = {"..####..", ".######.", "#####...", "####....",
                                "####....", "#####...", ".######.", "..####.."};
constexpr Sprite kPlayerNarrow = {"..####..", ".######.", "########", "####....",
                                  "####....", "########", ".######.", "..####.."};
constexpr Sprite kGhost = {"..####..", ".######.", "########", "########",
                           "########", "########", "########", "##.##.##"};

int left_px(const Actor& actor) {
  return actor.x_16th_px / 16 - kTilePx / 2;
}
int top_px(const Actor& actor) {
  return actor.y_16th_px / 16 - kTilePx / 2;
}

// The sprite's pixel (y, x) once it is turned from facing right to facing d.
char turned_pixel(const Sprite& sprite, Direction d, int y, int x) {
  constexpr int kLast = kTilePx - 1;
  const auto at = [&](int row, int col) { return sprite[static_cast<std::size_t>(row)][col]; };
  switch (d) {
    case Direction::up:
      return at(x, kLast - y);
    case Direction::left:
      return at(y, kLast - x);
    case Direction::down:
      return at(x, y);
    case Direction::right:
      break;
  }
  return at(y, x);
}

void draw_player(const Canvas& canvas, const Actor& player) {
  const auto off_centre = [](int place) { return std::abs(place % kTile16thPx - kTile16thPx / 2); };
  const bool narrow =
      std::max(off_centre(player.x_16th_px), off_centre(player.y_16th_px)) > kTile16thPx / 4;
  const Sprite& sprite = narrow ? kPlayerNarrow : kPlayerWide;
  const int top = top_px(player), left = left_px(player);
  for (int y = 0; y < kTilePx; ++y) {
    for (int x = 0; x < kTilePx; ++x) {
      if (turned_pixel(sprite, player.facing, y, x) == '#') canvas.set(top + y, left + x, kPlayer);
    }
  }
}

// The eyes look where the ghost walks.
void draw_eyes(const Canvas& canvas, int top, int left, Direction facing) {
  const int dy = row_step(facing), dx = col_step(facing);
  for (const int eye : {1, 5}) {
    for (int y = 2; y < 4; ++y) {
      for (int x = eye; x < eye + 2; ++x) canvas.set(top + y + dy, left + x + dx, kEyeWhite);
    }
    const int y = dy < 0 ? 1 : dy > 0 ? 4 : 3;
    const int x = eye + (dx < 0 ? -1 : dx > 0 ? 2 : 0);
    canvas.set(top + y, left + x, kPupil);
  }
}

void draw_ghost(const Canvas& canvas, const Actor& ghost, std::uint8_t colour) {
  const int top = top_px(ghost), left = left_px(ghost);
  for (int y = 0; y < kTilePx; ++y) {
    for (int x = 0; x < kTilePx; ++x) {
      if (kGhost[static_cast<std::size_t>(y)][x] == '#') canvas.set(top + y, left + x, colour);
    }
  }
  draw_eyes(canvas, top, left, ghost.facing);
}

void draw_dots(const Level& level, const State& state, const Canvas& canvas) {
  for (int row = 0, tile = 0; row < level.rows; ++row) {
    for (int col = 0; col < level.cols; ++col, ++tile) {
      if (!state.dots[static_cast<std::size_t>(tile)]) continue;
      std::uint8_t* middle = &canvas.pixels[static_cast<std::size_t>(
          (row * kTilePx + 3) * canvas.width_px + col * kTilePx + 3)];
      middle[0] = middle[1] = middle[canvas.width_px] = middle[canvas.width_px + 1] = kDot;
    }
  }
}

}  // namespace

const Palette& palette() {
  static constexpr Palette kColours = {
      {{8, 8, 16},    {24, 32, 104},   {72, 104, 248},  {248, 208, 176}, {255, 224, 32},
       {248, 64, 64}, {248, 152, 208}, {64, 224, 224},  {248, 160, 56},  {248, 248, 248},
       {32, 32, 160}, {232, 232, 240}, {120, 128, 160}, {240, 32, 32},   {56, 56, 216},
       {72, 192, 88}, {0, 112, 56},    {40, 112, 32},   {80, 104, 16},   {112, 88, 0},
       {136, 56, 0},  {144, 24, 32},   {144, 0, 72},    {128, 0, 112},   {112, 0, 152}}};
  return kColours;
}

void render(const Level& level, const State& state, std::span<std::uint8_t> pixels,
            bool with_actors) {
  std::memcpy(pixels.data(), level.walls_picture.data(), level.walls_picture.size());
  const Canvas canvas{pixels, level.height_px(), level.width_px()};
  draw_dots(level, state, canvas);
  if (level.arcade.used) return draw_arcade(level, state, canvas, with_actors);
  if (!with_actors) return;
  for (int ghost = 0; ghost < state.ghost_count; ++ghost) {
    draw_ghost(canvas, state.ghosts[static_cast<std::size_t>(ghost)],
               static_cast<std::uint8_t>(kGhost0 + ghost));
  }
  draw_player(canvas, state.player);
}

Frame to_frame(std::span<const std::uint8_t> pixels, int height_px, int width_px) {
  Frame frame(height_px, width_px);
  const std::size_t plane = pixels.size();
  std::uint8_t* out = frame.pixels.data();
  for (std::size_t i = 0; i < plane; ++i) {
    const Rgb colour = palette()[pixels[i] % std::tuple_size_v<Palette>];
    out[i] = colour.r;
    out[plane + i] = colour.g;
    out[2 * plane + i] = colour.b;
  }
  return frame;
}

Frame render_frame(const Level& level, const State& state, bool with_actors) {
  std::vector<std::uint8_t> pixels(level.walls_picture.size());
  render(level, state, pixels, with_actors);
  return to_frame(pixels, level.height_px(), level.width_px());
}

}  // namespace crossroads
