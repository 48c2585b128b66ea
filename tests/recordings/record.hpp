// A whole recording of sample episodes on disk.
#pragma once

#include "recordings/recording.hpp"
#include "tests/recordings/scratch.hpp"

namespace crossroads::tests {

// `steps` of each episode; returns the folder with its -vN.
inline std::filesystem::path record(const std::filesystem::path& folder, int height, int width,
                                    const std::vector<int>& steps) {
  RecordingWriter writer(folder, sample_info(height, width));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    writer.append(sample_episode(height, width, steps[i], static_cast<int>(i)));
  }
  writer.close();
  return writer.folder();
}

}  // namespace crossroads::tests
