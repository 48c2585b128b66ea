#include "experiments/rollout_picture.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/picture.hpp"
#include "recordings/gif.hpp"

namespace crossroads {
namespace {

constexpr int kStripColumns = 8;  // beside the start
constexpr int kStripFramePx = 128;
constexpr int kFilmFramePx = 192;
constexpr int kLine = 9 * kText;  // of letters
constexpr double kTickHundredths = 100 / 60.606;
constexpr int kLastFrameHundredths = 150;  // before the next start

// One game as it went on from a start: the real one, or what a run made of it.
struct Game {
  std::string title;
  const RolloutStart* start = nullptr;
  const std::vector<Frame>* frames = nullptr;
  const Rollout* rollout = nullptr;  // null: the real game

  // After `step` frames; at 0 the start itself, after its end the last one that there is.
  [[nodiscard]] const Frame& frame(int step) const {
    if (step == 0 || frames->empty()) return start->past.back();
    return (*frames)[std::min<std::size_t>(frames->size(), static_cast<std::size_t>(step)) - 1];
  }

  // Of the game: what comes behind it is not counted.
  [[nodiscard]] int last_frame() const {
    return rollout ? rollout->legal_frames : static_cast<int>(frames->size());
  }
  [[nodiscard]] bool failed_by(int step) const {
    return rollout && rollout->end == Rollout::End::failed && step > rollout->legal_frames;
  }
  [[nodiscard]] bool over_by(int step) const {
    return step > last_frame() && (!rollout || rollout->end == Rollout::End::game_over);
  }

  [[nodiscard]] Colour colour(int step) const {
    if (over_by(step)) return kPlainFrame;
    if (!rollout || step == 0) return kTruth;
    return verdict_colour(failed_by(step) ? Verdict::other : Verdict::valid);
  }

  [[nodiscard]] Colour ink(int step) const { return over_by(step) ? kQuiet : colour(step); }

  [[nodiscard]] std::string caption(int step) const {
    if (over_by(step)) return "over at " + std::to_string(last_frame());
    if (!rollout) return "frame " + std::to_string(step);
    if (failed_by(step)) return "wrong at " + std::to_string(rollout->legal_frames + 1);
    return std::to_string(step) + " legal";
  }
};

Game real_game(const RolloutStudy& study, std::size_t start) {
  return {"Real game", &study.starts[start], &study.starts[start].real, nullptr};
}

std::vector<Game> games_of(const RolloutStudy& study, std::size_t start, bool trained) {
  std::vector<Game> games;
  for (const auto& run : study.runs) {
    if (run.folder.empty() == trained) continue;
    games.push_back(
        {run.name, &study.starts[start], &run.rolled.frames[start], &run.rolled.rollouts[start]});
  }
  return games;
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

std::vector<Game> strip_games(const RolloutStudy& study) {
  std::vector<Game> games{real_game(study, 0)};
  for (const bool trained : {true, false}) {
    for (auto& game : games_of(study, 0, trained)) games.push_back(std::move(game));
  }
  return games;
}

std::vector<Game> film_games(const RolloutStudy& study, std::size_t start) {
  std::vector<Game> games = games_of(study, start, true);
  if (games.empty()) games = games_of(study, start, false);
  games.insert(games.begin(), real_game(study, start));
  return games;
}

Frame film_picture(const std::vector<Game>& games, int step, int zoom) {
  const Frame& first = games.front().frame(0);
  const int width = first.width_px * zoom + 2 * kBorder;
  const int height = first.height_px * zoom + 2 * kBorder;
  Canvas canvas(height + 2 * kGap + 2 * kLine,
                static_cast<int>(games.size()) * (width + kGap) + kGap, kPaper);
  int x = kGap;
  for (const auto& game : games) {
    canvas.write(cut_to(game.title, width), x, kGap, kText, kInk);
    draw_framed(canvas, game.frame(step), game.colour(step), x, kGap + kLine, zoom);
    canvas.write(game.caption(step), x, kGap + kLine + height + 4, kText, game.ink(step));
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
      draw_framed(canvas, game.frame(step), game.colour(step), x, y, zoom);
      y += height + kGap;
    }
  }
  int y = kGap + kLine;
  for (const auto& game : games) {
    const int last = study.setup.frames;
    canvas.write(game.title, kGap, y + height / 2 - kLine, kText, kInk);
    if (game.rollout) {
      canvas.write(game.caption(last), kGap, y + height / 2, kText, game.ink(last));
    }
    y += height + kGap;
  }
  return canvas.frame();
}

std::string rollout_film(const RolloutStudy& study) {
  const int zoom = zoom_for(study, kFilmFramePx);
  const int hundredths =
      std::max(2, static_cast<int>(std::lround(study.setup.frame_skip * kTickHundredths)));
  const Frame size = film_picture(film_games(study, 0), 0, zoom);
  GifEncoder gif(size.height_px, size.width_px, {});
  for (std::size_t start = 0; start < study.runs.front().rolled.frames.size(); ++start) {
    const auto games = film_games(study, start);
    for (int step = 0; step <= study.setup.frames; ++step) {
      gif.add(with_few_colours(film_picture(games, step, zoom)),
              step == study.setup.frames ? kLastFrameHundredths : hundredths);
    }
  }
  return gif.finish();
}

}  // namespace crossroads
