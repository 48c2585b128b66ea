// The versioned input log: level, seed, frame skip, policy, and one byte a tick. A replay is exact.
// It is appended while one plays, so that a crash loses at most the last second.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace crossroads {

struct InputLog {
  std::string level_name;
  std::string level_text;
  std::uint64_t seed = 0;
  int frame_skip = 0;
  std::string policy;
  struct Game {
    std::uint64_t seed = 0;
    std::vector<std::uint8_t> actions;  // one a tick: 0 none, 1 up, 2 left, 3 down, 4 right
    std::uint64_t final_hash = 0;       // of the state after the last tick; 0 where cut off
  };
  std::vector<Game> games;
};

class InputLogWriter {
 public:
  // Refuses a file that is already there. The header's games are ignored.
  InputLogWriter(const std::filesystem::path& file, const InputLog& header);
  ~InputLogWriter();  // writes what is left without throwing; call flush() to see errors
  void begin_game(std::uint64_t seed);
  void tick(std::uint8_t action);
  void end_game(std::uint64_t final_hash);
  void flush();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A log cut off at any byte behind its header (which is written in one piece or not at all) reads
// up to its last whole tick. Error: not a log, a newer version.
[[nodiscard]] InputLog read_input_log(const std::filesystem::path& file);

}  // namespace crossroads
