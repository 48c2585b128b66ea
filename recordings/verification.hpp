// Whether a recording is whole: every byte of every episode is read, and whatever can be held
// against something else is. The simulator isn't asked: that frames follow from the input log is
// for replay to show.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

namespace crossroads {

struct Verification {
  std::int64_t episodes = 0;
  std::int64_t frames = 0;
  bool hashed = false;            // not if it is foreign: only shapes and streams were checked
  std::int64_t logged_games = 0;  // in inputs.log beside the recording, if there is one
};

// Checks the level's text against its hash, metadata.json against the episodes, each episode's
// shapes and its content hash, and the input log: each episode has its game there, in order, long
// enough and ending in the same state. `progress` gets the episodes done and of all.
// Error: the first damage found.
[[nodiscard]] Verification verify_recording(
    const std::filesystem::path& recording,
    const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace crossroads
