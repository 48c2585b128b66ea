#include "experiments/live_source.hpp"

#include <algorithm>
#include <deque>
#include <utility>

#include "recordings/error.hpp"
#include "recordings/recording.hpp"
#include "sim/branching.hpp"
#include "sim/play_session.hpp"
#include "sim/renderer.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kMostPast = 64;  // kept; runs with a larger K are never asked
constexpr int kEndedTicks = 60;        // how long a finished game is shown
constexpr int kTicksWithoutRules = 6;  // a foreign recording's frame: ten a second

class PlayedGame final : public LiveSource {
 public:
  PlayedGame(Level level, int frame_skip, std::uint64_t seed, const std::optional<Policy>& policy)
      : level_(std::move(level)),
        frame_skip_(frame_skip),
        policy_(policy),
        session_(level_, frame_skip, seed, std::nullopt, policy) {
    begin();
  }

  void tick() override {
    if (session_.phase() == PlaySession::Phase::ended) {
      if (++ended_ticks_ == kEndedTicks) restart();
      return;
    }
    if (in_frame_ == 0 && wish_) session_.press(*std::exchange(wish_, std::nullopt));
    const int before = session_.ticks_played();
    session_.tick();
    if (session_.ticks_played() == before) return;  // it waits for a person's first key
    if (++in_frame_ < frame_skip_ && !session_.state().over) return;
    in_frame_ = 0;
    keep_frame();
  }

  void restart() override {
    session_.restart();
    begin();
  }

  void press(Direction way) override { wish_ = way; }

  void hand_over(const std::optional<Policy>& policy) override {
    policy_ = policy;
    wish_.reset();
    session_.hand_over(policy);
  }

  [[nodiscard]] std::int64_t frames() const override { return frames_; }
  [[nodiscard]] bool on_frame() const override { return in_frame_ == 0; }
  [[nodiscard]] bool completes_frame() const override { return in_frame_ + 1 == frame_skip_; }
  [[nodiscard]] Frame picture() const override { return render_frame(level_, session_.state()); }

  [[nodiscard]] std::optional<Moment> moment(int past_frames) const override {
    const State& now = session_.state();
    const auto count = static_cast<std::ptrdiff_t>(past_frames);
    if (static_cast<std::ptrdiff_t>(past_.size()) < count || now.over) return std::nullopt;
    Moment moment;
    moment.known = policy_ ? Known::probabilities : Known::legal_frames;
    moment.state.past = {past_.end() - count, past_.end()};
    moment.state.legal = legal_frames(policy_ ? branches(level_, *policy_, now, frame_skip_)
                                              : branches_of_a_person(level_, now, frame_skip_));
    moment.state.step = now.ticks / frame_skip_;
    moment.player = Pixel{now.player.y_16th_px / 16, now.player.x_16th_px / 16};
    return moment;
  }

  [[nodiscard]] std::string who() const override { return policy_ ? policy_text(*policy_) : "you"; }

  [[nodiscard]] std::string place() const override {
    const State& state = session_.state();
    return "score " + std::to_string(state.score) + "  " + std::to_string(state.dots_left) +
           (state.dots_left == 1 ? " dot left" : " dots left");
  }

  [[nodiscard]] int frame_skip() const override { return frame_skip_; }

 private:
  void begin() {
    in_frame_ = ended_ticks_ = 0;
    wish_.reset();
    past_.clear();
    keep_frame();
  }

  void keep_frame() {
    past_.push_back(picture());
    if (past_.size() > kMostPast) past_.pop_front();
    ++frames_;
  }

  Level level_;
  int frame_skip_;
  std::optional<Policy> policy_;
  PlaySession session_;
  std::deque<Frame> past_;
  std::optional<Direction> wish_;
  int in_frame_ = 0, ended_ticks_ = 0;
  std::int64_t frames_ = 0;
};

class PlayedBack final : public LiveSource {
 public:
  explicit PlayedBack(const std::filesystem::path& recording) : reader_(recording) {
    frame_skip_ = reader_.info().frame_skip > 0 ? reader_.info().frame_skip : kTicksWithoutRules;
    if (reader_.episodes() == 0) {
      throw Error("a recording with an episode", "none", recording.string(), "record a game");
    }
    begin(0);
  }

  void tick() override {
    if (++in_frame_ < frame_skip_) return;
    if (static_cast<std::size_t>(at_) + 1 == episode_.frames.size()) {
      begin((index_ + 1) % reader_.episodes());
      return;
    }
    in_frame_ = 0;
    ++at_;
    ++frames_;
  }

  void restart() override { begin(index_); }

  [[nodiscard]] std::int64_t frames() const override { return frames_; }
  [[nodiscard]] bool on_frame() const override { return in_frame_ == 0; }
  [[nodiscard]] bool completes_frame() const override { return in_frame_ + 1 == frame_skip_; }
  [[nodiscard]] Frame picture() const override {
    return episode_.frames[static_cast<std::size_t>(at_)];
  }

  [[nodiscard]] std::optional<Moment> moment(int past_frames) const override {
    if (at_ + 1 < past_frames || static_cast<std::size_t>(at_) + 1 == episode_.frames.size()) {
      return std::nullopt;
    }
    const auto now = episode_.frames.begin() + at_;
    Moment moment;
    moment.known = Known::one_real_future;
    moment.state.past = {now + 1 - past_frames, now + 1};
    LegalFrame real{*(now + 1), {}, 1.0, "real", {}};
    const std::int64_t action = episode_.actions[static_cast<std::size_t>(at_)];
    if (action >= 0 && action < kActionCount) real.by_action[static_cast<std::size_t>(action)] = 1;
    moment.state.legal = {std::move(real)};
    moment.state.step = at_;
    return moment;
  }

  [[nodiscard]] std::string who() const override { return "a recording"; }
  [[nodiscard]] std::string place() const override {
    return "episode " + std::to_string(index_ + 1) + " of " + std::to_string(reader_.episodes()) +
           "  frame " + std::to_string(at_) + " of " + std::to_string(episode_.frames.size() - 1);
  }
  [[nodiscard]] int frame_skip() const override { return frame_skip_; }

 private:
  void begin(int index) {
    index_ = index;
    episode_ = reader_.read(index);
    at_ = in_frame_ = 0;
    ++frames_;
  }

  RecordingReader reader_;
  Episode episode_;
  int frame_skip_ = 1, index_ = 0, at_ = 0, in_frame_ = 0;
  std::int64_t frames_ = 0;
};

}  // namespace

std::unique_ptr<LiveSource> play_live(Level level, int frame_skip, std::uint64_t seed,
                                      const std::optional<Policy>& policy) {
  return std::make_unique<PlayedGame>(std::move(level), frame_skip, seed, policy);
}

std::unique_ptr<LiveSource> play_back(const std::filesystem::path& recording) {
  return std::make_unique<PlayedBack>(recording);
}

}  // namespace crossroads
