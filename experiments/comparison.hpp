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
#include "experiments/test_levels.hpp"
#include "experiments/time_to_quality.hpp"
#include "experiments/z_walk.hpp"

namespace crossroads {

struct Setup {
  std::string level, level_hash, policy;  // empty for a recording
  std::string recording;                  // empty for a level
  int frame_skip = 0;
  std::uint64_t seed = 1;
  int samples = 64;
  int past_frames = 4;
  int ahead = 1;            // recorded frames from the present one to the predicted one
  int rows = 12;            // states shown in pictures
  int snapshot_states = 0;  // of the main ones, asked of each snapshot; 0: snapshots are left out
  std::string command;
  std::optional<MazeCounts> mazes;  // of a set of mazes
};

inline constexpr int kShownSamples = 8;
inline constexpr int kForcedSamples = 16;    // at forced states: nothing is to be counted there
inline constexpr int kSnapshotSamples = 64;  // at most, of each snapshot

// What a run answered to one of the shown states.
struct ShownAnswer {
  std::vector<Frame> frames;  // the first 8, or the one of a deterministic run
  std::vector<Truth::Judged> judged;
  std::vector<double> shares;            // of each legal frame among all samples
  std::map<Verdict, double> of_verdict;  // shares among all samples
};

// One metric of one run: the value, its 95 % interval, what a perfect sampler would read with as
// many samples (floor), and over how many states. NaN: does not apply.
struct Measured {
  double value = 0, low = 0, high = 0, floor = 0;
  int count = 0;
};

using Metrics = std::map<std::string, Measured>;  // by key; forced ones as "forced_KEY"

// How often futures of about this probability were drawn, among valid samples.
struct CalibrationPoint {
  double probability = 0;
  Measured share;    // mean over such futures
  Measured error;    // mean |share - p| over them, with what a perfect sampler reads
  double noise = 0;  // 95 % of a perfect sampler's mean shares lie within p +- this
};

// What is said of a run, or of several together.
struct Summary {
  Metrics metrics;
  std::map<std::string, Metrics> by_ways;  // headline metrics of states with "2", "3", "4+" ways
  std::vector<CalibrationPoint> calibration;
};

struct RunResult : Summary {
  std::string name, arm, folder;
  Facts facts;
  bool deterministic = false;
  std::vector<StateTallies> main, forced;  // one a state
  std::vector<std::vector<double>> turns;  // of each main state: StateScore::turns
  std::vector<ShownAnswer> shown;
  std::optional<int> pasts_in_training;  // distinct x that occur in its training data
  std::vector<QualityPoint> quality;     // of its snapshots, and of itself at the end
  std::optional<ZWalk> z_walk;
};

// Runs of one arm and equal options that differ by seed alone.
struct ArmResult : Summary {
  std::string arm;
  std::string label;  // the arm, and what tells it from others of this arm
  std::vector<std::string> runs;
  std::vector<std::optional<double>> seconds_to_quality;  // of each run that has snapshots
};

// Headline metrics of a less those of b, over the seeds that both have.
struct Difference {
  std::string a, b;  // labels
  int pairs = 0;
  Metrics metrics;
};

struct Comparison {
  Setup setup;
  StateSet states;
  std::vector<RunResult> runs;
  std::vector<ArmResult> arms;          // only arms with two runs or more
  std::vector<Difference> differences;  // each arm less each one named before it
};

using ReportProgress = std::function<void(std::int64_t states_done, const std::string& run)>;

// `report` is called after every state of every contender.
[[nodiscard]] Comparison compare(const Setup& setup, StateSet states,
                                 const std::vector<Contender>& contenders,
                                 const ReportProgress& report);

// What every table shows.
[[nodiscard]] const std::vector<Metric>& headline_metrics();

// The metrics that are read at forced states, and those that one real future allows.
[[nodiscard]] const std::vector<Metric>& forced_metrics();
[[nodiscard]] const std::vector<Metric>& one_future_metrics();
[[nodiscard]] std::string forced_key(Metric metric);

// metrics.json, as text.
[[nodiscard]] std::string metrics_json(const Comparison& comparison);

}  // namespace crossroads
