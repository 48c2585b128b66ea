// What two runs make of a moment of `live`: the first one's next frame, the second one's, and more
// futures of the second one, each with its own z; judged where the truth is known. Nothing is drawn
// but what the runs gave. A prediction is made step by step, so that the two next frames are there
// first, and a thread of its own can make it while a window goes on.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "experiments/contender.hpp"
#include "experiments/live_source.hpp"
#include "experiments/metrics.hpp"

namespace crossroads {

inline constexpr int kFutures = 16;
// Of futures, that are predicted in one go, between two looks at what is asked.
inline constexpr int kPixelsAtOnce = 64 * 64 * kFutures;

struct Question {
  int number = 0;  // later ones are larger
  Moment moment;
  std::array<Contender, 2> runs;
  std::vector<Z> z;        // of the second run's futures; empty where it keeps its z to itself
  std::size_t chosen = 0;  // the future that is the second run's next frame
  std::uint64_t seed = 1;  // where there is no z to give
};

struct PredictedFrame {
  Frame frame;
  std::optional<Truth::Judged> judged;  // nothing where the truth can't be known, or told apart
  double sharpness = 0;                 // NaN where nothing moves
};

struct Prediction {
  int number = 0;  // of its question
  Moment moment;
  std::size_t chosen = 0;
  PredictedFrame baseline;
  std::vector<std::optional<PredictedFrame>> futures;  // of each z, those that are there already
  bool one_answer = false;     // the second run gives one frame whatever z is: one future
  bool complete = false;       // all futures are there
  std::vector<double> shares;  // of each legal frame among the futures that are there
  double tv = 0;               // among them; NaN where the probabilities aren't known
  double milliseconds = 0;     // that the two next frames took
  std::string error;           // nothing else counts then

  [[nodiscard]] const PredictedFrame& sampled() const { return *futures[chosen]; }
};

// One question being answered.
class Answer {
 public:
  explicit Answer(Question question);
  ~Answer();

  // The two next frames first, then some more futures each time. Nothing throws: see `error`.
  void go_on();
  [[nodiscard]] const Prediction& so_far() const { return prediction_; }

 private:
  void predict_both();
  void add_futures();
  void count();
  [[nodiscard]] PredictedFrame judged(Frame frame) const;
  [[nodiscard]] std::vector<Frame> sample(const std::vector<std::size_t>& which) const;

  Question question_;
  Prediction prediction_;
  std::unique_ptr<Truth> truth_;
  bool tells_apart_ = false;
};

// All of it at once.
[[nodiscard]] Prediction answer(Question question);

// Answers on a thread of its own. A new question ends the one before, whose two next frames must be
// there: then nothing is left out but futures that nobody looks at any more.
class Predictor {
 public:
  Predictor();
  ~Predictor();

  void ask(Question question);
  // What is new since the last call, oldest first; each is as far as its answer then was.
  [[nodiscard]] std::vector<Prediction> take();

 private:
  void work();
  [[nodiscard]] std::optional<Question> next(bool wait);
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Question> asked_;
  std::vector<Prediction> made_;
  bool ends_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace crossroads
