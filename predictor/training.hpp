// One whole training, from recordings to a run folder. No torch in this header.
#pragma once

#include <string>

#include "predictor/options.hpp"
#include "predictor/sample_sheet.hpp"

namespace crossroads {

// Trains, draws a progress bar, logs, saves; `config` (the program's effective options) becomes
// config.ini. The training is bit for bit the same with and without sample sheets. Ctrl-C saves and
// returns. Error: bad recordings or options, a folder that holds a run already (unless
// options.resume), a loss that is not finite (the last checkpoint stays). Returns false where it
// was interrupted before the end.
[[nodiscard]] bool train(TrainOptions options, const std::string& config,
                         const SheetPlan& sheets = {});

}  // namespace crossroads
