#include "experiments/live_screen.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace crossroads {
namespace {

// The layout counts in units: pixels of a letter, whole pixels of the screen each (2 at 1280x720).
constexpr int kLetter = 6, kLine = 9;
constexpr int kEdge = 8, kSpace = 8;
constexpr int kStoryY = 15;
constexpr int kTitleY = 28, kPanelY = 47, kPanel = 166;
constexpr int kFuturesY = 217, kCellsY = 227, kCell = 35, kCellPitch = 38;
constexpr int kFutureColumns = 8, kTrueColumns = 5, kMostTrue = 10;
constexpr int kTrueX = kEdge + kFutureColumns * kCellPitch + 12;
constexpr int kStripY = 332, kStripX = kEdge + 56, kStripLane = 9;
constexpr int kSideX = kEdge + 3 * (kPanel + kSpace) + 4, kSide = 98;
constexpr int kButton = 13, kSlider = 13;

constexpr Colour kAccent{255, 214, 64};
constexpr Colour kButtonFill{34, 36, 50}, kButtonOn{92, 78, 24};
constexpr Colour kWarning{255, 159, 64};
constexpr Colour kCurves[] = {{150, 153, 172}, {236, 236, 242}};

std::string number(double value, int decimals) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

// The part of a moment that is looked at closely: where its futures differ, or where something
// moves; around the player where that is more than fits.
CloseUp look_at(const Moment& moment, int most_px) {
  const EvaluationState& state = moment.state;
  const Frame& last = state.past.back();
  const int height = std::min(most_px, last.height_px), width = std::min(most_px, last.width_px);
  CloseUp part = close_ups({state}, std::min(32, most_px)).front();
  if (part.width <= most_px && part.height <= most_px) return part;
  const int side = std::min({32, height, width});
  Pixel centre{part.y + part.height / 2, part.x + part.width / 2};
  if (moment.player) centre = *moment.player;
  return {std::clamp(centre.x - side / 2, 0, last.width_px - side),
          std::clamp(centre.y - side / 2, 0, last.height_px - side), side, side};
}

// Few true futures are drawn large.
struct TrueCells {
  int columns, side;
};
TrueCells true_cells(int count) {
  if (count <= 2) return {2, 67};
  if (count == 3) return {3, 51};
  if (count == 4) return {4, 45};
  return {kTrueColumns, kCell};
}

Colour colour_of(const PredictedFrame& frame) {
  return frame.judged ? verdict_colour(frame.judged->verdict) : kPlainFrame;
}

std::string word_of(const PredictedFrame& frame) {
  return frame.judged ? verdict_word(frame.judged->verdict) : "";
}

class Drawing {
 public:
  Drawing(const LiveSession& session, const LiveNotes& notes, int height_px, int width_px)
      : session_(session),
        notes_(notes),
        canvas_(height_px, width_px, kPaper),
        unit_(std::max(1, std::min(height_px / 360, width_px / 640))),
        left_px_((width_px - 640 * unit_) / 2),
        top_px_((height_px - 360 * unit_) / 2) {
    if (session_.prediction()) {
      part_ = look_at(session_.prediction()->moment, kCell * unit_ - 2 * kBorder);
    }
  }

  void draw() {
    head();
    panels();
    futures();
    true_futures();
    strip();
    buttons();
    sliders();
  }

  [[nodiscard]] Frame take() { return canvas_.take(); }
  std::vector<LiveArea> areas;

 private:
  [[nodiscard]] int px(int x) const { return left_px_ + x * unit_; }
  [[nodiscard]] int py(int y) const { return top_px_ + y * unit_; }

  void write(const std::string& text, int x, int y, Colour colour, int most = 640) {
    canvas_.write(text.substr(0, static_cast<std::size_t>(std::max(0, most / kLetter))), px(x),
                  py(y), unit_, colour);
  }
  void write_right(const std::string& text, int right, int y, Colour colour) {
    write(text, right - Canvas::text_width(text, 1), y, colour);
  }
  void write_centred(const std::string& text, int x, int width, int y, Colour colour) {
    write(text, x + (width - Canvas::text_width(text, 1)) / 2, y, colour);
  }
  void fill(int x, int y, int width, int height, Colour colour) {
    canvas_.fill(px(x), py(y), width * unit_, height * unit_, colour);
  }
  void outline(const CloseUp& box, int thick_px, Colour colour) {
    canvas_.fill(box.x, box.y, box.width, thick_px, colour);
    canvas_.fill(box.x, box.y + box.height - thick_px, box.width, thick_px, colour);
    canvas_.fill(box.x, box.y, thick_px, box.height, colour);
    canvas_.fill(box.x + box.width - thick_px, box.y, thick_px, box.height, colour);
  }
  void area(LiveArea::Kind kind, int x, int y, int width, int height, LiveCommand command,
            std::size_t index) {
    areas.push_back({kind, {px(x), py(y), width * unit_, height * unit_}, command, index});
  }

  // A frame in the middle of a square, as large as whole pixels allow, with a border around it.
  void picture(const Frame& frame, int x, int y, int side, Colour border, bool mark_part) {
    const int inside = side * unit_ - 2 * kBorder;
    const int zoom = std::max(1, std::min(inside / frame.width_px, inside / frame.height_px));
    const int width = frame.width_px * zoom, height = frame.height_px * zoom;
    const int left = px(x) + (side * unit_ - width) / 2, top = py(y) + (side * unit_ - height) / 2;
    canvas_.fill(left - kBorder, top - kBorder, width + 2 * kBorder, height + 2 * kBorder, border);
    canvas_.draw(frame, left, top, zoom);
    if (!mark_part || !part_ || 2 * part_->width >= frame.width_px) return;
    outline({left + part_->x * zoom - 2, top + part_->y * zoom - 2, part_->width * zoom + 4,
             part_->height * zoom + 4},
            2, kQuiet);
  }

  [[nodiscard]] std::string word(std::size_t side) const {
    std::string word = arm_word(session_.run(side).arm, session_.run(side).deterministic);
    word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    return word;
  }

  void head() {
    const LiveSource& source = session_.source();
    const std::string name = "crossroads live";
    write(name, kEdge, 4, kAccent);
    write(session_.title() + "   " + source.place(), kEdge + Canvas::text_width(name, 1) + 14, 4,
          kInk, 300);
    if (notes_.predictions_per_s) {
      std::string rate = number(*notes_.predictions_per_s, 1) + " predictions/s";
      if (session_.prediction()) {
        rate += ", " + number(session_.prediction()->milliseconds, 0) + " ms each";
      }
      write_right(rate, 640 - kEdge, 4, kQuiet);
    }
    const bool noticed = !session_.notice().empty();
    write(noticed ? session_.notice() : live_story(session_), kEdge, kStoryY,
          noticed ? kWarning : kInk, 640 - 2 * kEdge);
    fill(kEdge, kStoryY + 10, 640 - 2 * kEdge, 1, kButtonFill);
  }

  void panels() {
    const auto& prediction = session_.prediction();
    write("The real game", kEdge, kTitleY, kInk);
    const bool person = session_.person_plays();
    write(person ? "you play  <\v^>" : session_.source().who() + " plays", kEdge, kTitleY + kLine,
          kQuiet);
    if (session_.frozen()) write_right("frozen", kEdge + kPanel, kTitleY, kAccent);
    picture(session_.source().picture(), kEdge, kPanelY, kPanel, kPlainFrame, true);
    for (std::size_t side = 0; side < 2; ++side) {
      const int x = kEdge + static_cast<int>(side + 1) * (kPanel + kSpace);
      const Contender& run = session_.run(side);
      write(word(side) + "'s next frame", x, kTitleY, kInk, kPanel - 34);
      const std::string mismatch = session_.mismatch(side);
      write(mismatch.empty() ? run.name : mismatch, x, kTitleY + kLine,
            mismatch.empty() ? kQuiet : kWarning, kPanel - 66);
      if (!prediction) {
        fill(x, kPanelY, kPanel, kPanel, kButtonFill);
        continue;
      }
      const PredictedFrame& one = side == 0 ? prediction->baseline : prediction->sampled();
      write_right(word_of(one), x + kPanel, kTitleY, colour_of(one));
      if (!std::isnan(one.sharpness)) {
        write_right("sharp " + number(one.sharpness, 2), x + kPanel, kTitleY + kLine, kQuiet);
      }
      picture(one.frame, x, kPanelY, kPanel, colour_of(one), true);
    }
  }

  void futures() {
    const auto& prediction = session_.prediction();
    if (!prediction) return;
    const auto there = std::count_if(prediction->futures.begin(), prediction->futures.end(),
                                     [](const auto& future) { return future.has_value(); });
    const auto all = std::to_string(prediction->futures.size());
    write(prediction->one_answer ? "Same moment: one answer"
          : prediction->complete
              ? "Same moment, " + all + " futures"
              : "Same moment, " + std::to_string(there) + " of " + all + " futures",
          kEdge, kFuturesY, kInk);
    write_right(session_.holds_z() ? "z held" : "a new z each", kTrueX - 14, kFuturesY, kQuiet);
    for (std::size_t i = 0; i < prediction->futures.size(); ++i) {
      const int x = kEdge + static_cast<int>(i) % kFutureColumns * kCellPitch;
      const int y = kCellsY + static_cast<int>(i) / kFutureColumns * (kCell + kLine + 5);
      const auto& future = prediction->futures[i];
      if (!future) {
        fill(x, y, kCell, kCell, kButtonFill);
        continue;
      }
      picture(cut(future->frame, *part_), x, y, kCell, colour_of(*future), false);
      std::string caption = word_of(*future);
      if (future->judged && future->judged->verdict == Verdict::valid) {
        caption = arrow(prediction->moment.state.legal[future->judged->mode].label);
      }
      write_centred(caption, x, kCell, y + kCell + 2, colour_of(*future));
      if (prediction->one_answer) continue;
      if (i == prediction->chosen) {
        outline({px(x) - 2, py(y) - 2, kCell * unit_ + 4, kCell * unit_ + 4}, 2, kAccent);
      }
      area(LiveArea::Kind::future, x, y, kCell, kCell, {}, i);
    }
  }

  void true_futures() {
    const auto& prediction = session_.prediction();
    if (!prediction) return;
    const Moment& moment = prediction->moment;
    const bool known = moment.known == Known::probabilities;
    const auto count = static_cast<int>(moment.state.legal.size());
    write(moment.known == Known::one_real_future ? "The one real future"
          : known                                ? "True futures"
                                                 : "Legal frames",
          kTrueX, kFuturesY, kInk);
    const int right = kSideX - 12;
    if (moment.known == Known::legal_frames) {
      write_right("policy unknown", right, kFuturesY, kWarning);
    } else if (!std::isnan(prediction->tv)) {
      write_right("TV " + number(prediction->tv, 2), right, kFuturesY, kAccent);
    }
    const TrueCells cells = true_cells(count);
    for (int m = 0; m < std::min(count, kMostTrue); ++m) {
      const auto mode = static_cast<std::size_t>(m);
      const int x =
          kTrueX + m % cells.columns * (cells.columns < 4 ? cells.side + 14 : cells.side + 3);
      const int y = kCellsY + m / cells.columns * (cells.side + 2 * kLine - 1);
      const LegalFrame& legal = moment.state.legal[mode];
      picture(cut(legal.frame, *part_), x, y, cells.side, kTruth, false);
      const std::string label = arrow(legal.label);
      write_centred(known ? label + " " + percent(legal.probability) : label, x, cells.side,
                    y + cells.side + 1, kTruth);
      if (mode < prediction->shares.size()) {
        const std::string share = percent(prediction->shares[mode]);
        write_centred(cells.columns < 4 ? "drawn " + share : share, x, cells.side,
                      y + cells.side + kLine, verdict_colour(Verdict::valid));
      }
    }
    if (count > kMostTrue) {
      write_right("and " + std::to_string(count - kMostTrue) + " more", right, kStripY - 7, kQuiet);
    }
  }

  void strip() {
    const auto& points = session_.strip();
    for (std::size_t side = 0; side < 2; ++side) {
      const int y = kStripY + static_cast<int>(side) * kStripLane;
      write(word(side), kEdge, y, kInk);
      int x = kStripX;
      double judged = 0, valid = 0, blend = 0, sharp = 0, moving = 0;
      for (const StripPoint& point : points) {
        if (point.verdict[side]) {
          fill(x, y, 1, 7, verdict_colour(*point.verdict[side]));
          ++judged;
          valid += *point.verdict[side] == Verdict::valid;
          blend += *point.verdict[side] == Verdict::blend;
        } else {
          fill(x, y, 1, 7, kButtonFill);
        }
        if (!std::isnan(point.sharpness[side])) {
          ++moving;
          sharp += point.sharpness[side];
        }
        ++x;
      }
      if (judged > 0) {
        write("valid " + percent(valid / judged), kStripX + 246, y, verdict_colour(Verdict::valid));
        write("blend " + percent(blend / judged), kStripX + 246 + 66, y,
              verdict_colour(Verdict::blend));
      }
      if (moving > 0) {
        write("sharp " + number(sharp / moving, 2), kStripX + 246 + 132, y, kCurves[side]);
      }
    }
    sharpness_curves();
  }

  void sharpness_curves() {
    const auto& points = session_.strip();
    const int y = kStripY + 2 * kStripLane, height = 9 * unit_;
    write("sharp", kEdge, y + 1, kQuiet);
    const auto height_of = [&](double sharpness) {
      return py(y) + height - 1 -
             static_cast<int>(std::clamp(sharpness, 0.0, 1.25) / 1.25 * (height - 1));
    };
    canvas_.fill(px(kStripX), height_of(1), static_cast<int>(kStripLength) * unit_, 1, kPlainFrame);
    for (std::size_t side = 0; side < 2; ++side) {
      int x = kStripX;
      for (const StripPoint& point : points) {
        if (!std::isnan(point.sharpness[side])) {
          canvas_.fill(px(x), height_of(point.sharpness[side]), unit_, unit_, kCurves[side]);
        }
        ++x;
      }
    }
    write("1 is real, a blend of two is 0.5", kStripX + 246, y + 1, kQuiet);
  }

  [[nodiscard]] bool is_on(LiveCommand command) const {
    switch (command) {
      case LiveCommand::freeze:
        return session_.frozen();
      case LiveCommand::hold_z:
        return session_.holds_z();
      case LiveCommand::linger:
        return session_.lingers();
      case LiveCommand::slow_down:
        return session_.slowness() > 1;
      case LiveCommand::change_player:
        return session_.person_plays();
      case LiveCommand::film:
        return notes_.filming;
      default:
        return false;
    }
  }

  void buttons() {
    int y = kTitleY;
    for (const LiveButton& button : live_buttons()) {
      fill(kSideX, y, kSide, kButton - 2, is_on(button.command) ? kButtonOn : kButtonFill);
      const std::string key = button.symbol == ' ' ? "spc" : std::string(1, button.symbol);
      write(key, kSideX + 3, y + 2, kAccent);
      std::string label = button.label;
      if (button.command == LiveCommand::slow_down && session_.slowness() > 1) {
        label = "slow 1/" + std::to_string(session_.slowness());
      }
      write(label, kSideX + 3 + (button.symbol == ' ' ? 4 : 2) * kLetter, y + 2, kInk);
      area(LiveArea::Kind::button, kSideX, y, kSide, kButton - 2, button.command, 0);
      y += kButton;
    }
    write("esc end  f11 full", kSideX, y + 1, kQuiet, kSide + kEdge);
    sliders_y_ = y + 14;
  }

  void sliders() {
    if (session_.z().empty()) {
      write("no z to move", kSideX, sliders_y_, kQuiet);
      return;
    }
    const Z& z = session_.z()[session_.chosen()];
    const bool bits = session_.z_is_bits();
    write(bits ? "z: left or right" : "z of this future", kSideX, sliders_y_, kInk);
    int y = sliders_y_ + 10;
    for (std::size_t i = 0; i < z.size() && y + kSlider <= 358; ++i, y += kSlider) {
      write(std::to_string(i + 1), kSideX, y + 2, kQuiet);
      const int x = kSideX + 12, width = kSide - 12;
      fill(x, y, width, kSlider - 2, kButtonFill);
      if (bits) {
        const int half = width / 2;
        fill(z[i] < 0 ? x : x + half, y, half, kSlider - 2, session_.holds_z() ? kAccent : kQuiet);
      } else {
        const float place = (z[i] / session_.z_range() + 1) / 2;
        const int at =
            static_cast<int>(std::clamp(place, 0.0F, 1.0F) * static_cast<float>(width - 5));
        fill(x + at, y, 5, kSlider - 2, session_.holds_z() ? kAccent : kQuiet);
      }
      area(LiveArea::Kind::z, x, y, width, kSlider - 2, {}, i);
    }
  }

  const LiveSession& session_;
  const LiveNotes& notes_;
  Canvas canvas_;
  int unit_, left_px_, top_px_;
  int sliders_y_ = 0;
  std::optional<CloseUp> part_;
};

}  // namespace

const std::vector<LiveButton>& live_buttons() {
  static const std::vector<LiveButton> kButtons{
      {LiveCommand::freeze, ' ', "freeze"},
      {LiveCommand::next_frame, 'n', "next frame"},
      {LiveCommand::new_z, 'z', "draw new z"},
      {LiveCommand::hold_z, 'h', "hold z"},
      {LiveCommand::linger, 'j', "stop at turns"},
      {LiveCommand::slow_down, 'm', "slow motion"},
      {LiveCommand::change_player, 't', "play yourself"},
      {LiveCommand::restart, 'r', "restart"},
      {LiveCommand::next_level, 'l', "next level"},
      {LiveCommand::next_baseline, '1', "middle run"},
      {LiveCommand::next_sampler, '2', "right run"},
      {LiveCommand::save_picture, 'p', "save picture"},
      {LiveCommand::film, 'g', "record gif"},
  };
  return kButtons;
}

Frame LiveScreen::draw(const LiveSession& session, const LiveNotes& notes, int height_px,
                       int width_px) {
  Drawing drawing(session, notes, height_px, width_px);
  drawing.draw();
  areas_ = std::move(drawing.areas);
  return drawing.take();
}

std::string live_story(const LiveSession& session) {
  const auto& prediction = session.prediction();
  if (!prediction) {
    if (session.person_plays()) return "Press an arrow to play.";
    return "The networks see the past " + std::to_string(session.past_frames()) +
           " frames: a game must be that old.";
  }
  const Moment& moment = prediction->moment;
  const auto legal = moment.state.legal.size();
  if (moment.known == Known::one_real_future) {
    return "A recording tells one real future: what else was legal, and how probable, can't be "
           "known.";
  }
  if (moment.known == Known::legal_frames) {
    return std::to_string(legal) +
           " legal next frames. Which one comes is up to you: no "
           "probabilities, no TV.";
  }
  if (legal == 1) return "One next frame is possible: both networks can know it.";
  const std::string futures = std::to_string(legal) + " true futures";
  if (!session.run(0).deterministic || session.run(1).deterministic) return futures + ".";
  return futures +
         ": one picture can't show all. The baseline blends them, each z of the GAN "
         "picks one.";
}

}  // namespace crossroads
