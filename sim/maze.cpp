#include "sim/maze.hpp"

#include <set>
#include <utility>
#include <vector>

#include "recordings/error.hpp"
#include "recordings/random.hpp"
#include "recordings/whole_number.hpp"

namespace crossroads {
namespace {

constexpr std::uint64_t kMazeStream = 21;
constexpr int kLeastTiles = 5, kMostTilesASide = 32;

// Straight ways lie on these rows (or columns): two or three tiles apart, so that walls are between
// them; the first and the last at the picture's edge or one tile from it.
std::vector<int> draw_lines(int tiles, Random& random) {
  for (;;) {
    std::vector<int> lines = {static_cast<int>(random.below(2))};
    while (lines.back() < tiles - 2) lines.push_back(lines.back() + 2 + int(random.below(2)));
    if (lines.back() < tiles && lines.size() >= 3) return lines;
  }
}

// Nodes where the lines cross, joined by ways. All ways are there at first; some are taken out.
class Grid {
 public:
  Grid(std::vector<int> row_lines, std::vector<int> col_lines)
      : rows_(std::move(row_lines)), cols_(std::move(col_lines)), degree_(nodes()) {
    const std::size_t width = cols_.size();
    for (std::size_t node = 0; node < nodes(); ++node) {
      if (node % width + 1 < width) ways_.push_back({node, node + 1});
      if (node + width < nodes()) ways_.push_back({node, node + width});
    }
    for (const Way& way : ways_) ++degree_[way.a], ++degree_[way.b];
  }

  // In random order, up to a random share of them, as long as what must hold still does.
  void thin(Random& random) {
    for (std::size_t i = ways_.size(); i > 1; --i) {
      std::swap(ways_[i - 1], ways_[random.below(static_cast<std::uint32_t>(i))]);
    }
    std::uint32_t tries = random.below(static_cast<std::uint32_t>(ways_.size()) + 1);
    for (Way& way : ways_) {
      if (tries-- == 0) break;
      take_out(way);
    }
  }

  [[nodiscard]] std::string text(int rows, int cols) const {
    std::vector<std::string> maze(static_cast<std::size_t>(rows),
                                  std::string(static_cast<std::size_t>(cols), '#'));
    for (const Way& way : ways_) {
      if (!way.open) continue;
      for (int row = row_of(way.a); row <= row_of(way.b); ++row) {
        for (int col = col_of(way.a); col <= col_of(way.b); ++col) {
          maze[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)] = '.';
        }
      }
    }
    std::string text;
    for (const std::string& row : maze) {
      text += row;
      text += '\n';
    }
    return text;
  }

 private:
  struct Way {
    std::size_t a, b;  // nodes, a the upper or left one
    bool open = true;
  };

  [[nodiscard]] std::size_t nodes() const { return rows_.size() * cols_.size(); }
  [[nodiscard]] int row_of(std::size_t node) const { return rows_[node / cols_.size()]; }
  [[nodiscard]] int col_of(std::size_t node) const { return cols_[node % cols_.size()]; }

  void take_out(Way& way) {
    if (degree_[way.a] <= 2 || degree_[way.b] <= 2) return;  // a dead end
    open(way, false);
    if (!has(3) || !has(4) || !is_joined()) open(way, true);
  }
  void open(Way& way, bool is_open) {
    way.open = is_open;
    const int change = is_open ? 1 : -1;
    degree_[way.a] += change;
    degree_[way.b] += change;
  }
  [[nodiscard]] bool has(int degree) const {
    for (const int one : degree_) {
      if (one == degree) return true;
    }
    return false;
  }
  [[nodiscard]] bool is_joined() const {
    std::set<std::size_t> reached = {0};
    for (std::size_t before = 0; before != reached.size();) {
      before = reached.size();
      for (const Way& way : ways_) {
        if (!way.open || reached.count(way.a) == reached.count(way.b)) continue;
        reached.insert({way.a, way.b});
      }
    }
    return reached.size() == nodes();
  }

  std::vector<int> rows_, cols_;
  std::vector<int> degree_;
  std::vector<Way> ways_;
};

}  // namespace

std::optional<MazeRequest> parse_maze_name(const std::string& name) {
  const std::string prefix = "maze:";
  if (name.rfind(prefix, 0) != 0) return std::nullopt;
  MazeRequest request;
  const std::size_t colon = name.find(':', prefix.size());
  bool right = read_whole_number(name.substr(prefix.size(), colon - prefix.size()), request.seed);
  if (colon != std::string::npos) {
    const std::size_t times = name.find('x', colon);
    right = right && times != std::string::npos &&
            read_whole_number(name.substr(colon + 1, times - colon - 1), request.rows) &&
            read_whole_number(name.substr(times + 1), request.cols);
  }
  for (const int tiles : {request.rows, request.cols}) {
    right = right && tiles >= kLeastTiles && tiles <= kMostTilesASide;
  }
  if (!right) {
    throw Error("one maze, maze:SEED or maze:SEED:ROWSxCOLS, 5 to 32 tiles a side",
                "`" + name + "`", "the level's name", "write for example maze:7 or maze:7:16x16");
  }
  return request;
}

std::string maze_level_text(const MazeRequest& request) {
  Random random(request.seed, kMazeStream);
  std::vector<int> rows = draw_lines(request.rows, random);
  std::vector<int> cols = draw_lines(request.cols, random);
  Grid grid(std::move(rows), std::move(cols));
  grid.thin(random);
  std::string text =  // without the seed, so that equal mazes have equal hashes
      "; a maze drawn from a seed\nticks_per_frame 8\nspeed_16th_px 16\ndots_percent 60\n"
      "frames_per_game 64\nstart random\nmaze\n";
  text += grid.text(request.rows, request.cols);
  return text;
}

}  // namespace crossroads
