// What a training leaves behind: config.ini (what was asked, can be fed back),
// generator.safetensors (EMA weights; options and facts in its metadata), checkpoint_STEP.pt (to go
// on), log.csv with the same numbers for tensorboard, sheets/STEP.png, and on request
// snapshots/STEP.safetensors: what generator.safetensors was then.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "predictor/facts.hpp"
#include "predictor/options.hpp"

namespace crossroads {

// The options under their command-line names. generator_options reads its part back; Error where
// one is missing or no number.
[[nodiscard]] Facts describe(const TrainOptions& options);
// One value of the metadata. Error: missing, or not of this type.
void read_fact(const Facts& facts, const std::string& key, std::string& value,
               const std::string& where);
void read_fact(const Facts& facts, const std::string& key, int& value, const std::string& where);
void read_fact(const Facts& facts, const std::string& key, std::int64_t& value,
               const std::string& where);
void read_fact(const Facts& facts, const std::string& key, double& value, const std::string& where);
[[nodiscard]] GeneratorOptions generator_options(const Facts& facts, const std::string& where);

// Before the long loading: makes the folder of a new run. Error: nothing there to resume, a run
// there already, a folder that can't be written.
void check_run_folder(const std::filesystem::path& folder, bool resume);

[[nodiscard]] std::filesystem::path weights_file(const std::filesystem::path& run);
[[nodiscard]] std::filesystem::path checkpoint_file(const std::filesystem::path& run,
                                                    std::int64_t step);
// The newest checkpoint, if any.
[[nodiscard]] std::optional<std::filesystem::path> latest_checkpoint(
    const std::filesystem::path& run);
// Keeps the newest two: the one before is what one goes back to if the last is damaged.
void remove_old_checkpoints(const std::filesystem::path& run);

[[nodiscard]] std::filesystem::path snapshot_file(const std::filesystem::path& run,
                                                  std::int64_t step);
// All of them, by step.
[[nodiscard]] std::vector<std::filesystem::path> snapshots(const std::filesystem::path& run);
[[nodiscard]] std::filesystem::path sheet_file(const std::filesystem::path& run, std::int64_t step);
// Of a training that goes on from `step`: snapshots and sheets of later steps are made again.
void remove_later_files(const std::filesystem::path& run, std::int64_t step);

}  // namespace crossroads
