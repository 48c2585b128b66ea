#include "sim/arcade_picture.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "sim/arcade_rules.hpp"
#include "sim/arcade_tables.hpp"
#include "sim/font.hpp"
#include "sim/palette.hpp"

namespace crossroads {
namespace {

constexpr int kBodyPx = 14;
constexpr int kFruitPx = 12;
constexpr int kFlashWallTicks = 15;

// '.' is see-through, '#' the ghost's own colour; the skirt below has two shapes.
constexpr std::array<const char*, kBodyPx> kGhostBody = {
    "....######....", "..##########..", ".############.", ".############.", "##############",
    "##############", "##############", "##############", "##############", "##############",
    "##############", "##############", "##############", "##############"};
constexpr std::array<std::array<const char*, 2>, 2> kSkirts = {
    {{"####.####.####", ".##...##...##."}, {"##.####..####.", "#...##....##.."}}};
constexpr std::array<const char*, 8> kFrightFace = {
    "...##....##...", "...##....##...", "..............", "..............",
    "..#..##..##...", ".#.##..##..##.", "..............", ".............."};
constexpr std::array<const char*, 8> kEnergizer = {"..####..", ".######.", "########", "########",
                                                   "########", "########", ".######.", "..####.."};

// g leaf, r red, y yellow, o orange, p pink, c cyan, w white, b blue.
using Fruit = std::array<const char*, kFruitPx>;
constexpr std::array<Fruit, 8> kFruits = {
    {{".........gg.", ".......gg.g.", "......g..g..", ".....g..g...", "..rr.g..g...",
      ".rrrrg.rgr..", "rrwrrr.rrrr.", "rrrrrrrrwrrr", ".rrrr.rrrrrr", "..rr..rrrrrr",
      ".......rrrr.", "............"},
     {".....gg.....", "...gggggg...", "..rrggggrr..", ".rrrrggrrrr.", ".rwrrrrrwrr.",
      ".rrrrwrrrrr.", ".rrrrrrrrrr.", "..rwrrrwrr..", "..rrrrrrrr..", "...rrwrrr...",
      "....rrrr....", ".....rr....."},
     {"......gg....", ".....ggg....", "....gg......", "...oooooo...", "..oooooooo..",
      ".oowooooooo.", ".owoooooooo.", ".oooooooooo.", ".oooooooooo.", "..oooooooo..",
      "...oooooo...", "............"},
     {"......gg....", "......g.....", "..rrr.g.rr..", ".rrrrrrrrrr.", "rrwrrrrrrrrr",
      "rwrrrrrrrrrr", "rrrrrrrrrrrr", "rrrrrrrrrrrr", ".rrrrrrrrrr.", ".rrrrrrrrrr.",
      "..rrrrrrrr..", "...rr..rr..."},
     {".....gg.....", "....gg......", "..pp.g.pp...", ".pwppppwpp..", ".pppppppppp.",
      "..pp.pp.pp..", "..pwpppwpp..", "..pppppppp..", "...ppp.pp...", "....pwpp....",
      "....pppp....", ".....pp....."},
     {".....yy.....", ".....yy.....", "....yyyy....", "yyyyyyyyyyyy", ".yyycyycyyy.",
      "..yyyyyyyy..", "...yyyyyy...", "..yyyyyyyy..", "..yyyyyyyy..", ".yyyy..yyyy.",
      ".yy......yy.", "............"},
     {".....yy.....", "....yyyy....", "...yyyyyy...", "...ywyyyy...", "..yywyyyyy..",
      "..yywyyyyy..", "..yyyyyyyy..", ".yyyyyyyyyy.", ".yyyyyyyyyy.", "yyyyyyyyyyyy",
      "....cccc....", ".....cc....."},
     {"...cccc.....", "..cc..cc....", "..c....c....", "..cc..cc....", "...cccc.....",
      "....ww......", "....ww......", "....wwww....", "....ww......", "....wwww....",
      "....ww......", "............"}}};

std::uint8_t fruit_colour(char letter) {
  switch (letter) {
    case 'g':
      return kLeaf;
    case 'r':
      return kRecording;
    case 'y':
      return kPlayer;
    case 'o':
      return kGhost3;
    case 'p':
      return kGhost1;
    case 'c':
      return kGhost2;
    case 'w':
      return kEyeWhite;
    default:
      return kFright;
  }
}

// The eyes look where the ghost will turn next, so that a person can read its mind.
void paint_eyes(const Brush& brush, Direction way) {
  const int dy = row_step(way), dx = col_step(way);
  for (const int eye : {2, 8}) {
    for (int y = 0; y < 5; ++y) {
      for (int x = 0; x < 4; ++x) {
        const bool corner = (y == 0 || y == 4) && (x == 0 || x == 3);
        if (!corner) brush.set(3 + y + dy, eye + x + dx, kEyeWhite);
      }
    }
    for (int y = 0; y < 2; ++y) {
      for (int x = 0; x < 2; ++x) {
        brush.set(4 + y + (dy < 0 ? -2 : dy > 0 ? 3 : 1), eye + 1 + x + 2 * dx, kPupil);
      }
    }
  }
}

struct GhostLook {
  using Picture = Sprite<kBodyPx, 2>;
  enum Body { kFrightBlue = kMostGhosts, kFrightWhite, kEyesAlone, kBodies };
  static constexpr int kCount = kBodies * 2 * 4;
  int body;   // below kMostGhosts: that ghost in its own colour
  int skirt;  // 0 or 1
  Direction way;

  [[nodiscard]] int index() const { return (body * 2 + skirt) * 4 + static_cast<int>(way); }
  static GhostLook of(int index) {
    return {index / 8, index / 4 % 2, static_cast<Direction>(index % 4)};
  }

  void paint(const Brush& brush) const {
    if (body == kEyesAlone) return paint_eyes(brush, way);
    const bool frightened = body == kFrightBlue || body == kFrightWhite;
    std::array<const char*, kBodyPx> rows = kGhostBody;
    rows[kBodyPx - 2] = kSkirts[static_cast<std::size_t>(skirt)][0];
    rows[kBodyPx - 1] = kSkirts[static_cast<std::size_t>(skirt)][1];
    paint_rows(brush, rows, 0,
               body == kFrightBlue    ? static_cast<std::uint8_t>(kFright)
               : body == kFrightWhite ? static_cast<std::uint8_t>(kEyeWhite)
                                      : static_cast<std::uint8_t>(kGhost0 + body));
    if (!frightened) return paint_eyes(brush, way);
    paint_rows(brush, kFrightFace, 4, body == kFrightWhite ? kRecording : kDot);
  }
};

GhostLook look_of_ghost(const State& state, std::size_t index) {
  const Actor& actor = state.ghosts[index];
  const ArcadeGhost& ghost = state.arcade.ghosts[index];
  const Direction way = ghost.mode == GhostMode::outside ? ghost.turn : actor.facing;
  // The shape is a function of the place alone: a still picture hides no clock.
  const int skirt = (actor.x_16th_px + actor.y_16th_px) / 16 / 4 % 2;
  if (ghost.mode == GhostMode::eyes || ghost.mode == GhostMode::entering) {
    return {GhostLook::kEyesAlone, skirt, way};
  }
  if (!ghost.frightened) return {static_cast<int>(index), skirt, way};
  return {is_fright_flash(state) ? GhostLook::kFrightWhite : GhostLook::kFrightBlue, skirt, way};
}

struct PlayerLook {
  using Picture = Sprite<kBodyPx, 2>;
  static constexpr int kWidestMouth = 8 + kDyingTicks / 2;
  static constexpr int kCount = (kWidestMouth + 1) * 4;
  int mouth;  // eighths of a right angle's slope: 0 shut, 8 opens 45 degrees to each side
  Direction facing;

  [[nodiscard]] int index() const { return mouth * 4 + static_cast<int>(facing); }
  static PlayerLook of(int index) { return {index / 4, static_cast<Direction>(index % 4)}; }

  void paint(const Brush& brush) const {
    for (int y = 0; y < kBodyPx; ++y) {
      for (int x = 0; x < kBodyPx; ++x) {
        // Twice the distance from the middle, which lies between pixels.
        const int dy = 2 * y - kBodyPx + 1, dx = 2 * x - kBodyPx + 1;
        if (dy * dy + dx * dx > 13 * 13 + 1) continue;
        const int along = dy * row_step(facing) + dx * col_step(facing);
        const int across = std::abs(dy * col_step(facing) + dx * row_step(facing));
        if (along + 3 > 0 && across * 8 < (along + 3) * mouth) continue;
        brush.set(y, x, kPlayer);
      }
    }
  }
};

PlayerLook look_of_player(const State& state) {
  const Direction facing = state.player.facing;
  if (state.arcade.phase == ArcadePhase::dying) {
    return {8 + (kDyingTicks - state.arcade.phase_ticks) / 2, facing};
  }
  const auto off = [](int place) { return std::abs(place % kTile16thPx - kTile16thPx / 2) / 16; };
  return {8 - 2 * std::max(off(state.player.x_16th_px), off(state.player.y_16th_px)), facing};
}

struct FruitLook {
  using Picture = Sprite<kFruitPx, 2>;
  static constexpr int kCount = static_cast<int>(kFruits.size());
  int kind;

  [[nodiscard]] int index() const { return kind; }
  static FruitLook of(int index) { return {index}; }

  void paint(const Brush& brush) const {
    for (int y = 0; y < kFruitPx; ++y) {
      for (int x = 0; x < kFruitPx; ++x) {
        const char letter = kFruits[static_cast<std::size_t>(kind)][static_cast<std::size_t>(y)][x];
        if (letter != '.') brush.set(y, x, fruit_colour(letter));
      }
    }
  }
};

struct EnergizerLook {
  using Picture = Sprite<kTilePx, 1>;
  static constexpr int kCount = 1;

  [[nodiscard]] int index() const { return 0; }
  static EnergizerLook of(int) { return {}; }
  void paint(const Brush& brush) const { paint_rows(brush, kEnergizer, 0, kDot); }
};

// Around an actor's middle; what leaves at one side comes in at the other.
Brush brush_at(const PaletteCanvas& canvas, const Actor& actor) {
  return {canvas, actor.y_16th_px / 16 - kBodyPx / 2, actor.x_16th_px / 16 - kBodyPx / 2, true};
}

void draw_energizers(const Level& level, const State& state, const PaletteCanvas& canvas,
                     Drawing drawing) {
  for (const Position tile : level.arcade.energizers) {
    if (!state.dots[static_cast<std::size_t>(tile.row * level.cols + tile.col)]) continue;
    draw(Brush{canvas, tile.row * kTilePx, tile.col * kTilePx}, EnergizerLook{}, drawing);
  }
}

void draw_fruit(const Level& level, const State& state, const PaletteCanvas& canvas,
                Drawing drawing) {
  const Pixel middle = level.arcade.fruit;
  draw(Brush{canvas, middle.y - kFruitPx / 2, middle.x - kFruitPx / 2},
       FruitLook{fruit_kind(state.arcade.level)}, drawing);
}

void draw_points(const State& state, const PaletteCanvas& canvas) {
  const std::string points = std::to_string(points_of_last_ghost(state));
  const int width = text_width_px(points);
  const int left =
      std::clamp(state.player.x_16th_px / 16 - width / 2, 0, std::max(0, canvas.width_px - width));
  draw_text(canvas, state.player.y_16th_px / 16 - kLetterHeightPx / 2, left, points, kGhost2);
}

void flash_walls(const State& state, const PaletteCanvas& canvas) {
  if (state.arcade.phase_ticks / kFlashWallTicks % 2 == 0) return;
  std::replace(canvas.pixels.begin(), canvas.pixels.end(), static_cast<std::uint8_t>(kWallEdge),
               static_cast<std::uint8_t>(kText));
}

}  // namespace

void draw_arcade(const Level& level, const State& state, const PaletteCanvas& canvas,
                 bool with_actors, Drawing drawing) {
  const ArcadePhase phase = state.arcade.phase;
  if (phase == ArcadePhase::cleared) flash_walls(state, canvas);
  draw_energizers(level, state, canvas, drawing);
  if (state.arcade.fruit_ticks > 0) draw_fruit(level, state, canvas, drawing);
  if (!with_actors) return;
  // The points stand where the player is; the caught ghost's eyes are already on their way.
  if (phase == ArcadePhase::ghost_eaten) {
    draw_points(state, canvas);
  } else {
    draw(brush_at(canvas, state.player), look_of_player(state), drawing);
  }
  for (std::size_t i = kMostGhosts; i-- > 0;) {
    draw(brush_at(canvas, state.ghosts[i]), look_of_ghost(state, i), drawing);
  }
}

}  // namespace crossroads
