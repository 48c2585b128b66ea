#include "sim/arcade_map.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "sim/moves.hpp"

namespace crossroads {
namespace {

using Pairs = std::vector<std::array<int, 2>>;

// "row col, row col, ...": nullopt if it is anything else. Numbers from -99 to 9999.
std::optional<Pairs> read_pairs(const std::string& text) {
  Pairs pairs;
  const char* at = text.data();
  const char* end = at + text.size();
  const auto skip = [&] {
    while (at != end && *at == ' ') ++at;
  };
  for (;;) {
    std::array<int, 2> pair{};
    for (int& number : pair) {
      skip();
      const auto [stopped, error] = std::from_chars(at, end, number);
      if (error != std::errc() || number < -99 || number > 9999) return std::nullopt;
      at = stopped;
    }
    pairs.push_back(pair);
    skip();
    if (at == end) return pairs;
    if (*at++ != ',') return std::nullopt;
  }
}

// How many pairs each key takes; 0: any number.
struct PairKey {
  const char* key;
  std::size_t count;
  const char* what;
};
constexpr std::array<PairKey, 5> kPairKeys = {{{"player_at", 1, "y x, in px"},
                                               {"fruit_at", 1, "y x, in px"},
                                               {"ghost_at", 4, "four times y x, in px"},
                                               {"corner", 4, "four times row col"},
                                               {"no_up", 0, "pairs row col"}}};

void store(ArcadeMap& map, const std::string& key, const Pairs& pairs) {
  if (key == "player_at") map.player = {pairs[0][0], pairs[0][1]};
  if (key == "fruit_at") map.fruit = {pairs[0][0], pairs[0][1]};
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (key == "ghost_at") map.ghosts[i] = {pairs[i][0], pairs[i][1]};
    if (key == "corner") map.corners[i] = {pairs[i][0], pairs[i][1]};
    if (key == "no_up") map.no_up.push_back({pairs[i][0], pairs[i][1]});
  }
}

// The tile of a centre in px, as the arcade counts: see arcade_tile_of.
Position tile_at(Pixel px) {
  return {px.y / kTilePx, (px.x - 1) / kTilePx};
}

bool is_on_maze(const Level& level, Pixel px) {
  return px.y >= 0 && px.x >= 1 && px.y < level.height_px() && px.x < level.width_px() &&
         !level.is_wall(tile_at(px).row, tile_at(px).col);
}

void find_exits(Level& level) {
  ArcadeMap& map = level.arcade;
  map.exits.assign(level.tiles.size(), 0);
  for (int row = 0; row < level.rows; ++row) {
    for (int col = 0; col < level.cols; ++col) {
      for (const Direction d : kDirections) {
        if (!level.is_way(row, col) || !level.is_way(row + row_step(d), col + col_step(d)))
          continue;
        map.exits[static_cast<std::size_t>(row * level.cols + col)] |=
            static_cast<std::uint8_t>(1U << static_cast<unsigned>(d));
      }
    }
  }
}

// In the middle of a row, with a way to both sides: there the player and ghosts that leave start.
void check_start(const Level& level, const std::string& who, const char* key, Pixel px,
                 const LevelPlaceFail& fail) {
  constexpr unsigned kSides =
      1U << static_cast<unsigned>(Direction::left) | 1U << static_cast<unsigned>(Direction::right);
  const Position tile = tile_at(px);
  if (px.y % kTilePx == kTilePx / 2 && is_on_maze(level, px) &&
      (level.arcade.exits[static_cast<std::size_t>(tile.row * level.cols + tile.col)] & kSides) ==
          kSides) {
    return;
  }
  fail.at_key(who + " in the middle of a row with ways left and right",
              "y x " + std::to_string(px.y) + " " + std::to_string(px.x), key, "correct the place");
}

void check_on_maze(const Level& level, const char* key, Pixel px, const LevelPlaceFail& fail) {
  if (is_on_maze(level, px)) return;
  fail.at_key(std::string(key) + " on floor",
              "y x " + std::to_string(px.y) + " " + std::to_string(px.x), key, "correct the place");
}

void check_places(const Level& level, const LevelPlaceFail& fail) {
  const ArcadeMap& map = level.arcade;
  check_start(level, "player_at", "player_at", map.player, fail);
  check_start(level, "the first ghost_at", "ghost_at", map.ghosts[0], fail);
  for (std::size_t i = 1; i < map.ghosts.size(); ++i) {
    check_on_maze(level, "ghost_at", map.ghosts[i], fail);
  }
  check_on_maze(level, "fruit_at", map.fruit, fail);
}

// The door is no way for the player: what lies behind it can't hold a dot.
void check_dots(const Level& level, const LevelPlaceFail& fail) {
  std::vector<std::uint8_t> reached(level.tiles.size(), 0);
  std::vector<Position> open = {tile_at(level.arcade.player)};
  while (!open.empty()) {
    const Position here = open.back();
    open.pop_back();
    const auto tile = static_cast<std::size_t>(here.row * level.cols + here.col);
    if (reached[tile] != 0) continue;
    reached[tile] = 1;
    for (const Direction d : kDirections) {
      if (((level.arcade.exits[tile] >> static_cast<unsigned>(d)) & 1U) == 0) continue;
      open.push_back({here.row + row_step(d), (here.col + col_step(d) + level.cols) % level.cols});
    }
  }
  for (int row = 0; row < level.rows; ++row) {
    for (int col = 0; col < level.cols; ++col) {
      const auto tile = static_cast<std::size_t>(row * level.cols + col);
      if (level.may_hold_dot[tile] == 0 || reached[tile] != 0) continue;
      fail.at_tile("dots that the player can reach without the door", "one sealed off", {row, col},
                   "write _ there, or open a way to it");
    }
  }
}

}  // namespace

bool parse_arcade_key(ArcadeMap& map, const std::string& key, const std::string& value,
                      std::size_t column, const LevelFail& fail) {
  const std::string found = value.empty() ? "nothing" : "`" + value + "`";
  if (key == "rules") {
    if (value != "arcade") fail("rules arcade", found, column, "write it, or leave the line out");
    map.used = true;
    return true;
  }
  if (key == "up_fault") {
    if (value != "on" && value != "off") fail("on or off", found, column, "write one of the two");
    map.up_fault = value == "on";
    return true;
  }
  if (key == "lives") {
    if (value.size() != 1 || value[0] < '1' || value[0] > '9') {
      fail("a whole number from 1 to 9", found, column, "correct the value");
    }
    map.lives = value[0] - '0';
    return true;
  }
  const auto* pair_key = std::find_if(kPairKeys.begin(), kPairKeys.end(),
                                      [&](const PairKey& one) { return key == one.key; });
  if (pair_key == kPairKeys.end()) return false;
  const std::optional<Pairs> pairs = read_pairs(value);
  if (!pairs || (pair_key->count != 0 && pairs->size() != pair_key->count)) {
    fail(std::string(pair_key->what) + ", with commas between pairs", found, column,
         "correct the value");
  }
  store(map, key, *pairs);
  return true;
}

bool is_arcade_tile(char tile) {
  return tile == 'o' || tile == '~' || tile == '-';
}

ArcadeTile arcade_tile(char tile) {
  if (tile == 'o') return {ArcadeMap::kEnergizer, true};
  if (tile == '~') return {ArcadeMap::kSlow, false};
  if (tile == '-') return {ArcadeMap::kDoor, false};
  return {0, tile == '.'};
}

void finish_arcade_map(Level& level, const std::function<bool(const std::string&)>& seen,
                       const LevelPlaceFail& fail) {
  ArcadeMap& map = level.arcade;
  for (const PairKey& one : kPairKeys) {
    if (one.count == 0 || seen(one.key)) continue;
    fail.at_key(std::string("a line `") + one.key + "` with rules arcade", "none", one.key,
                "add it");
  }
  for (const Position tile : map.no_up) {
    // is_wall counts columns around the maze
    if (tile.col < 0 || tile.col >= level.cols || level.is_wall(tile.row, tile.col)) {
      fail.at_key("no_up tiles on floor",
                  "row col " + std::to_string(tile.row) + " " + std::to_string(tile.col), "no_up",
                  "correct the place");
    }
    map.marks[static_cast<std::size_t>(tile.row * level.cols + tile.col)] |= ArcadeMap::kNoUp;
  }
  if (std::find(level.may_hold_dot.begin(), level.may_hold_dot.end(), 1) ==
      level.may_hold_dot.end()) {
    fail.at_key("a maze with a dot", "none", "maze", "draw some with .");
  }
  for (int row = 0; row < level.rows; ++row) {
    for (int col = 0; col < level.cols; ++col) {
      if (level.has_mark(row, col, ArcadeMap::kEnergizer)) map.energizers.push_back({row, col});
    }
  }
  find_exits(level);
  check_places(level, fail);
  check_dots(level, fail);
}

}  // namespace crossroads
