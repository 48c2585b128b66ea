#include "sim/level.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "recordings/whole_number.hpp"
#include "sim/arcade_map.hpp"
#include "sim/maze.hpp"
#include "sim/state.hpp"
#include "sim/walls.hpp"

namespace crossroads {
namespace {

constexpr const char* kMazeCharacters =
    "# wall, . dot, _ bare floor, % marked floor, P player or G ghost";

struct Line {
  std::string text;
  int number = 0;  // from 1
};

struct Range {
  int Level::*field;
  int least = 0, most = 0;
};

const std::map<std::string, Range>& number_keys() {
  static const std::map<std::string, Range> keys = {
      {"ticks_per_frame", {&Level::ticks_per_frame, 1, 1000}},
      {"speed_16th_px", {&Level::speed_16th_px, 1, 128}},
      {"dots_percent", {&Level::dots_percent, 0, 100}},
      {"frames_per_game", {&Level::frames_per_game, 1, 1000000}}};
  return keys;
}

// Reads one level text from top to bottom; knows where it stands for its errors.
class Parser {
 public:
  Parser(const std::string& text, const std::string& name) {
    level_.name = name;
    level_.text = text;
    level_.hash = hash_text(hash_bytes(text.data(), text.size()));
    split(text);
  }

  Level parse() {
    std::size_t next = 0;
    while (next < lines_.size() && lines_[next].text != "maze") parse_header(lines_[next++]);
    if (next == lines_.size()) fail("a line `maze`", "none", last_line(), 1, "add it and the maze");
    maze_line_ = lines_[next++].number;
    for (; next < lines_.size(); ++next) parse_row(lines_[next]);
    check_maze();
    if (level_.arcade.used) finish_arcade();
    level_.walls_picture = draw_walls(level_);
    return std::move(level_);
  }

 private:
  // Comments and empty lines are left out; the others keep their numbers.
  void split(const std::string& text) {
    std::istringstream stream(text);
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
      ++number;
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
      if (!line.empty() && line[0] != ';') lines_.push_back({line, number});
    }
  }

  [[noreturn]] void fail(const std::string& expected, const std::string& found, int line,
                         std::size_t column, const std::string& what_to_do) const {
    throw Error(expected, found,
                "level " + level_.name + ", line " + std::to_string(line) + ", column " +
                    std::to_string(column),
                what_to_do);
  }

  [[nodiscard]] int last_line() const { return lines_.empty() ? 1 : lines_.back().number; }

  void parse_header(const Line& line) {
    const std::size_t space = line.text.find(' ');
    const std::string key = line.text.substr(0, space);
    const std::string value = space == std::string::npos ? "" : line.text.substr(space + 1);
    const std::size_t value_column = key.size() + 2;
    if (!seen_.emplace(key, line.number).second) {
      fail("each key once", "a second `" + key + "`", line.number, 1, "remove one of the two");
    }
    const LevelFail fail_here = [&](const std::string& expected, const std::string& found,
                                    std::size_t column, const std::string& what_to_do) {
      fail(expected, found, line.number, column, what_to_do);
    };
    if (parse_arcade_key(level_.arcade, key, value, value_column, fail_here)) return;
    if (key == "start") return parse_start(value, line.number, value_column);
    const auto found = number_keys().find(key);
    if (found == number_keys().end()) unknown_key(key, line.number);
    level_.*(found->second.field) = parse_number(value, found->second, line.number, value_column);
    if (key == "speed_16th_px" && 128 % level_.speed_16th_px != 0) {
      fail("a speed that divides a tile's 128/16 px", value, line.number, value_column,
           "write 1, 2, 4, 8, 16, 32, 64 or 128");
    }
  }

  [[noreturn]] void unknown_key(const std::string& key, int line) const {
    std::string known = "start";
    for (const auto& [name, range] : number_keys()) known += ", " + name;
    fail("one of the keys " + known + " or maze", "`" + key + "`", line, 1, "correct the key");
  }

  void finish_arcade() {
    const auto line_of_key = [this](const std::string& key) {
      const auto found = seen_.find(key);
      return found == seen_.end() ? maze_line_ : found->second;
    };
    finish_arcade_map(
        level_, [this](const std::string& key) { return seen_.count(key) != 0; },
        {[&](const std::string& expected, const std::string& found, const std::string& key,
             const std::string& what) { fail(expected, found, line_of_key(key), 1, what); },
         [&](const std::string& expected, const std::string& found, Position tile,
             const std::string& what) {
           fail(expected, found, line_of(tile), column_of(tile), what);
         }});
  }

  void parse_start(const std::string& value, int line, std::size_t column) {
    if (value != "random" && value != "maze") {
      fail("start random or start maze", "`" + value + "`", line, column, "write one of the two");
    }
    level_.random_start = value == "random";
  }

  [[nodiscard]] int parse_number(const std::string& value, const Range& range, int line,
                                 std::size_t column) const {
    int number = 0;
    if (!read_whole_number(value, number) || number < range.least || number > range.most) {
      fail("a whole number from " + std::to_string(range.least) + " to " +
               std::to_string(range.most),
           value.empty() ? "nothing" : "`" + value + "`", line, column, "correct the value");
    }
    return number;
  }

  void parse_row(const Line& line) {
    const int width = static_cast<int>(line.text.size());
    if (level_.rows == 0) level_.cols = width;
    if (width != level_.cols) {
      fail("a row of " + std::to_string(level_.cols) + " tiles like the first",
           std::to_string(width), line.number,
           static_cast<std::size_t>(std::min(width, level_.cols)) + 1,
           "make all rows equally long");
    }
    if ((level_.rows + 1) * level_.cols > kMostTiles) {
      fail("at most " + std::to_string(kMostTiles) + " tiles", "more", line.number, 1,
           "make the maze smaller");
    }
    row_lines_.push_back(line.number);
    for (int col = 0; col < width; ++col) parse_tile(line, col);
    ++level_.rows;
  }

  void parse_tile(const Line& line, int col) {
    const char tile = line.text[static_cast<std::size_t>(col)];
    const std::size_t column = static_cast<std::size_t>(col) + 1;
    if (level_.arcade.used && std::string("PG%").find(tile) != std::string::npos) {
      fail(tile == '%' ? "no marks with rules arcade" : "starts in player_at and ghost_at",
           std::string("`") + tile + "`", line.number, column, "correct the tile");
    }
    if (!level_.arcade.used && is_arcade_tile(tile)) {
      fail("a line `rules arcade` above", std::string("`") + tile + "`", line.number, column,
           "correct the tile");
    }
    if (!is_arcade_tile(tile) && std::string("#._%PG").find(tile) == std::string::npos) {
      fail(kMazeCharacters, std::string("`") + tile + "`", line.number, column, "correct the tile");
    }
    const Position here{level_.rows, col};
    if (tile == 'P') {
      if (player_) fail("one player P", "a second one", line.number, column, "remove one");
      player_ = here;
      player_column_ = column;
    }
    if (tile == 'G') {
      level_.ghost_starts.push_back(here);
      if (++level_.ghosts > kMostGhosts) {
        fail("at most " + std::to_string(kMostGhosts) + " ghosts G", "one more", line.number,
             column, "remove some");
      }
    }
    if (tile == '%') level_.marked_tiles.push_back(level_.tiles.size());
    level_.tiles.push_back(tile == '#' ? Tile::wall : Tile::floor);
    level_.may_hold_dot.push_back(arcade_tile(tile).dot ? 1 : 0);
    level_.arcade.marks.push_back(arcade_tile(tile).mark);
  }

  void check_maze() {
    const auto first = std::find(level_.tiles.begin(), level_.tiles.end(), Tile::floor);
    if (first == level_.tiles.end()) {
      fail("a maze with floor", "none", maze_line_, 1, "draw floor with . or _");
    }
    check_player();
    const int index = static_cast<int>(first - level_.tiles.begin());
    const Position start = player_.value_or(Position{index / level_.cols, index % level_.cols});
    level_.player_start = start;
    check_joined(start);
  }

  void check_player() const {
    if (level_.arcade.used) return;  // it has player_at
    if (level_.random_start && player_) {
      fail("no player P with start random", "one",
           row_lines_[static_cast<std::size_t>(player_->row)], player_column_,
           "write . there, or start maze above");
    }
    if (!level_.random_start && !player_) {
      fail("a player P in the maze", "none", maze_line_, 1, "draw one, or write start random");
    }
  }

  // Everything must be reachable: a sealed-off dot could never be eaten.
  void check_joined(Position start) const {
    std::vector<std::uint8_t> reached(level_.tiles.size(), 0);
    std::vector<Position> open = {start};
    int count = 0;
    while (!open.empty()) {
      Position here = open.back();
      open.pop_back();
      if (level_.is_wall(here.row, here.col)) continue;
      here.col = (here.col + level_.cols) % level_.cols;  // through a tunnel
      auto& mark = reached[static_cast<std::size_t>(here.row * level_.cols + here.col)];
      if (mark != 0) continue;
      mark = 1;
      ++count;
      open.insert(open.end(), {{here.row - 1, here.col},
                               {here.row + 1, here.col},
                               {here.row, here.col - 1},
                               {here.row, here.col + 1}});
    }
    if (count == 1) {
      fail("a start with a way out", "walls on all sides", line_of(start), column_of(start),
           "open a way");
    }
    for (int i = 0; i < level_.rows * level_.cols; ++i) {
      const Position here{i / level_.cols, i % level_.cols};
      if (reached[static_cast<std::size_t>(i)] == 0 && !level_.is_wall(here.row, here.col)) {
        fail("floor that the player can reach", "a sealed-off tile", line_of(here), column_of(here),
             "open a way to it, or make it a wall");
      }
    }
  }

  [[nodiscard]] int line_of(Position p) const {
    return row_lines_[static_cast<std::size_t>(p.row)];
  }
  [[nodiscard]] static std::size_t column_of(Position p) {
    return static_cast<std::size_t>(p.col) + 1;
  }

  Level level_;
  std::vector<Line> lines_;
  std::map<std::string, int> seen_;
  int maze_line_ = 1;
  std::vector<int> row_lines_;
  std::optional<Position> player_;
  std::size_t player_column_ = 0;
};

}  // namespace

bool Level::is_wall(int row, int col) const {
  if (arcade.used) col = (col + cols) % cols;
  if (row < 0 || col < 0 || row >= rows || col >= cols) return true;
  return tiles[static_cast<std::size_t>(row * cols + col)] == Tile::wall;
}

bool Level::has_mark(int row, int col, ArcadeMap::Mark mark) const {
  if (arcade.used) col = (col + cols) % cols;
  if (row < 0 || col < 0 || row >= rows || col >= cols) return false;
  return (arcade.marks[static_cast<std::size_t>(row * cols + col)] & mark) != 0;
}

bool Level::is_way(int row, int col) const {
  return !is_wall(row, col) && !has_mark(row, col, ArcadeMap::kDoor);
}

Level parse_level(const std::string& text, const std::string& name) {
  return Parser(text, name).parse();
}

std::vector<std::string> level_names() {
  std::vector<std::string> names;
  std::error_code ignored;  // no folder: no names
  for (const auto& entry : std::filesystem::directory_iterator(CROSSROADS_LEVELS, ignored)) {
    if (entry.path().extension() == ".level") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Level load_level(const std::string& name) {
  if (const auto maze = parse_maze_name(name)) return parse_level(maze_level_text(*maze), name);
  const std::vector<std::string> names = level_names();
  if (std::find(names.begin(), names.end(), name) != names.end()) {
    return parse_level(read_text_file(std::filesystem::path(CROSSROADS_LEVELS) / (name + ".level")),
                       name);
  }
  if (!std::filesystem::is_regular_file(name)) {
    std::string known;
    for (const auto& one : names) known += (known.empty() ? "" : ", ") + one;
    throw Error("a level (" + known + ") or a level file", "no such file", "`" + name + "`",
                "give a name from the list or a path");
  }
  return parse_level(read_text_file(name), std::filesystem::path(name).stem().string());
}

}  // namespace crossroads
