#include "experiments/dream_screen.hpp"

#include <algorithm>
#include <array>

#include "experiments/decimals.hpp"
#include "experiments/picture.hpp"

namespace crossroads {
namespace {

constexpr int kPicturePx = 384;  // about, of either game
constexpr int kLine = 11 * kText;
constexpr int kFrame = 2 * kBorder;
constexpr int kMarginPx = 24;
constexpr int kZCell = 14;
constexpr int kMostZCells = 16;

std::string action_text(int action) {
  constexpr std::array<const char*, 5> kTexts{"none", "^ up", "< left", "\v down", "> right"};
  return kTexts.at(static_cast<std::size_t>(action));
}

Colour legal_colour(const DreamSession& session) {
  const bool failed = session.legal().end == Rollout::End::failed;
  return verdict_colour(failed ? Verdict::other : Verdict::valid);
}

// z's numbers as cells: the lighter the higher.
void draw_z(Canvas& canvas, const Z& z, int x, int y) {
  const auto shown = std::min<std::size_t>(z.size(), kMostZCells);
  for (std::size_t i = 0; i < shown; ++i) {
    const float share = std::clamp((z[i] + 1) / 2, 0.0F, 1.0F);
    const auto mix = [&](std::uint8_t low, std::uint8_t high) {
      return static_cast<std::uint8_t>(static_cast<float>(low) +
                                       share * static_cast<float>(high - low));
    };
    canvas.fill(
        x + static_cast<int>(i) * (kZCell + 3), y, kZCell, kZCell,
        {mix(kPlainFrame.r, kTruth.r), mix(kPlainFrame.g, kTruth.g), mix(kPlainFrame.b, kTruth.b)});
  }
}

}  // namespace

std::string legal_text(const DreamSession& session) {
  const Rollout& rollout = session.legal();
  const std::string legal = "legal: " + counted(rollout.legal_frames, "frame");
  switch (rollout.end) {
    case Rollout::End::lasted:
      return legal + " so far";
    case Rollout::End::failed:
      return legal + ", then not";
    case Rollout::End::game_over:
      break;
  }
  return legal + ", to the end";
}

Frame draw_dream(const DreamSession& session, const std::string& message) {
  const Frame& real = session.real();
  const int zoom = std::max(1, kPicturePx / std::max(real.height_px, real.width_px));
  const int width = real.width_px * zoom, height = real.height_px * zoom;
  const int right = kMarginPx + width + 2 * kFrame + kMarginPx;
  const int top = kMarginPx + 2 * kLine;
  const int below = top + height + 2 * kFrame + kLine / 2;
  const std::array<std::string, 2> keys{"arrows play   space freeze   n next frame   m slow motion",
                                        "h hold z   z new z   r next game   p save   esc leave"};
  const int least = Canvas::text_width(keys[0], kText);
  Canvas canvas(below + 6 * kLine + kMarginPx,
                std::max(right + width + 2 * kFrame, kMarginPx + least) + kMarginPx, kPaper);

  const auto put = [&](const Frame& frame, int x, Colour border) {
    canvas.fill(x, top, width + 2 * kFrame, height + 2 * kFrame, border);
    canvas.draw(frame, x + kFrame, top + kFrame, zoom);
  };
  canvas.write("Real game", kMarginPx, kMarginPx, kText, kInk);
  canvas.write("the rules draw it", kMarginPx, kMarginPx + kLine, kText, kQuiet);
  put(real, kMarginPx, kTruth);
  canvas.write("Dream", right, kMarginPx, kText, kInk);
  canvas.write("the network's own frames", right, kMarginPx + kLine, kText, kQuiet);
  put(session.dreamt(), right, legal_colour(session));

  canvas.write(
      "frame " + std::to_string(session.frames()) + " of game " + std::to_string(session.games()),
      kMarginPx, below, kText, kInk);
  canvas.write(legal_text(session), right, below, kText, legal_colour(session));
  canvas.write("given: " + action_text(session.action()), right, below + kLine, kText, kQuiet);
  const std::string z = session.z().empty() ? "without z: one answer"
                        : session.holds_z() ? "z, held: "
                                            : "z, fresh: ";
  canvas.write(z, right, below + 2 * kLine, kText, kQuiet);
  draw_z(canvas, session.z(), right + Canvas::text_width(z, kText), below + 2 * kLine);
  canvas.write(message, kMarginPx, below + 3 * kLine, kText, kTruth);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    canvas.write(keys[i], kMarginPx, below + (4 + static_cast<int>(i)) * kLine + kLine / 2, kText,
                 kQuiet);
  }
  return canvas.frame();
}

}  // namespace crossroads
