#include "experiments/live_prediction.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

namespace crossroads {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

bool can_be_judged(const Moment& moment) {
  if (moment.known == Known::one_real_future) return false;
  const auto& legal = moment.state.legal;
  return legal.size() > 1 ? told_apart(legal) : legal[0].frame != moment.state.past.back();
}

}  // namespace

Answer::Answer(Question question) : question_(std::move(question)) {
  prediction_.number = question_.number;
  prediction_.one_answer = question_.runs[1].deterministic;
  prediction_.chosen = prediction_.one_answer ? 0 : question_.chosen;
  prediction_.futures.resize(prediction_.one_answer ? 1 : kFutures);
  prediction_.moment = std::move(question_.moment);
}

Answer::~Answer() = default;

void Answer::go_on() {
  try {
    if (!truth_) {
      predict_both();
    } else {
      add_futures();
    }
    count();
  } catch (const std::exception& error) {
    prediction_.error = error.what();
    prediction_.complete = true;
  }
}

std::vector<Frame> Answer::sample(const std::vector<std::size_t>& which) const {
  const Contender& run = question_.runs[1];
  const EvaluationState& state = prediction_.moment.state;
  std::vector<Frame> frames;
  if (run.sample_with && !question_.z.empty()) {
    std::vector<Z> z;
    for (const std::size_t i : which) z.push_back(question_.z[i]);
    return run.sample_with(state, z);
  }
  for (const std::size_t i : which) {
    frames.push_back(run.sample(state, 1, question_.seed + i).front());
  }
  return frames;
}

PredictedFrame Answer::judged(Frame frame) const {
  PredictedFrame result;
  if (tells_apart_) result.judged = truth_->judge(frame);
  result.sharpness = sharpness(*truth_, frame);
  result.frame = std::move(frame);
  return result;
}

void Answer::predict_both() {
  const auto start = std::chrono::steady_clock::now();
  Frame baseline = question_.runs[0].sample(prediction_.moment.state, 1, question_.seed).front();
  Frame sampled = sample({prediction_.chosen}).front();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  prediction_.milliseconds = took.count();
  truth_ = std::make_unique<Truth>(prediction_.moment.state);
  tells_apart_ = can_be_judged(prediction_.moment);
  prediction_.baseline = judged(std::move(baseline));
  prediction_.futures[prediction_.chosen] = judged(std::move(sampled));
}

void Answer::add_futures() {
  const Frame& last = prediction_.moment.state.past.back();
  const int most = std::max(1, kPixelsAtOnce / (last.height_px * last.width_px));
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < prediction_.futures.size(); ++i) {
    if (!prediction_.futures[i] && static_cast<int>(missing.size()) < most) missing.push_back(i);
  }
  auto frames = sample(missing);
  for (std::size_t i = 0; i < missing.size(); ++i) {
    prediction_.futures[missing[i]] = judged(std::move(frames[i]));
  }
}

void Answer::count() {
  std::vector<Frame> there;
  for (const auto& future : prediction_.futures) {
    if (future) there.push_back(future->frame);
  }
  prediction_.complete = there.size() == prediction_.futures.size();
  prediction_.tv = kNan;
  prediction_.shares.clear();
  if (!tells_apart_) return;
  const StateScore score = judge_samples(*truth_, there, static_cast<int>(there.size()));
  prediction_.shares = score.shares;
  if (prediction_.moment.known != Known::probabilities) return;
  prediction_.tv = metric_value(Metric::tv, score.tallies[at(Metric::tv)]);
}

Prediction answer(Question question) {
  Answer answer(std::move(question));
  do answer.go_on();
  while (!answer.so_far().complete);
  return answer.so_far();
}

Predictor::Predictor() : thread_([this] { work(); }) {}

Predictor::~Predictor() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Predictor::ask(Question question) {
  {
    const std::lock_guard lock(mutex_);
    asked_ = std::move(question);
  }
  changed_.notify_one();
}

std::vector<Prediction> Predictor::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(made_, {});
}

// Nothing at the end, or where nothing is asked and nobody waits for it.
std::optional<Question> Predictor::next(bool wait) {
  std::unique_lock lock(mutex_);
  if (wait) changed_.wait(lock, [this] { return ends_ || asked_; });
  if (ends_) return std::nullopt;
  return std::exchange(asked_, std::nullopt);
}

void Predictor::work() {
  std::optional<Answer> open;
  for (;;) {
    const bool idle = !open || open->so_far().complete;
    auto question = next(idle);
    if (idle && !question) return;
    if (question) open.emplace(std::move(*question));
    open->go_on();
    const std::lock_guard lock(mutex_);
    if (ends_) return;
    made_.push_back(open->so_far());
  }
}

}  // namespace crossroads
