// What `live` shows and what a person may do to it, without a window, a clock or a file: the game
// or recording, the two runs, the z's of the futures, and what was predicted. Every recorded frame
// with enough past gets one prediction; where one isn't there yet, the game waits for it.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "experiments/live_prediction.hpp"
#include "experiments/live_source.hpp"

namespace crossroads {

struct LiveSetup {
  std::string level = "corner";
  std::string policy;             // empty: the one that the runs learnt from; "person": nobody's
  std::string recording;          // instead of a game
  std::vector<std::string> runs;  // two or more; empty: the level's shipped ones
  std::uint64_t seed = 1;
  int frame_skip = 0;                  // 0: the level's
  std::filesystem::path shipped;       // folder of the runs LEVEL-mse and LEVEL-gan
  std::filesystem::path runs_at_hand;  // folder of runs that may be chosen, too
};

// One prediction in the strip; of the baseline and of the second run's next frame.
struct StripPoint {
  std::array<std::optional<Verdict>, 2> verdict;
  std::array<double, 2> sharpness{};  // NaN where nothing moves
};
inline constexpr std::size_t kStripLength = 240;

class LiveSession {
 public:
  using Load = std::function<std::vector<Contender>(const std::vector<std::string>& paths)>;

  // Error: no such level, recording or runs.
  LiveSession(LiveSetup setup, Load load);

  void tick();
  // What is to be predicted now; each question is given once.
  [[nodiscard]] std::optional<Question> question();
  void take(Prediction prediction);

  void press(Direction way);  // a person takes over from a policy
  void freeze();              // at the next recorded frame, or go on
  void next_frame();          // one, then frozen
  void linger();              // stop for a second where a policy has several ways, or don't
  void slow_down();           // 1, 2, 4, 8 times, 1
  void restart();
  void change_player();  // the policy, or a person
  void new_z();          // all of them, at this moment
  void hold_z();         // from frame to frame, or fresh ones again
  void choose_future(std::size_t index);
  void set_z(std::size_t dimension, float value);  // of the chosen future; holds z
  void next_level();
  void next_run(std::size_t side);
  void note(const std::string& text) { notice_ = text; }  // until something else is done

  [[nodiscard]] const LiveSource& source() const { return *source_; }
  [[nodiscard]] std::string title() const;  // the level's name, or the recording's
  [[nodiscard]] const std::string& notice() const { return notice_; }
  [[nodiscard]] bool frozen() const { return frozen_; }
  // Because it is to: frozen, or where a policy has several ways; not because a prediction is late.
  [[nodiscard]] bool stands() const;
  [[nodiscard]] bool lingers() const { return lingers_; }
  [[nodiscard]] int slowness() const { return slowness_; }
  [[nodiscard]] const Contender& run(std::size_t side) const { return runs_[side]; }
  // What the run learnt from that isn't played here; empty where all is alike.
  [[nodiscard]] std::string mismatch(std::size_t side) const;
  [[nodiscard]] int past_frames() const;
  [[nodiscard]] const std::optional<Prediction>& prediction() const { return prediction_; }
  [[nodiscard]] std::int64_t predictions() const { return predictions_; }
  [[nodiscard]] const std::deque<StripPoint>& strip() const { return strip_; }

  // z: one row a future; empty where the second run keeps its z to itself.
  [[nodiscard]] const std::vector<Z>& z() const { return z_; }
  [[nodiscard]] bool holds_z() const { return holds_z_; }
  [[nodiscard]] std::size_t chosen() const { return chosen_; }
  [[nodiscard]] bool z_is_bits() const;  // -1 or +1
  [[nodiscard]] float z_range() const;   // from minus this to this
  [[nodiscard]] bool person_plays() const { return setup_.recording.empty() && !policy_; }

 private:
  void load_runs(const std::vector<std::string>& paths);
  [[nodiscard]] std::vector<std::string> shipped_pair(const std::string& level) const;
  [[nodiscard]] std::vector<std::string> all_runs() const;
  void begin();
  void new_frame();
  void forget_prediction();
  void draw_z();
  void ask_again();

  LiveSetup setup_;
  Load load_;
  std::array<Contender, 2> runs_;
  std::unique_ptr<LiveSource> source_;
  std::string level_hash_;
  std::optional<Policy> policy_, policy_of_level_;

  std::optional<Moment> moment_;
  bool to_ask_ = false, counts_ = false;  // a question is due; it is a recorded frame's first
  int asked_ = 0, counted_ = 0, awaited_ = 0, oldest_shown_ = 0;  // numbers of questions; 0: none
  std::optional<Prediction> prediction_, coming_;  // what is shown; what soon is, when it is whole
  std::int64_t predictions_ = 0;
  std::deque<StripPoint> strip_;

  std::vector<Z> z_;
  std::size_t chosen_ = 0;
  bool holds_z_ = false;
  std::uint64_t redrawn_ = 0;

  bool frozen_ = false, steps_ = false;
  bool lingers_ = true;  // else the moments that matter are gone before one has looked
  int slowness_ = 1, linger_ticks_ = 0;
  std::string notice_, tried_level_;
};

}  // namespace crossroads
