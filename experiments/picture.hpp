// Pictures of answers side by side, with captions in a 5x7 font: nothing but frames in, a frame
// out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/comparison.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0;
};
inline constexpr Colour kPaper{16, 17, 24};
inline constexpr Colour kInk{236, 236, 242};
inline constexpr Colour kQuiet{140, 143, 160};
inline constexpr Colour kPlainFrame{58, 60, 76};
inline constexpr Colour kTruth{90, 170, 255};

inline constexpr int kText = 2;    // zoom of every letter
inline constexpr int kBorder = 3;  // around a picture
inline constexpr int kGap = 10;    // between pictures

// Told apart by people with any colour vision; the captions say it too.
[[nodiscard]] Colour verdict_colour(Verdict verdict);
// "valid", "blend", "gone", "wrong": for a caption.
[[nodiscard]] std::string verdict_word(Verdict verdict);

// "left" -> "<", as the font has it; other labels as they are.
[[nodiscard]] std::string arrow(const std::string& label);
[[nodiscard]] std::string percent(double share);  // "50%"

// A picture that is drawn on. Whatever falls outside is cut off.
class Canvas {
 public:
  Canvas(int height_px, int width_px, Colour background);

  void fill(int x, int y, int width, int height, Colour colour);
  void draw(const Frame& frame, int x, int y, int zoom);
  // Letters of sim/font.hpp, each pixel `zoom` wide.
  void write(const std::string& text, int x, int y, int zoom, Colour colour);
  [[nodiscard]] static int text_width(const std::string& text, int zoom);
  [[nodiscard]] const Frame& frame() const { return frame_; }
  [[nodiscard]] Frame take() { return std::move(frame_); }  // nothing can be drawn any more

 private:
  Frame frame_;
};

// The part of a frame in which a state's futures happen.
struct CloseUp {
  int x = 0, y = 0, width = 0, height = 0;
};
// At most the frame; at least `least_px` wide and high where the frame allows it; of one size for
// all these states, centred where each one moves.
[[nodiscard]] std::vector<CloseUp> close_ups(const std::vector<EvaluationState>& states,
                                             int least_px);
[[nodiscard]] Frame cut(const Frame& frame, const CloseUp& part);

// "mse" -> "Baseline (mse)", "gan+es" -> "GAN (gan+es)", "copy_last" -> "Copy the last frame".
[[nodiscard]] std::string arm_title(const RunResult& run);

// The same within a sentence: "GAN", "sampler", "baseline".
[[nodiscard]] std::string arm_word(const RunResult& run);
[[nodiscard]] std::string arm_word(const std::string& arm, bool deterministic);

// The one run that stands for the baselines (the first mse, else the first deterministic one) and
// the one for the samplers (the first gan arm, else the first that samples); null where there is
// none.
struct MainRuns {
  const RunResult* baseline = nullptr;
  const RunResult* sampler = nullptr;
};
[[nodiscard]] MainRuns main_runs(const Comparison& comparison);
[[nodiscard]] const RunResult* find_run(const Comparison& comparison, const std::string& arm);

// The first `rows` states: past frames, true next frames, exact mean, copy-last, baseline, samples.
[[nodiscard]] Frame side_by_side(const Comparison& comparison, int rows);

// A row for each run that has a walk from one z to another; nothing where none has.
[[nodiscard]] std::optional<Frame> z_walks(const Comparison& comparison);

// Samples of one moment of any recording, beside what was recorded.
struct PredictionRow {
  std::vector<Frame> past;
  Frame next;
  std::vector<Frame> samples;
  std::vector<std::string> captions;  // one a sample, or none at all
};
// One row a moment: the past, the real next frame, the samples, `columns` of them in a line.
[[nodiscard]] Frame prediction_sheet(const std::vector<PredictionRow>& rows, int columns);

}  // namespace crossroads
