// How a training goes, for people: log.csv, tensorboard's event file beside it with the same
// numbers and the sample sheets, and the few words behind the bar. Means over kLogEvery steps; of a
// training that is gone on with, rows past its checkpoint are dropped.
#pragma once

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "predictor/event_file.hpp"
#include "predictor/trainer.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

class TrainingLog {
 public:
  using Means = std::array<double, 8>;  // the numbers of StepReport

  // In the run folder. `from_step`: steps that were done before.
  TrainingLog(const std::filesystem::path& folder, std::int64_t from_step);

  void add(const StepReport& report, std::int64_t steps_done, double seconds);
  // What has come since the last row, if anything.
  void write_rest(std::int64_t steps_done, double seconds);
  void write_sheet(std::int64_t steps_done, const Frame& sheet);  // sheets/STEP.png too
  void flush();                                                   // Error: no room

  // The losses of the last row: "loss 3.21  G 0.69  D 0.70".
  [[nodiscard]] const std::string& note() const { return note_; }

 private:
  std::filesystem::path folder_, file_;
  std::ofstream out_;
  EventFile events_;
  Means sums_{};
  int count_ = 0;
  std::string note_;
};

}  // namespace crossroads
