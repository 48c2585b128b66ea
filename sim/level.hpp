// A level: one text file, read at run time. Errors name the line and the column.
//
// The text: lines `key value` (ticks_per_frame, speed_16th_px, dots_percent, frames_per_game,
// start), then a line `maze` and the maze, one character a tile:
//   # wall   . floor that may hold a dot   _ floor without one   P player   G ghost
//   % marked floor without one: each game draws its percent (10, 20, ... 90), shown as its colour
// With `rules arcade` (the whole of arcade_rules.hpp) also o energizer, ~ slow floor, - the house's
// door, and the keys lives, up_fault on|off, player_at, fruit_at, ghost_at (y x in px: centres),
// corner, no_up (row col, from 0); commas between pairs.
// A line that begins with ; is a comment, anywhere. `start random` or `start maze` (at P).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace crossroads {

inline constexpr int kTilePx = 8;

enum class Tile : std::uint8_t { floor, wall };

struct Position {
  int row = 0;
  int col = 0;
};

struct Pixel {
  int y = 0;
  int x = 0;
};

// What the arcade's rules need beside the maze; the sides of the maze are then one: a tunnel.
struct ArcadeMap {
  enum Mark : std::uint8_t { kEnergizer = 1, kSlow = 2, kDoor = 4, kNoUp = 8 };

  bool used = false;  // `rules arcade`
  int lives = 3;
  bool up_fault = true;               // ahead of a player that looks up is as far to the left, too
  Pixel player, fruit;                // centres
  std::array<Pixel, 4> ghosts{};      // the first starts outside; its place is the house's exit
  std::array<Position, 4> corners{};  // may lie outside the maze
  std::vector<Position> no_up, energizers;
  std::vector<std::uint8_t> marks;  // [rows, cols]
  std::vector<std::uint8_t> exits;  // [rows, cols], bit d: open in Direction d; doors are not
};

struct Level {
  std::string name;
  std::string text;  // the whole file, as read
  std::string hash;  // hash_text of text
  int rows = 0;
  int cols = 0;
  std::vector<Tile> tiles;                 // [rows, cols]
  std::vector<std::uint8_t> may_hold_dot;  // [rows, cols], 0 or 1
  std::vector<std::size_t> marked_tiles;   // row * cols + col
  int dots_percent = 100;  // each such tile gets a dot with this probability, from the seed
  // The player starts on any floor tile, facing as if it had come from any of its open sides.
  bool random_start = false;
  Position player_start;
  int ghosts = 0;  // memoryless random walkers
  std::vector<Position> ghost_starts;
  int speed_16th_px = 16;    // of every actor, a tick
  int ticks_per_frame = 8;   // a recorded frame; --frame-skip overrides
  int frames_per_game = 64;  // recorded steps until the game is truncated
  ArcadeMap arcade;
  std::vector<std::uint8_t> walls_picture;  // [height_px, width_px] palette pixels, see walls.hpp

  [[nodiscard]] int height_px() const { return rows * kTilePx; }
  [[nodiscard]] int width_px() const { return cols * kTilePx; }
  // Outside is wall and has no mark. With the arcade's rules columns are counted around the maze:
  // left of the first is the last.
  [[nodiscard]] bool is_wall(int row, int col) const;
  [[nodiscard]] bool has_mark(int row, int col, ArcadeMap::Mark mark) const;
  [[nodiscard]] bool is_way(int row, int col) const;  // neither wall nor the house's door
};

[[nodiscard]] Level parse_level(const std::string& text, const std::string& name);

// `name`: a level in sim/levels ("corner"), maze:SEED (maze.hpp) or a path to a file.
[[nodiscard]] Level load_level(const std::string& name);
[[nodiscard]] std::vector<std::string> level_names();

}  // namespace crossroads
