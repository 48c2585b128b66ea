// Asks every contender the same questions, judges the answers, and keeps what a report needs.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "experiments/contender.hpp"
#include "experiments/metrics.hpp"
#include "experiments/states.hpp"
#include "experiments/statistics.hpp"

namespace crossroads {

struct Setup {
  std::string level, level_hash, policy;  // empty for a recording
  std::string recording;                  // empty for a level
  int frame_skip = 0;
  std::uint64_t seed = 1;
  int samples = 64;
  int past_frames = 4;
  int rows = 12;  // states shown in pictures
  std::string command;
};

inline constexpr int kShownSamples = 8;
inline constexpr int kForcedSamples = 16;  // at forced states: nothing is to be counted there

// What a run answered to one of the shown states.
struct ShownAnswer {
  std::vector<Frame> frames;  // the first 8, or the one of a deterministic run
  std::vector<Truth::Judged> judged;
  std::vector<double> shares;            // of each legal frame among all samples
  std::map<Verdict, double> of_verdict;  // shares among all samples
};

// How often futures of about this probability were drawn.
struct CalibrationPoint {
  double probability = 0;
  double share = 0;
  int count = 0;
};

// One metric of one run: the value, its 95 % interval, what a perfect sampler would read with as
// many samples (floor), and over how many states. NaN: does not apply.
struct Measured {
  double value = 0, low = 0, high = 0, floor = 0;
  int count = 0;
};

struct RunResult {
  std::string name, arm, folder;
  std::map<std::string, std::string> facts;
  bool deterministic = false;
  std::vector<StateTallies> main, forced;  // one a state
  std::vector<ShownAnswer> shown;
  std::vector<CalibrationPoint> calibration;
  std::optional<int> pasts_in_training;     // distinct x that occur in its training data
  std::map<std::string, Measured> metrics;  // by key; forced ones as "forced_KEY"
};

// Runs of one arm and equal options that differ by seed alone.
struct ArmResult {
  std::string arm;
  std::vector<std::string> runs;
  std::map<std::string, Measured> metrics;
};

struct Comparison {
  Setup setup;
  StateSet states;
  std::vector<RunResult> runs;
  std::vector<ArmResult> arms;  // only arms with two runs or more
};

using ReportProgress = std::function<void(std::int64_t states_done, const std::string& run)>;

// `report` is called after every state of every contender.
[[nodiscard]] Comparison compare(const Setup& setup, StateSet states,
                                 const std::vector<Contender>& contenders,
                                 const ReportProgress& report);

// The metrics that are read at forced states, and those that one real future allows.
[[nodiscard]] const std::vector<Metric>& forced_metrics();
[[nodiscard]] const std::vector<Metric>& one_future_metrics();
[[nodiscard]] std::string forced_key(Metric metric);

// metrics.json, as text.
[[nodiscard]] std::string metrics_json(const Comparison& comparison);

}  // namespace crossroads
