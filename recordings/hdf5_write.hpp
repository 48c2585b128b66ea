// The inside of main_data.hdf5, written: the recording's attributes and the group of one episode.
// Private to this folder.
#pragma once

#include <cstdint>
#include <filesystem>

#include "recordings/episode.hpp"
#include "recordings/hdf5_id.hpp"

namespace crossroads::hdf5 {

// `file` is named in errors.
void check(bool good, const std::string& expected, const std::filesystem::path& file);

void write_info(hid_t file_id, const RecordingInfo& info, const std::filesystem::path& file);

// A wrong episode is a bug of the caller: refused before anything is written.
void check_episode(const Episode& episode, const RecordingInfo& info,
                   const std::filesystem::path& file);

void write_episode(hid_t file_id, std::int64_t number, const Episode& episode,
                   const std::filesystem::path& file);

}  // namespace crossroads::hdf5
