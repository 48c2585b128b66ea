// What the tests of recordings share: a folder that goes away, episodes of known content, and the
// message of an expected Error.
#pragma once

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "recordings/episode.hpp"
#include "recordings/error.hpp"

namespace crossroads::tests {

class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "crossroads.XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

// Every pixel differs from its neighbours, every frame from the one before.
inline Frame sample_frame(int height, int width, int number) {
  Frame frame(height, width);
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        frame.at(channel, y, x) =
            static_cast<std::uint8_t>(number * 7 + channel * 50 + y * 3 + x * x);
      }
    }
  }
  return frame;
}

inline Episode sample_episode(int height, int width, int steps, int number = 0) {
  Episode episode;
  episode.seed = 0xfedcba9876543210ULL + static_cast<std::uint64_t>(number);
  for (int t = 0; t <= steps; ++t) {
    episode.frames.push_back(sample_frame(height, width, number * 100 + t));
    episode.infos["score"].push_back(10.0 * t);
    episode.infos["lives"].push_back(3);
    if (t == steps) break;
    episode.actions.push_back(t % 5);
    episode.rewards.push_back(0.5 * t);
    episode.terminations.push_back(t == steps - 1 ? 1 : 0);
    episode.truncations.push_back(0);
  }
  return episode;
}

inline RecordingInfo sample_info(int height, int width) {
  RecordingInfo info;
  info.source = "simulator";
  info.level_name = "corner";
  info.level_text = "####\n#. #\n####\n";
  info.level_hash = "0123456789abcdef";
  info.policy = "biased:0.7";
  info.frame_skip = 4;
  info.seed = 0xffffffffffffffffULL;
  info.palette = {0, 0, 0, 33, 33, 255};
  info.height_px = height;
  info.width_px = width;
  return info;
}

inline void check_same(const Episode& got, const Episode& wanted) {
  CHECK(got.seed == wanted.seed);
  CHECK((got.frames == wanted.frames));
  CHECK(got.actions == wanted.actions);
  CHECK(got.rewards == wanted.rewards);
  CHECK(got.terminations == wanted.terminations);
  CHECK(got.truncations == wanted.truncations);
  CHECK(got.infos == wanted.infos);
}

// The one line of the Error that `work` must end with.
template <class Work>
std::string error_of(Work work) {
  try {
    work();
  } catch (const Error& error) {
    const std::string line = error.what();
    CHECK(line.find('\n') == std::string::npos);
    CHECK(line.find("expected ") == 0);
    return line;
  }
  FAIL("no Error");
  return "";
}

inline void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

inline std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace crossroads::tests
