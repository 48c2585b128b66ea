// `live --portraits`: the wall of faces, in a window or as a file. The one part of it that loads a
// run, and so needs LibTorch.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace crossroads {

struct PortraitWallOptions {
  std::string run;                // of train-portraits
  std::vector<std::string> with;  // "eye_colour=red": asked for from the start
  std::uint64_t seed = 1;
  std::string screenshot;  // empty: in a window
  std::string album, device;
  int pictures = 0;  // end after so many; 0: never
  int width_px = 0, height_px = 0, threads = 0;
};

// Error: no such run, no display, no place to write. UsageError: no such attribute or value.
void show_portrait_wall(const PortraitWallOptions& options);

}  // namespace crossroads
