#include "experiments/wall_screen.hpp"

#include <algorithm>
#include <utility>

#include "experiments/decimals.hpp"
#include "experiments/live_pen.hpp"
#include "sim/font.hpp"

namespace crossroads {
namespace {

// In units, as in live_screen.cpp. A face of 64 px is drawn twice as large at 1280x720.
constexpr int kWidth = 640, kHeight = 360;
constexpr int kEdge = 8, kLine = 9;
constexpr int kWallY = 23, kFace = 64, kPitch = kFace + 1;
constexpr int kWallWidth = static_cast<int>(kWallColumns) * kPitch - 1;
constexpr int kWallHeight = static_cast<int>(kWallRows) * kPitch - 1;
constexpr int kShareY = kWallY + kWallHeight + 3, kSlider = 9, kKnob = 5;
constexpr int kSideX = kEdge + kWallWidth + kEdge, kSide = kWidth - kEdge - kSideX;
constexpr int kButton = 9, kButtonPitch = 11, kPadding = 2, kGapX = 2;
constexpr int kBottom = kHeight - 1;
// The large face covers these columns, on the side where the chosen one isn't.
constexpr int kLargeColumns = 4;
constexpr int kLargeWidth = kLargeColumns * kPitch - 1;
constexpr int kLarge = 192, kZSlider = 12;

std::string key_text(char symbol) {
  return symbol == ' ' ? "spc" : std::string(1, symbol);
}

// "eye colour red, mouth smile"
std::string asked_text(const WallSession& session) {
  const ConditionSpace& space = session.source().space;
  std::string text;
  for (std::size_t i = 0; i < space.size(); ++i) {
    const auto& value = session.request()[i];
    if (!value) continue;
    if (!text.empty()) text += ", ";
    text += spoken(space[i].name) + " " + spoken(space[i].values[*value]);
  }
  return text;
}

std::vector<std::string> lines_of(const std::string& text, int width) {
  std::vector<std::string> lines{""};
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = std::min(text.find(' ', from), text.size());
    const std::string word = text.substr(from, end - from);
    const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
    if (text_width_px(longer) <= width) {
      lines.back() = longer;
    } else {
      lines.push_back(word);
    }
    from = end + 1;
  }
  return lines;
}

class Drawing {
 public:
  Drawing(const WallSession& session, bool filming, int height_px, int width_px)
      : session_(session), filming_(filming), pen_(height_px, width_px, kHeight, kWidth) {}

  void draw() {
    head();
    wall();
    if (session_.chosen()) large(*session_.chosen());
    share();
    commands();
    attributes();
  }

  [[nodiscard]] Frame take() { return pen_.take(); }
  std::vector<WallArea> areas;

 private:
  void head() {
    const std::string name = "crossroads live: portraits";
    const std::string keys = "esc end  f11 full";
    pen_.write(name, kEdge, 3, kAccent);
    const int x = kEdge + text_width_px(name) + 14;
    pen_.write(session_.source().name, x, 3, kInk, kWidth - kEdge - text_width_px(keys) - 14 - x);
    pen_.write_right(keys, kWidth - kEdge, 3, kQuiet);
    const bool noticed = !session_.notice().empty();
    pen_.write(noticed ? session_.notice() : wall_story(session_), kEdge, 13,
               noticed ? kWarning : kInk, kWidth - 2 * kEdge);
  }

  // Whether the large face covers this column of the wall.
  [[nodiscard]] bool covered(std::size_t column) const {
    if (!session_.chosen()) return false;
    const bool right = large_on_the_right(*session_.chosen());
    return right ? column >= kWallColumns - kLargeColumns : column < kLargeColumns;
  }
  [[nodiscard]] static bool large_on_the_right(std::size_t face) {
    return face % kWallColumns < kWallColumns - kLargeColumns;
  }

  void wall() {
    for (std::size_t i = 0; i < session_.faces().size(); ++i) {
      if (covered(i % kWallColumns)) continue;
      const int x = kEdge + static_cast<int>(i % kWallColumns) * kPitch;
      const int y = kWallY + static_cast<int>(i / kWallColumns) * kPitch;
      pen_.tile(session_.faces()[i], x, y, kFace);
      areas.push_back({WallArea::Kind::face, pen_.place(x, y, kFace, kFace), {}, i, 0, ""});
    }
    if (session_.chosen()) {
      const auto [column, row] = std::pair{static_cast<int>(*session_.chosen() % kWallColumns),
                                           static_cast<int>(*session_.chosen() / kWallColumns)};
      pen_.outline(pen_.place(kEdge + column * kPitch, kWallY + row * kPitch, kFace, kFace),
                   kAccent);
    }
  }

  void large(std::size_t face) {
    const int left = kEdge + (large_on_the_right(face) ? kWallWidth - kLargeWidth : 0);
    pen_.write("face " + std::to_string(face + 1), left + 6, kWallY + 4, kInk);
    pen_.write_right("click it again to close", left + kLargeWidth - 6, kWallY + 4, kQuiet);
    const int x = left + (kLargeWidth - kLarge) / 2, y = kWallY + 15;
    pen_.tile(session_.faces()[face], x, y, kLarge);
    areas.push_back({WallArea::Kind::face, pen_.place(x, y, kLarge, kLarge), {}, face, 0, ""});
    z_sliders(session_.z(face), left + 6, y + kLarge + 6, kLargeWidth - 12);
  }

  void z_sliders(const Z& z, int left, int top, int width) {
    if (session_.source().deterministic) {
      pen_.write("z changes nothing here", left, top, kQuiet);
      return;
    }
    const auto count = std::min(kWallSliders, z.size());
    pen_.write("z: the first " + std::to_string(count) + " of its " + std::to_string(z.size()) +
                   " numbers",
               left, top, kInk);
    const float range = session_.source().z_range;
    const int name = 14, number = 36;
    for (std::size_t i = 0; i < count; ++i) {
      const int y = top + kLine + 2 + static_cast<int>(i) * kZSlider;
      pen_.write(std::to_string(i + 1), left, y + 1, kQuiet);
      pen_.write_right(with_decimals(z[i], 2), left + width, y + 1, kQuiet);
      slider({WallArea::Kind::z, {}, {}, i, 0, ""}, left + name, y, width - name - number,
             (z[i] / range + 1) / 2);
    }
  }

  void slider(WallArea area, int x, int y, int width, float share) {
    pen_.fill(x, y, width, kSlider, kButtonFill);
    const float way = std::clamp(share, 0.0F, 1.0F) * static_cast<float>(width - kKnob);
    pen_.fill(x + static_cast<int>(way), y, kKnob, kSlider, kAccent);
    area.place = pen_.place(x, y, width, kSlider);
    areas.push_back(std::move(area));
  }

  void share() {
    const std::string here = "< z", there = "other z >";
    pen_.write(here, kEdge, kShareY + 1, kInk);
    pen_.write_right(there, kEdge + kWallWidth, kShareY + 1, kInk);
    const int x = kEdge + text_width_px(here) + 6;
    slider({WallArea::Kind::share, {}, {}, 0, 0, ""}, x, kShareY,
           kEdge + kWallWidth - text_width_px(there) - 6 - x, session_.share());
  }

  // What is written in buttons goes from left to right, and on in the next line.
  void button(WallArea area, const std::string& key, bool on) {
    const std::string all = key.empty() ? area.text : key + " " + area.text;
    const int width = text_width_px(all) + 2 * kPadding;
    if (x_ > kSideX && x_ + width > kSideX + kSide) next_line();
    if (y_ + kButton > kBottom) return;
    pen_.fill(x_, y_, width, kButton, on ? kButtonOn : kButtonFill);
    pen_.write(all, x_ + kPadding, y_ + 1, on ? kAccent : kInk);
    pen_.write(key, x_ + kPadding, y_ + 1, kAccent);
    area.place = pen_.place(x_, y_, width, kButton);
    area.text = all;
    areas.push_back(std::move(area));
    x_ += width + kGapX;
  }

  void next_line(int height = kButtonPitch) {
    x_ = kSideX;
    y_ += height;
  }

  [[nodiscard]] bool is_on(WallCommand command) const {
    if (command == WallCommand::walk) return session_.walks();
    return command == WallCommand::film && filming_;
  }

  void commands() {
    for (const WallButton& one : wall_buttons()) {
      const bool useless = one.command == WallCommand::free_all && session_.source().space.empty();
      if (useless) continue;
      button({WallArea::Kind::button, {}, one.command, 0, 0, one.label}, key_text(one.symbol),
             is_on(one.command));
    }
    next_line(kButtonPitch + 2);
  }

  void attributes() {
    const ConditionSpace& space = session_.source().space;
    if (space.empty()) {
      const std::string none =
          "This run has no condition: nothing can be asked of it. z alone "
          "decides who comes.";
      for (const std::string& line : lines_of(none, kSide)) {
        pen_.write(line, kSideX, y_ + 1, kQuiet);
        y_ += kLine;
      }
    }
    for (std::size_t i = 0; i < space.size(); ++i) attribute(i, space[i]);
  }

  void attribute(std::size_t index, const Asked& asked) {
    const auto& wanted = session_.request()[index];
    if (y_ + kLine > kBottom) return;
    const std::string key = index < 9 ? std::to_string(index + 1) : " ";
    pen_.write(key, kSideX, y_, kAccent);
    pen_.write(spoken(asked.name), kSideX + 2 * kLetterWidthPx, y_, kQuiet,
               kSide - 6 * kLetterWidthPx);
    x_ = kSideX + kSide - text_width_px("any") - 2 * kPadding;
    y_ -= 1;
    button({WallArea::Kind::any, {}, {}, index, 0, "any"}, "", !wanted);
    next_line(kButton + 1);
    for (std::size_t v = 0; v < asked.values.size(); ++v) {
      const auto value = static_cast<std::uint8_t>(v);
      button({WallArea::Kind::value, {}, {}, index, value, spoken(asked.values[v])}, "",
             wanted == value);
    }
    next_line();
    y_ += 1;
  }

  const WallSession& session_;
  bool filming_;
  Pen pen_;
  int x_ = kSideX, y_ = kWallY;  // of the next button
};

}  // namespace

const std::vector<WallButton>& wall_buttons() {
  static const std::vector<WallButton> kButtons{
      {WallCommand::new_z, ' ', "new z"},      {WallCommand::other_z, 'o', "other z"},
      {WallCommand::walk, 'w', "walk"},        {WallCommand::free_all, 'f', "free all"},
      {WallCommand::save_picture, 'p', "png"}, {WallCommand::film, 'g', "gif"},
  };
  return kButtons;
}

Frame WallScreen::draw(const WallSession& session, bool filming, int height_px, int width_px) {
  Drawing drawing(session, filming, height_px, width_px);
  drawing.draw();
  areas_ = std::move(drawing.areas);
  return drawing.take();
}

std::string wall_story(const WallSession& session) {
  const FaceSource& source = session.source();
  if (session.asks()) {
    const std::string end = source.deterministic ? ". One answer to all." : ". z decides the rest.";
    const std::string text = "Asked: " + asked_text(session) + end;
    if (text_width_px(text) <= kWidth - 2 * kEdge) return text;
    const auto free = std::count(session.request().begin(), session.request().end(), std::nullopt);
    return "Asked: " + std::to_string(session.request().size() - static_cast<std::size_t>(free)) +
           " attributes, as marked" + end;
  }
  std::string text = source.deterministic
                         ? "z changes nothing here: one picture, the mean of all faces."
                         : "Random z in, a face out: each has a z of its own, and all are right.";
  if (!source.space.empty()) text += " Click what to ask for.";
  return text;
}

}  // namespace crossroads
