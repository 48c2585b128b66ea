// Step after step to the end of a training, or to ctrl-C: bar, log, checkpoints, sheets.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "predictor/trainer.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

struct TrainingLoop {
  std::string program;     // "train": how it is gone on with
  std::string title;       // of the bar: "train gan+es"
  std::int64_t steps = 0;  // of the whole training
  std::function<StepReport()> step;
  std::function<std::int64_t()> steps_done;
  std::function<std::string()> part = {};  // what it is at, for the bar; may be empty
  // The time that these take is no training. `seconds`: of training, until then.
  std::function<void(double seconds)> save;         // a checkpoint
  std::function<void(double seconds)> beside = {};  // after each step; may be empty
  std::function<Frame()> sheet = {};                // sheets/STEP.png; may be empty
  int save_every_seconds = 60;
  double sheet_every_seconds = 60;  // and one at the end
  std::string amount_unit = {};     // "patches"; empty: is not told
  std::int64_t amount_a_step = 0;
};

// In the run's folder, which may hold an earlier part: files of later steps are removed.
// `seconds_before`: of training. Returns false where it was interrupted before the end; it is
// saved then, too. Error: what step says, no room.
[[nodiscard]] bool run_training(const TrainingLoop& loop, const std::filesystem::path& folder,
                                double seconds_before);

}  // namespace crossroads
