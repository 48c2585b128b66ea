// z_walk.png: one strip a run, z going from one future's to another's in equal steps.
#include "experiments/picture.hpp"

namespace crossroads {
namespace {

constexpr int kMargin = 12, kLine = 9 * kText;
constexpr std::size_t kEvery = 2;  // of the steps every second one

struct Strip {
  const RunResult* run = nullptr;
  CloseUp part;
  std::vector<std::string> captions;  // one a step
};

std::string caption(const Truth::Judged& judged, const EvaluationState& state) {
  return judged.verdict == Verdict::valid ? state.legal[judged.mode].label
                                          : verdict_word(judged.verdict);
}

std::vector<Strip> strips_of(const Comparison& comparison) {
  const auto parts = close_ups(comparison.states.main, 32);
  std::vector<Strip> strips;
  for (const auto& run : comparison.runs) {
    if (!run.z_walk) continue;
    strips.push_back({&run, parts[run.z_walk->state], {}});
    const auto& state = comparison.states.main[run.z_walk->state];
    for (const auto& judged : run.z_walk->judged) {
      strips.back().captions.push_back(caption(judged, state));
    }
  }
  return strips;
}

void draw_strip(Canvas& canvas, const Strip& strip, int zoom, int y) {
  canvas.write(strip.run->name, kMargin, y, kText, kInk);
  y += kLine + 2;
  const int step = strip.part.width * zoom + 2 * kBorder + kGap;
  for (std::size_t i = 0; i < strip.captions.size(); i += kEvery) {
    const int x = kMargin + static_cast<int>(i / kEvery) * step;
    canvas.fill(x, y, strip.part.width * zoom + 2 * kBorder, strip.part.height * zoom + 2 * kBorder,
                verdict_colour(strip.run->z_walk->judged[i].verdict));
    canvas.draw(cut(strip.run->z_walk->frames[i], strip.part), x + kBorder, y + kBorder, zoom);
    canvas.write(strip.captions[i], x, y + strip.part.height * zoom + 2 * kBorder + 4, kText,
                 kQuiet);
  }
}

}  // namespace

std::optional<Frame> z_walks(const Comparison& comparison) {
  const auto strips = strips_of(comparison);
  if (strips.empty()) return std::nullopt;
  const CloseUp& part = strips.front().part;  // of one size for all states
  const int zoom = std::max(1, 96 / part.width);
  const int height = 2 * kLine + part.height * zoom + 2 * kBorder + 14;
  const int columns = (kWalkSteps + 1) / static_cast<int>(kEvery);
  const int width = columns * (part.width * zoom + 2 * kBorder + kGap) - kGap;
  Canvas canvas(kMargin + static_cast<int>(strips.size()) * height + kMargin, width + 2 * kMargin,
                kPaper);
  for (std::size_t i = 0; i < strips.size(); ++i) {
    draw_strip(canvas, strips[i], zoom, kMargin + static_cast<int>(i) * height);
  }
  return canvas.frame();
}

}  // namespace crossroads
