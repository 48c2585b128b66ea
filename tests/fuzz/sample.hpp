// A small whole recording in a folder of its own, made once and put back before every change.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "recordings/atomic_file.hpp"
#include "recordings/input_log.hpp"
#include "recordings/recording.hpp"
#include "sim/recorder.hpp"

namespace crossroads::fuzz {

class SampleRecording {
 public:
  SampleRecording() {
    std::string name = (std::filesystem::temp_directory_path() / "crossroads.XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    root_ = name;
    record();
    for (std::size_t i = 0; i < kFiles.size(); ++i) whole_[i] = read_text_file(folder_ / kFiles[i]);
  }
  ~SampleRecording() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  SampleRecording(const SampleRecording&) = delete;
  SampleRecording& operator=(const SampleRecording&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  void restore() const {
    for (std::size_t i = 0; i < kFiles.size(); ++i) replace_file(folder_ / kFiles[i], whole_[i]);
  }

 private:
  static constexpr std::array kFiles = {"data/main_data.hdf5", "data/metadata.json", "inputs.log"};

  // Two games of three steps on a board of 16x24 px.
  void record() {
    const Level level = parse_level("ticks_per_frame 8\nstart maze\nmaze\nP..\n...\n", "small");
    const RecordingInfo info = describe(level, "simulator", "uniform", 8, 1);
    RecordingWriter writer(root_ / "sample", info);
    folder_ = writer.folder();
    InputLogWriter log(folder_ / "inputs.log", log_header(info));
    for (const std::uint64_t seed : {1U, 2U}) {
      GameRecorder game(level, 8, seed, 3);
      log.begin_game(seed);
      while (!game.ended()) log.tick(static_cast<std::uint8_t>(game.tick(Policy{})));
      log.end_game(hash_state(game.state()));
      writer.append(game.take_episode());
    }
    log.flush();
    writer.close();
  }

  std::filesystem::path root_, folder_;
  std::array<std::string, kFiles.size()> whole_;
};

}  // namespace crossroads::fuzz
