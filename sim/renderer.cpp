#include "sim/renderer.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "sim/arcade_picture.hpp"
#include "sim/canvas.hpp"
#include "sim/moves.hpp"
#include "sim/sprite.hpp"

namespace crossroads {
namespace {

// 8x8 pixels, '.' is see-through; the letters are translated by the caller.
using Art = std::array<const char*, kTilePx>;

// Facing right. Wide at a tile's centre, narrow halfway to the next: the shape is a function of the
// position alone, so that a still picture never hides a clock.
constexpr Art kPlayerWide = {"..####..", ".######.", "#####...", "####....",
                             "####....", "#####...", ".######.", "..####.."};
constexpr Art kPlayerNarrow = {"..####..", ".######.", "########", "####....",
                               "####....", "########", ".######.", "..####.."};
constexpr Art kGhost = {"..####..", ".######.", "########", "########",
                        "########", "########", "########", "##.##.##"};

// The sprite's pixel (y, x) once it is turned from facing right to facing d.
char turned_pixel(const Art& art, Direction d, int y, int x) {
  constexpr int kLast = kTilePx - 1;
  const auto at = [&](int row, int col) { return art[static_cast<std::size_t>(row)][col]; };
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

struct PlayerLook {
  using Picture = Sprite<kTilePx, 1>;
  static constexpr int kCount = 8;
  bool narrow;
  Direction facing;

  [[nodiscard]] int index() const { return (narrow ? 4 : 0) + static_cast<int>(facing); }
  static PlayerLook of(int index) { return {index >= 4, static_cast<Direction>(index % 4)}; }

  void paint(const Brush& brush) const {
    const Art& art = narrow ? kPlayerNarrow : kPlayerWide;
    for (int y = 0; y < kTilePx; ++y) {
      for (int x = 0; x < kTilePx; ++x) {
        if (turned_pixel(art, facing, y, x) == '#') brush.set(y, x, kPlayer);
      }
    }
  }
};

PlayerLook look_of(const Actor& player) {
  const auto off_centre = [](int place) { return std::abs(place % kTile16thPx - kTile16thPx / 2); };
  const int off = std::max(off_centre(player.x_16th_px), off_centre(player.y_16th_px));
  return {off > kTile16thPx / 4, player.facing};
}

struct GhostLook {
  using Picture = Sprite<kTilePx, 1>;
  static constexpr int kCount = 4 * kMostGhosts;
  int ghost;
  Direction facing;

  [[nodiscard]] int index() const { return ghost * 4 + static_cast<int>(facing); }
  static GhostLook of(int index) { return {index / 4, static_cast<Direction>(index % 4)}; }

  void paint(const Brush& brush) const {
    paint_rows(brush, kGhost, 0, static_cast<std::uint8_t>(kGhost0 + ghost));
    paint_eyes(brush);
  }

 private:
  // The eyes look where the ghost walks.
  void paint_eyes(const Brush& brush) const {
    const int dy = row_step(facing), dx = col_step(facing);
    for (const int eye : {1, 5}) {
      for (int y = 2; y < 4; ++y) {
        for (int x = eye; x < eye + 2; ++x) brush.set(y + dy, x + dx, kEyeWhite);
      }
      const int y = dy < 0 ? 1 : dy > 0 ? 4 : 3;
      const int x = eye + (dx < 0 ? -1 : dx > 0 ? 2 : 0);
      brush.set(y, x, kPupil);
    }
  }
};

Brush brush_at(const PaletteCanvas& canvas, const Actor& actor) {
  return {canvas, actor.y_16th_px / 16 - kTilePx / 2, actor.x_16th_px / 16 - kTilePx / 2};
}

// The whole tile, so that a sprite's corners leave some of it to see.
void draw_marks(const Level& level, const State& state, const PaletteCanvas& canvas) {
  for (const std::size_t tile : level.marked_tiles) {
    const int row = static_cast<int>(tile) / level.cols, col = static_cast<int>(tile) % level.cols;
    const auto colour = static_cast<std::uint8_t>(kMark10 + state.marks[tile] / 10 - 1);
    std::uint8_t* out =
        &canvas.pixels[static_cast<std::size_t>(row * kTilePx * canvas.width_px + col * kTilePx)];
    for (int y = 0; y < kTilePx; ++y, out += canvas.width_px) std::memset(out, colour, kTilePx);
  }
}

// Goes from dot to dot, 64 tiles at a time.
void draw_dots(const Level& level, const State& state, const PaletteCanvas& canvas) {
  const std::bitset<kMostTiles> word_mask(~0ULL);
  const int tiles = level.rows * level.cols;
  int row = 0;
  for (int first = 0; first < tiles; first += 64) {
    std::uint64_t dots = ((state.dots >> static_cast<std::size_t>(first)) & word_mask).to_ullong();
    for (; dots != 0; dots &= dots - 1) {
      const int tile = first + std::countr_zero(dots);
      while (tile >= (row + 1) * level.cols) ++row;
      const int col = tile - row * level.cols;
      std::uint8_t* middle = &canvas.pixels[static_cast<std::size_t>(
          (row * kTilePx + 3) * canvas.width_px + col * kTilePx + 3)];
      middle[0] = middle[1] = middle[canvas.width_px] = middle[canvas.width_px + 1] = kDot;
    }
  }
}

void draw_actors(const State& state, const PaletteCanvas& canvas, Drawing drawing) {
  for (int i = 0; i < state.ghost_count; ++i) {
    const Actor& ghost = state.ghosts[static_cast<std::size_t>(i)];
    draw(brush_at(canvas, ghost), GhostLook{i, ghost.facing}, drawing);
  }
  draw(brush_at(canvas, state.player), look_of(state.player), drawing);
}

void colour_pixels(std::span<const std::uint8_t> pixels, std::size_t first, std::size_t end,
                   Frame& frame) {
  const std::size_t plane = pixels.size();
  std::uint8_t* out = frame.pixels.data();
  for (std::size_t i = first; i < end; ++i) {
    const Rgb colour = palette()[pixels[i] % std::tuple_size_v<Palette>];
    out[i] = colour.r;
    out[plane + i] = colour.g;
    out[2 * plane + i] = colour.b;
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
  const PaletteCanvas canvas{pixels, level.height_px(), level.width_px()};
  draw_marks(level, state, canvas);
  draw_dots(level, state, canvas);
  if (level.arcade.used) return draw_arcade(level, state, canvas, with_actors, Drawing::stamped);
  if (with_actors) draw_actors(state, canvas, Drawing::stamped);
}

void render_slowly(const Level& level, const State& state, std::span<std::uint8_t> pixels) {
  std::copy(level.walls_picture.begin(), level.walls_picture.end(), pixels.begin());
  const PaletteCanvas canvas{pixels, level.height_px(), level.width_px()};
  draw_marks(level, state, canvas);
  for (int tile = 0; tile < level.rows * level.cols; ++tile) {
    if (!state.dots[static_cast<std::size_t>(tile)]) continue;
    const int row = tile / level.cols, col = tile % level.cols;
    canvas.fill(row * kTilePx + 3, col * kTilePx + 3, 2, 2, kDot);
  }
  if (level.arcade.used) return draw_arcade(level, state, canvas, true, Drawing::painted);
  draw_actors(state, canvas, Drawing::painted);
}

Frame to_frame(std::span<const std::uint8_t> pixels, int height_px, int width_px) {
  Frame frame(height_px, width_px);
  colour_pixels(pixels, 0, pixels.size(), frame);
  return frame;
}

void update_frame(Frame& frame, std::span<const std::uint8_t> before,
                  std::span<const std::uint8_t> pixels) {
  constexpr std::size_t kTogether = 8;
  std::size_t at = 0;
  for (; at + kTogether <= pixels.size(); at += kTogether) {
    if (std::memcmp(&before[at], &pixels[at], kTogether) == 0) continue;
    colour_pixels(pixels, at, at + kTogether, frame);
  }
  colour_pixels(pixels, at, pixels.size(), frame);
}

Frame render_frame(const Level& level, const State& state, bool with_actors) {
  std::vector<std::uint8_t> pixels(level.walls_picture.size());
  render(level, state, pixels, with_actors);
  return to_frame(pixels, level.height_px(), level.width_px());
}

}  // namespace crossroads
