// What a training of pictures leaves behind: the files of predictor/run_folder.hpp, with metadata
// of its own.
#pragma once

#include <filesystem>

#include "generation/options.hpp"
#include "predictor/facts.hpp"

namespace crossroads {

// The options under their command-line names; picture_net_options reads its part back. Error where
// one is missing or no number.
[[nodiscard]] Facts describe(const PictureTrainOptions& options);
// What the first two parts have learnt, for other trainings: codec.safetensors in a run's folder.
[[nodiscard]] std::filesystem::path codec_file(const std::filesystem::path& run);
[[nodiscard]] PictureNetOptions picture_net_options(const Facts& facts, const std::string& where);

}  // namespace crossroads
