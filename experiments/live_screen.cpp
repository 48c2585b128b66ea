#include "experiments/live_screen.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "experiments/decimals.hpp"
#include "experiments/live_strip.hpp"
#include "sim/font.hpp"

namespace crossroads {
namespace {

// The layout counts in units: pixels of a letter, whole pixels of the screen each (2 at 1280x720).
constexpr int kWidth = 640, kHeight = 360;
constexpr int kLine = 9;
constexpr int kEdge = 8, kSpace = 6;
constexpr int kStoryY = 15;
constexpr int kTitleY = 28, kPanelY = 47, kPanel = 168;
constexpr int kFuturesY = 217, kCellsY = 227, kCell = 35, kCellPitch = 38;
constexpr int kFutureColumns = 8, kTrueColumns = 5, kMostTrue = 10;
constexpr int kTrueX = kEdge + kFutureColumns * kCellPitch + 12;
constexpr int kStripY = 332;
constexpr int kSideX = kEdge + 3 * (kPanel + kSpace) + 2, kSide = 100;
constexpr int kButton = 13, kSlider = 13;

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
      : session_(session), notes_(notes), pen_(height_px, width_px, kHeight, kWidth) {
    if (session_.prediction()) {
      part_ = look_at(session_.prediction()->moment, pen_.inside_px(kCell));
    }
  }

  void draw() {
    head();
    panels();
    if (session_.prediction()) {
      futures(*session_.prediction());
      true_futures(*session_.prediction());
    }
    draw_strip(pen_, session_.strip(), {word(0), word(1)}, kEdge, kStripY);
    buttons();
    sliders();
  }

  [[nodiscard]] Frame take() { return pen_.take(); }
  std::vector<LiveArea> areas;

 private:
  // A panel; where the close-ups below show a small part of it, that is marked.
  void panel(const Frame& frame, int x, Colour border) {
    const auto at = pen_.picture(frame, x, kPanelY, kPanel, border);
    if (!part_ || 2 * part_->width >= frame.width_px) return;
    pen_.outline({at.x_px + part_->x * at.zoom, at.y_px + part_->y * at.zoom,
                  part_->width * at.zoom, part_->height * at.zoom},
                 kQuiet);
  }

  [[nodiscard]] std::string word(std::size_t side) const {
    std::string word = arm_word(session_.run(side).arm, session_.run(side).deterministic);
    word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    return word;
  }

  void head() {
    const LiveSource& source = session_.source();
    const std::string name = "crossroads live";
    pen_.write(name, kEdge, 4, kAccent);
    pen_.write(session_.title() + "   " + source.place(), kEdge + text_width_px(name) + 14, 4, kInk,
               340);
    if (notes_.predictions_per_s) {
      std::string rate = with_decimals(*notes_.predictions_per_s, 1) + " predictions/s";
      if (session_.prediction()) {
        rate += ", " + with_decimals(session_.prediction()->milliseconds, 0) + " ms each";
      }
      pen_.write_right(rate, kWidth - kEdge, 4, kQuiet);
    }
    const bool noticed = !session_.notice().empty();
    pen_.write(noticed ? session_.notice() : live_story(session_), kEdge, kStoryY,
               noticed ? kWarning : kInk, kWidth - 2 * kEdge);
    pen_.fill(kEdge, kStoryY + 10, kWidth - 2 * kEdge, 1, kButtonFill);
  }

  void panels() {
    const auto& prediction = session_.prediction();
    pen_.write("The real game", kEdge, kTitleY, kInk);
    const bool person = session_.person_plays();
    pen_.write(person ? "you play  <\v^>" : session_.source().who() + " plays", kEdge,
               kTitleY + kLine, kQuiet);
    if (session_.frozen()) pen_.write_right("frozen", kEdge + kPanel, kTitleY, kAccent);
    panel(session_.source().picture(), kEdge, kPlainFrame);
    for (std::size_t side = 0; side < 2; ++side) {
      const int x = kEdge + static_cast<int>(side + 1) * (kPanel + kSpace);
      const Contender& run = session_.run(side);
      pen_.write(word(side) + "'s next frame", x, kTitleY, kInk, kPanel - 34);
      const std::string mismatch = session_.mismatch(side);
      pen_.write(mismatch.empty() ? run.name : mismatch, x, kTitleY + kLine,
                 mismatch.empty() ? kQuiet : kWarning, kPanel - 66);
      if (!prediction) {
        pen_.fill(x, kPanelY, kPanel, kPanel, kButtonFill);
        continue;
      }
      const PredictedFrame& one = side == 0 ? prediction->baseline : prediction->sampled();
      pen_.write_right(word_of(one), x + kPanel - 4, kTitleY, colour_of(one));
      if (!std::isnan(one.sharpness)) {
        pen_.write_right("sharp " + with_decimals(one.sharpness, 2), x + kPanel - 4,
                         kTitleY + kLine, kQuiet);
      }
      panel(one.frame, x, colour_of(one));
    }
  }

  void futures(const Prediction& prediction) {
    const auto there = std::count_if(prediction.futures.begin(), prediction.futures.end(),
                                     [](const auto& future) { return future.has_value(); });
    const auto all = std::to_string(prediction.futures.size());
    pen_.write(prediction.one_answer ? "Same moment: one answer"
               : prediction.complete
                   ? "Same moment, " + all + " futures"
                   : "Same moment, " + std::to_string(there) + " of " + all + " futures",
               kEdge, kFuturesY, kInk);
    pen_.write_right(session_.holds_z() ? "z held" : "a new z each", kTrueX - 14, kFuturesY,
                     kQuiet);
    for (std::size_t i = 0; i < prediction.futures.size(); ++i) {
      const int x = kEdge + static_cast<int>(i) % kFutureColumns * kCellPitch;
      const int y = kCellsY + static_cast<int>(i) / kFutureColumns * (kCell + kLine + 5);
      const auto& future = prediction.futures[i];
      if (!future) {
        pen_.fill(x, y, kCell, kCell, kButtonFill);
        continue;
      }
      pen_.picture(cut(future->frame, *part_), x, y, kCell, colour_of(*future));
      std::string caption = word_of(*future);
      if (future->judged && future->judged->verdict == Verdict::valid) {
        caption = arrow(prediction.moment.state.legal[future->judged->mode].label);
      }
      pen_.write_centred(caption, x, kCell, y + kCell + 2, colour_of(*future));
      if (prediction.one_answer) continue;
      if (i == prediction.chosen) {
        pen_.outline(pen_.place(x, y, kCell, kCell), kAccent);
      }
      areas.push_back({LiveArea::Kind::future, pen_.place(x, y, kCell, kCell), {}, i});
    }
  }

  void true_futures(const Prediction& prediction) {
    const Moment& moment = prediction.moment;
    const bool known = moment.known == Known::probabilities;
    const auto count = static_cast<int>(moment.state.legal.size());
    std::string title = known ? "True futures" : "Legal frames";
    if (moment.known == Known::one_real_future) title = "The one real future";
    if (count > kMostTrue) {
      title += ", " + std::to_string(kMostTrue) + " of " + std::to_string(count);
    }
    pen_.write(title, kTrueX, kFuturesY, kInk);
    const int right = kSideX - 12;
    if (moment.known == Known::legal_frames) {
      pen_.write_right("policy unknown", right, kFuturesY, kWarning);
    } else if (!std::isnan(prediction.tv)) {
      pen_.write_right("TV " + with_decimals(prediction.tv, 2), right, kFuturesY, kAccent);
    }
    const TrueCells cells = true_cells(count);
    for (int m = 0; m < std::min(count, kMostTrue); ++m) {
      const auto mode = static_cast<std::size_t>(m);
      const int x =
          kTrueX + m % cells.columns * (cells.columns < 4 ? cells.side + 14 : cells.side + 3);
      const int y = kCellsY + m / cells.columns * (cells.side + 2 * kLine - 1);
      const LegalFrame& legal = moment.state.legal[mode];
      pen_.picture(cut(legal.frame, *part_), x, y, cells.side, kTruth);
      const std::string label = arrow(legal.label);
      pen_.write_centred(known ? label + " " + percent(legal.probability) : label, x, cells.side,
                         y + cells.side + 1, kTruth);
      if (mode < prediction.shares.size()) {
        const std::string share = percent(prediction.shares[mode]);
        pen_.write_centred(cells.columns < 4 ? "drawn " + share : share, x, cells.side,
                           y + cells.side + kLine, verdict_colour(Verdict::valid));
      }
    }
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
      pen_.fill(kSideX, y, kSide, kButton - 2, is_on(button.command) ? kButtonOn : kButtonFill);
      const std::string key = button.symbol == ' ' ? "spc" : std::string(1, button.symbol);
      pen_.write(key, kSideX + 3, y + 2, kAccent);
      std::string label = button.label;
      if (button.command == LiveCommand::slow_down && session_.slowness() > 1) {
        label = "slow 1/" + std::to_string(session_.slowness());
      }
      pen_.write(label, kSideX + 3 + (button.symbol == ' ' ? 4 : 2) * kLetterWidthPx, y + 2, kInk);
      areas.push_back(
          {LiveArea::Kind::button, pen_.place(kSideX, y, kSide, kButton - 2), button.command, 0});
      y += kButton;
    }
    pen_.write("esc end  f11 full", kSideX, y + 1, kQuiet, kSide + kEdge);
    sliders_y_ = y + 14;
  }

  void sliders() {
    if (session_.z().empty()) {
      pen_.write("no z to move", kSideX, sliders_y_, kQuiet);
      return;
    }
    const Z& z = session_.z()[session_.chosen()];
    const bool bits = session_.z_is_bits();
    pen_.write(bits ? "z: left or right" : "z of this future", kSideX, sliders_y_, kInk);
    int y = sliders_y_ + 10;
    for (std::size_t i = 0; i < z.size() && y + kSlider <= 358; ++i, y += kSlider) {
      pen_.write(std::to_string(i + 1), kSideX, y + 2, kQuiet);
      const int x = kSideX + 12, width = kSide - 12;
      pen_.fill(x, y, width, kSlider - 2, kButtonFill);
      if (bits) {
        const int half = width / 2;
        pen_.fill(z[i] < 0 ? x : x + half, y, half, kSlider - 2,
                  session_.holds_z() ? kAccent : kQuiet);
      } else {
        const float place = (z[i] / session_.z_range() + 1) / 2;
        const int at =
            static_cast<int>(std::clamp(place, 0.0F, 1.0F) * static_cast<float>(width - 5));
        pen_.fill(x + at, y, 5, kSlider - 2, session_.holds_z() ? kAccent : kQuiet);
      }
      areas.push_back({LiveArea::Kind::z, pen_.place(x, y, width, kSlider - 2), {}, i});
    }
  }

  const LiveSession& session_;
  const LiveNotes& notes_;
  Pen pen_;
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
    return "One real future is recorded: what else was legal or valid, and how probable, can't be "
           "known.";
  }
  if (moment.known == Known::legal_frames) {
    const auto& past = moment.state.past;
    if (past.size() > 1 && past.back() == past[past.size() - 2]) {
      return "You stand still, which the policies that networks learn from hardly ever do.";
    }
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
