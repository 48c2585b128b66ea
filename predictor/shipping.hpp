// A run that is small enough to be handed on: weights rounded to bfloat16 (as a network that
// computes in bfloat16 rounds them at every use), config.ini and log.csv, no checkpoints. It
// predicts as the run does; training can't go on from it.
#pragma once

#include <filesystem>

namespace crossroads {

// Makes the folder `out`, which must not be there yet. Error: no whole run, `out` is there.
void ship_run(const std::filesystem::path& run, const std::filesystem::path& out);

}  // namespace crossroads
