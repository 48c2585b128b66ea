// Any folder of numbered PNG pictures becomes a recording: numeric order (frame9 before frame10), a
// gap in the numbers begins a new episode. All actions are 0: nobody knows what was pressed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "recordings/import_frames.hpp"

namespace crossroads {

struct ImportPng {
  std::filesystem::path folder;
  std::filesystem::path out;
  bool episode_per_folder = false;  // each subfolder of `folder` is one episode, in numeric order
};

// `notice` is told what the person should know: gaps, files left out. `progress` gets the number of
// frames done and of all. Error: no numbered PNG, an unreadable or other file, two sizes.
[[nodiscard]] ImportReport import_png(
    const ImportPng& wanted, const std::function<void(const std::string&)>& notice,
    const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace crossroads
