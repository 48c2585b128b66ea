#include "experiments/picture.hpp"

#include <algorithm>

#include "sim/font.hpp"

namespace crossroads {
namespace {

constexpr int kGroupGap = 34;  // between columns
constexpr int kCaption = 24;   // below a picture

// The box around everything that moves in a state.
CloseUp moving_box(const EvaluationState& state) {
  const Frame& last = state.past.back();
  int left = last.width_px, right = -1, top = last.height_px, bottom = -1;
  for (const auto& legal : state.legal) {
    for (int channel = 0; channel < 3; ++channel) {
      for (int y = 0; y < last.height_px; ++y) {
        for (int x = 0; x < last.width_px; ++x) {
          if (legal.frame.at(channel, y, x) == last.at(channel, y, x)) continue;
          left = std::min(left, x);
          right = std::max(right, x);
          top = std::min(top, y);
          bottom = std::max(bottom, y);
        }
      }
    }
  }
  if (right < 0) return {0, 0, last.width_px, last.height_px};
  return {left, top, right - left + 1, bottom - top + 1};
}

int centred(int start, int length, int wanted, int most) {
  return std::clamp(start + (length - wanted) / 2, 0, most - wanted);
}

struct Picture {
  Frame frame;
  Colour colour;
  std::string caption;
};

// One column of the sheet: pictures in a grid of `columns`, each enlarged by `zoom`.
struct Group {
  std::string title, subtitle;
  int columns = 1;
  int zoom = 1;
  std::vector<std::vector<Picture>> rows;  // one list a state
};

int picture_px(int side, int zoom) {
  return side * zoom + 2 * kBorder;
}

class Sheet {
 public:
  Sheet(std::vector<Group> groups, int width, int height)
      : groups_(std::move(groups)), width_(width), height_(height) {}

  Frame draw() {
    const int rows = static_cast<int>(groups_.front().rows.size());
    int sheet_width = kGroupGap;
    for (const auto& group : groups_) sheet_width += group_width(group) + kGroupGap;
    const int title = 2 * 9 * kText + 18;
    Canvas canvas(kGap * 2 + title + rows * (row_height() + kGap * 2), sheet_width, kPaper);
    int x = kGroupGap;
    for (const auto& group : groups_) {
      canvas.write(group.title, x, kGap * 2, kText, kInk);
      canvas.write(group.subtitle, x, kGap * 2 + 10 * kText, kText, kQuiet);
      for (int row = 0; row < rows; ++row) {
        const int y = kGap * 2 + title + row * (row_height() + kGap * 2);
        draw_group(canvas, group, group.rows[static_cast<std::size_t>(row)], x, y);
      }
      x += group_width(group) + kGroupGap;
    }
    return canvas.frame();
  }

 private:
  [[nodiscard]] int group_width(const Group& group) const {
    const int pictures = group.columns * (picture_px(width_, group.zoom) + kGap) - kGap;
    return std::max({pictures, Canvas::text_width(group.title, kText),
                     Canvas::text_width(group.subtitle, kText)});
  }

  [[nodiscard]] int row_height() const {
    int most = 0;
    for (const auto& group : groups_) {
      for (const auto& pictures : group.rows) {
        const int lines = (static_cast<int>(pictures.size()) + group.columns - 1) / group.columns;
        most = std::max(most, lines * (picture_px(height_, group.zoom) + kCaption));
      }
    }
    return most;
  }

  void draw_group(Canvas& canvas, const Group& group, const std::vector<Picture>& pictures, int x,
                  int y) const {
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      const int column = static_cast<int>(i) % group.columns;
      const int line = static_cast<int>(i) / group.columns;
      const int left = x + column * (picture_px(width_, group.zoom) + kGap);
      const int top = y + line * (picture_px(height_, group.zoom) + kCaption);
      const Picture& picture = pictures[i];
      canvas.fill(left, top, picture_px(width_, group.zoom), picture_px(height_, group.zoom),
                  picture.colour);
      canvas.draw(picture.frame, left + kBorder, top + kBorder, group.zoom);
      const int text = Canvas::text_width(picture.caption, kText);
      canvas.write(picture.caption, left + (picture_px(width_, group.zoom) - text) / 2,
                   top + picture_px(height_, group.zoom) + 4, kText, picture.colour);
    }
  }

  std::vector<Group> groups_;
  int width_, height_;
};

std::vector<Picture> answer_pictures(const ShownAnswer& answer, const EvaluationState& state,
                                     const CloseUp& part, bool judged) {
  std::vector<Picture> pictures;
  for (std::size_t i = 0; i < answer.frames.size(); ++i) {
    const auto& one = answer.judged[i];
    const std::string caption = one.verdict == Verdict::valid ? arrow(state.legal[one.mode].label)
                                                              : verdict_word(one.verdict);
    pictures.push_back({cut(answer.frames[i], part),
                        judged ? verdict_colour(one.verdict) : kPlainFrame, judged ? caption : ""});
  }
  return pictures;
}

// Builds the sheet's columns from a comparison.
class SideBySide {
 public:
  SideBySide(const Comparison& comparison, int rows)
      : comparison_(comparison), parts_(close_ups(comparison.states.main, 32)) {
    rows_ =
        std::min({rows, comparison.setup.rows, static_cast<int>(comparison.states.main.size())});
    zoom_ = std::max(1, 96 / parts_.front().width);
  }

  Frame draw() {
    std::vector<Group> groups{past(), truth()};
    const bool real_only = comparison_.states.one_real_future;
    const MainRuns main = main_runs(comparison_);
    const auto add = [&](const RunResult* run, const std::string& title,
                         const std::string& subtitle) {
      if (run) groups.push_back(answers(*run, title, subtitle));
    };
    add(find_run(comparison_, "exact_mean"), "Exact mean", "best for mse");
    add(find_run(comparison_, "copy_last"), "Copy last", "no network");
    if (main.baseline) add(main.baseline, "Baseline", main.baseline->arm + ", one answer");
    const std::string note = main.sampler ? main.sampler->arm + ", 8 of its samples" : "";
    if (main.sampler)
      add(main.sampler, real_only ? "Samples" : arm_word(*main.sampler) + ": a new z, a new answer",
          note);
    return Sheet(std::move(groups), parts_.front().width, parts_.front().height).draw();
  }

 private:
  [[nodiscard]] const EvaluationState& state(int row) const {
    return comparison_.states.main[static_cast<std::size_t>(row)];
  }
  [[nodiscard]] const CloseUp& part(int row) const { return parts_[static_cast<std::size_t>(row)]; }

  Group past() const {
    Group group{"Past frames", "given", 2, zoom_, {}};
    for (int row = 0; row < rows_; ++row) {
      group.rows.emplace_back();
      const auto& frames = state(row).past;
      const std::size_t first = frames.size() > 4 ? frames.size() - 4 : 0;
      for (std::size_t i = first; i < frames.size(); ++i) {
        group.rows.back().push_back({cut(frames[i], part(row)), kPlainFrame, ""});
      }
    }
    return group;
  }

  Group truth() const {
    const bool real_only = comparison_.states.one_real_future;
    Group group{
        real_only ? "Real next" : "True next", real_only ? "frame" : "either", 1, zoom_, {}};
    for (int row = 0; row < rows_; ++row) {
      group.rows.emplace_back();
      for (const auto& legal : state(row).legal) {
        group.rows.back().push_back(
            {cut(legal.frame, part(row)), kTruth,
             real_only ? "" : arrow(legal.label) + " " + percent(legal.probability)});
      }
      if (group.rows.back().size() > 2) group.columns = 2;
    }
    return group;
  }

  // A run's one answer is drawn large, its samples small, four in a line.
  Group answers(const RunResult& run, const std::string& title, const std::string& subtitle) const {
    Group group{
        title, subtitle, run.deterministic ? 1 : 4, run.deterministic ? 2 * zoom_ : zoom_, {}};
    for (int row = 0; row < rows_; ++row) {
      group.rows.push_back(answer_pictures(run.shown[static_cast<std::size_t>(row)], state(row),
                                           part(row), !comparison_.states.one_real_future));
    }
    return group;
  }

  const Comparison& comparison_;
  std::vector<CloseUp> parts_;
  int rows_ = 0, zoom_ = 1;
};

}  // namespace

Colour verdict_colour(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return {46, 196, 150};
    case Verdict::blend:
      return {255, 159, 64};
    case Verdict::vanished:
      return {150, 130, 220};
    case Verdict::other:
      break;
  }
  return {240, 80, 110};
}

std::string verdict_word(Verdict verdict) {
  if (verdict == Verdict::vanished) return "gone";
  return verdict == Verdict::other ? "wrong" : verdict_text(verdict);
}

std::string arrow(const std::string& label) {
  if (label == "left") return "<";
  if (label == "right") return ">";
  if (label == "up") return "^";
  if (label == "down") return "\v";
  return label;
}

std::string percent(double share) {
  return std::to_string(static_cast<int>(share * 100 + 0.5)) + "%";
}

Canvas::Canvas(int height_px, int width_px, Colour background) : frame_(height_px, width_px) {
  fill(0, 0, width_px, height_px, background);
}

void Canvas::fill(int x, int y, int width, int height, Colour colour) {
  const int left = std::max(x, 0), right = std::min(x + width, frame_.width_px);
  const int bottom = std::min(y + height, frame_.height_px);
  if (left >= right) return;
  for (int row = std::max(y, 0); row < bottom; ++row) {
    std::fill_n(&frame_.at(0, row, left), right - left, colour.r);
    std::fill_n(&frame_.at(1, row, left), right - left, colour.g);
    std::fill_n(&frame_.at(2, row, left), right - left, colour.b);
  }
}

void Canvas::draw(const Frame& frame, int x, int y, int zoom) {
  const int left = std::max(x, 0), right = std::min(x + frame.width_px * zoom, frame_.width_px);
  const int bottom = std::min(y + frame.height_px * zoom, frame_.height_px);
  if (left >= right) return;
  std::vector<std::uint8_t> line(static_cast<std::size_t>(frame.width_px * zoom));
  for (int channel = 0; channel < 3; ++channel) {
    for (int row = std::max(y, 0); row < bottom; ++row) {
      if (row == std::max(y, 0) || (row - y) % zoom == 0) {
        for (int col = 0; col < frame.width_px; ++col) {
          std::fill_n(line.begin() + col * zoom, zoom, frame.at(channel, (row - y) / zoom, col));
        }
      }
      std::copy(line.begin() + (left - x), line.begin() + (right - x),
                &frame_.at(channel, row, left));
    }
  }
}

void Canvas::write(const std::string& text, int x, int y, int zoom, Colour colour) {
  for (const char character : text) {
    const std::string_view pixels = glyph(character);
    for (std::size_t i = 0; i < pixels.size(); ++i) {
      const int row = static_cast<int>(i) / kLetterWidthPx;
      const int col = static_cast<int>(i) % kLetterWidthPx;
      if (pixels[i] == '#') fill(x + col * zoom, y + row * zoom, zoom, zoom, colour);
    }
    x += kLetterWidthPx * zoom;
  }
}

int Canvas::text_width(const std::string& text, int zoom) {
  return text_width_px(text) * zoom;
}

std::vector<CloseUp> close_ups(const std::vector<EvaluationState>& states, int least_px) {
  int side = least_px;
  std::vector<CloseUp> boxes;
  for (const auto& state : states) {
    boxes.push_back(moving_box(state));
    side = std::max({side, boxes.back().width + 4, boxes.back().height + 4});
  }
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Frame& frame = states[i].past.back();
    auto& box = boxes[i];
    const int width = std::min(side, frame.width_px);
    const int height = std::min(side, frame.height_px);
    box = {centred(box.x, box.width, width, frame.width_px),
           centred(box.y, box.height, height, frame.height_px), width, height};
  }
  return boxes;
}

Frame cut(const Frame& frame, const CloseUp& part) {
  Frame result(part.height, part.width);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < part.height; ++y) {
      for (int x = 0; x < part.width; ++x) {
        result.at(channel, y, x) = frame.at(channel, part.y + y, part.x + x);
      }
    }
  }
  return result;
}

std::string arm_title(const RunResult& run) {
  if (run.arm == "copy_last") return "Copy the last frame";
  if (run.arm == "exact_mean") return "Exact mean";
  if (run.arm == "exact_sampler") return "Exact sampler";
  if (run.arm == "mse") return "Baseline, squared error";
  if (run.arm == "l1") return "Baseline, absolute error";
  if (run.arm == "mse+gdl") return "Baseline, with gradients";
  if (run.arm.rfind("gan", 0) == 0) return "GAN";
  return "Sampler";
}

std::string arm_word(const std::string& arm, bool deterministic) {
  if (deterministic) return "baseline";
  return arm.rfind("gan", 0) == 0 ? "GAN" : "sampler";
}

std::string arm_word(const RunResult& run) {
  return arm_word(run.arm, run.deterministic);
}

MainRuns main_runs(const Comparison& comparison) {
  MainRuns main;
  const RunResult* sampler = nullptr;
  for (const auto& run : comparison.runs) {
    if (run.folder.empty()) continue;
    if (run.deterministic &&
        (!main.baseline || (run.arm == "mse" && main.baseline->arm != "mse"))) {
      main.baseline = &run;
    }
    if (!run.deterministic && !sampler) sampler = &run;
    if (!run.deterministic && !main.sampler && run.arm.rfind("gan", 0) == 0) main.sampler = &run;
  }
  if (!main.sampler) main.sampler = sampler;
  return main;
}

const RunResult* find_run(const Comparison& comparison, const std::string& arm) {
  for (const auto& run : comparison.runs) {
    if (run.arm == arm) return &run;
  }
  return nullptr;
}

Frame side_by_side(const Comparison& comparison, int rows) {
  return SideBySide(comparison, rows).draw();
}

Frame prediction_sheet(const std::vector<PredictionRow>& rows, int columns) {
  const PredictionRow& first = rows.front();
  const int zoom = std::max(1, 128 / first.next.width_px);
  Group past{"Past", "", static_cast<int>(first.past.size()), zoom, {}};
  Group real{"Real next", "", 1, zoom, {}};
  Group drawn{"Samples", "", std::min(columns, static_cast<int>(first.samples.size())), zoom, {}};
  for (const auto& row : rows) {
    past.rows.emplace_back();
    for (const auto& frame : row.past) past.rows.back().push_back({frame, kPlainFrame, ""});
    real.rows.push_back({{row.next, kTruth, ""}});
    drawn.rows.emplace_back();
    for (std::size_t i = 0; i < row.samples.size(); ++i) {
      drawn.rows.back().push_back(
          {row.samples[i], kInk, row.captions.empty() ? "" : row.captions[i]});
    }
  }
  return Sheet({past, real, drawn}, first.next.width_px, first.next.height_px).draw();
}

}  // namespace crossroads
