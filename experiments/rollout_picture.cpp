#include "experiments/rollout_picture.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/picture.hpp"
#include "experiments/rollout_game.hpp"
#include "recordings/gif.hpp"

namespace crossroads {
namespace {

constexpr int kStripColumns = 8;  // beside the start
constexpr int kStripFramePx = 128;
constexpr int kFilmFramePx = 192;
constexpr int kLine = 9 * kText;           // of letters
constexpr int kLastFrameHundredths = 150;  // before the next start

Colour colour_of(RolloutGame::Mark mark) {
  switch (mark) {
    case RolloutGame::Mark::real:
      return kTruth;
    case RolloutGame::Mark::legal:
      return verdict_colour(Verdict::valid);
    case RolloutGame::Mark::illegal:
      return verdict_colour(Verdict::other);
    case RolloutGame::Mark::over:
      break;
  }
  return kPlainFrame;
}

// Of its caption: what is no longer counted is not too dark to read.
Colour ink_of(RolloutGame::Mark mark) {
  return mark == RolloutGame::Mark::over ? kQuiet : colour_of(mark);
}

int zoom_for(const RolloutStudy& study, int wanted_px) {
  return std::max(1, wanted_px / study.starts.front().past.front().width_px);
}

std::string cut_to(const std::string& text, int width_px) {
  return text.substr(0, static_cast<std::size_t>(width_px / Canvas::text_width("M ", kText) * 2));
}

void draw_framed(Canvas& canvas, const Frame& frame, Colour colour, int x, int y, int zoom) {
  canvas.fill(x, y, frame.width_px * zoom + 2 * kBorder, frame.height_px * zoom + 2 * kBorder,
              colour);
  canvas.draw(frame, x + kBorder, y + kBorder, zoom);
}

std::vector<RolloutGame> strip_games(const RolloutStudy& study) {
  std::vector<RolloutGame> games{real_game(study, 0)};
  for (const bool trained : {true, false}) {
    for (auto& game : run_games(study, 0, trained)) games.push_back(std::move(game));
  }
  return games;
}

Frame film_picture(const std::vector<RolloutGame>& games, int step, int zoom) {
  const Frame& first = games.front().frame(0);
  const int width = first.width_px * zoom + 2 * kBorder;
  const int height = first.height_px * zoom + 2 * kBorder;
  Canvas canvas(height + 2 * kGap + 2 * kLine,
                static_cast<int>(games.size()) * (width + kGap) + kGap, kPaper);
  int x = kGap;
  for (const auto& game : games) {
    canvas.write(cut_to(game.title, width), x, kGap, kText, kInk);
    draw_framed(canvas, game.frame(step), colour_of(game.mark(step)), x, kGap + kLine, zoom);
    canvas.write(game.caption(step), x, kGap + kLine + height + 4, kText, ink_of(game.mark(step)));
    x += width + kGap;
  }
  return canvas.frame();
}

}  // namespace

Frame rollout_strip(const RolloutStudy& study) {
  const auto games = strip_games(study);
  const int zoom = zoom_for(study, kStripFramePx);
  const Frame& first = games.front().frame(0);
  const int width = first.width_px * zoom + 2 * kBorder;
  const int height = first.height_px * zoom + 2 * kBorder;
  const int every = std::max(1, study.setup.frames / kStripColumns);
  const int columns = 1 + study.setup.frames / every;
  int names = 0;
  for (const auto& game : games) names = std::max(names, Canvas::text_width(game.title, kText));
  const int left = kGap + std::max(names, Canvas::text_width("wrong at 1000", kText)) + kGap;
  Canvas canvas(kGap + kLine + static_cast<int>(games.size()) * (height + kGap) + kGap,
                left + columns * (width + kGap), kPaper);
  for (int column = 0; column < columns; ++column) {
    const int step = column * every;
    const int x = left + column * (width + kGap);
    canvas.write(step == 0 ? "start" : std::to_string(step), x, kGap, kText, kInk);
    int y = kGap + kLine;
    for (const auto& game : games) {
      draw_framed(canvas, game.frame(step), colour_of(game.mark(step)), x, y, zoom);
      y += height + kGap;
    }
  }
  int y = kGap + kLine;
  for (const auto& game : games) {
    const int last = study.setup.frames;
    canvas.write(game.title, kGap, y + height / 2 - kLine, kText, kInk);
    if (game.rollout) {
      canvas.write(game.caption(last), kGap, y + height / 2, kText, ink_of(game.mark(last)));
    }
    y += height + kGap;
  }
  return canvas.frame();
}

std::string rollout_film(const RolloutStudy& study) {
  const int zoom = zoom_for(study, kFilmFramePx);
  const int hundredths =
      std::max(2, static_cast<int>(std::lround(frame_milliseconds(study.setup.frame_skip) / 10)));
  const Frame size = film_picture(film_games(study, 0), 0, zoom);
  GifEncoder gif(size.height_px, size.width_px, {});
  for (std::size_t start = 0; start < shown_starts(study); ++start) {
    const auto games = film_games(study, start);
    for (int step = 0; step <= study.setup.frames; ++step) {
      gif.add(with_few_colours(film_picture(games, step, zoom)),
              step == study.setup.frames ? kLastFrameHundredths : hundredths);
    }
  }
  return gif.finish();
}

}  // namespace crossroads
