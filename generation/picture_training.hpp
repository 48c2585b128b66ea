// One whole training, from pictures to a run folder. No torch in this header.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "generation/options.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

struct PictureSheetPlan {
  double every_seconds = 60;  // of training; and one at its end. 0: none
  // How pictures in rows become one is the program's business. Where it is empty there is none.
  std::function<Frame(const std::vector<Frame>&)> draw;

  [[nodiscard]] bool wanted() const { return draw && every_seconds > 0; }
};

// Trains, draws a progress bar, logs, saves; `config` (the program's effective options) becomes
// config.ini. Ctrl-C saves and returns. Sheets show the same z's again and again; while the codec
// is trained, pictures that went through it. Error: bad pictures or options, a folder that holds a
// run already (unless options.resume), a loss that is not finite (the last checkpoint stays).
// Returns false where it was interrupted before the end.
[[nodiscard]] bool train_pictures(PictureTrainOptions options, const std::string& config,
                                  const PictureSheetPlan& sheets = {});

}  // namespace crossroads
