// sample_recording FOLDER [open]: a recording of known content for the checks by other programs.
// Episode e, frame t: pixel (c, y, x) = (31 e + 7 t + 50 c + 3 y + x x) mod 256; the rest as
// written below. With "open" it says "written" and waits, the recording still open, for somebody to
// kill it.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "recordings/recording.hpp"

namespace {

constexpr int kHeight = 40, kWidth = 33;

crossroads::Frame frame_of(int episode, int t) {
  crossroads::Frame frame(kHeight, kWidth);
  for (int c = 0; c < 3; ++c) {
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < kWidth; ++x) {
        frame.at(c, y, x) =
            static_cast<std::uint8_t>(31 * episode + 7 * t + 50 * c + 3 * y + x * x);
      }
    }
  }
  return frame;
}

crossroads::Episode episode_of(int number, int steps) {
  crossroads::Episode episode;
  episode.seed = 0xffffffffffffff00ULL + static_cast<std::uint64_t>(number);
  for (int t = 0; t <= steps; ++t) {
    episode.frames.push_back(frame_of(number, t));
    episode.infos["score"].push_back(10.0 * t);
    if (t == steps) break;
    episode.actions.push_back(t % 5);
    episode.rewards.push_back(0.5 * t);
    episode.terminations.push_back(t == steps - 1 && number == 0 ? 1 : 0);
    episode.truncations.push_back(t == steps - 1 && number == 1 ? 1 : 0);
  }
  return episode;
}

void print_pixels(const char* recording) {
  const crossroads::RecordingReader reader(recording);
  for (int episode = 0; episode < reader.episodes(); ++episode) {
    for (const crossroads::Frame& frame : reader.read(episode).frames) {
      std::fwrite(frame.pixels.data(), 1, frame.pixels.size(), stdout);
    }
  }
}

void write_sample(const char* folder, bool leave_open) {
  crossroads::RecordingInfo info;
  info.source = "simulator";
  info.level_name = "corner";
  info.level_text = "####\n#. #\n####\n";
  info.policy = "biased:0.7";
  info.seed = 42;
  info.height_px = kHeight;
  info.width_px = kWidth;
  crossroads::RecordingWriter writer(folder, info);
  writer.append(episode_of(0, 50));
  writer.append(episode_of(1, 3));
  if (leave_open) {
    std::puts("written");
    std::fflush(stdout);
    ::pause();
  }
  writer.close();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::string mode = argc > 2 ? argv[2] : "";
  try {
    if (mode == "read") {
      print_pixels(argv[1]);
    } else {
      write_sample(argv[1], mode == "open");
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sample_recording: %s\n", error.what());
    return 1;
  }
  return 0;
}
