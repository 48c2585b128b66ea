// PNG files to frames and back, through libpng. Grey and palette become RGB; alpha is laid on
// black.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "recordings/frame.hpp"

namespace crossroads {

[[nodiscard]] Frame read_png(const std::filesystem::path& file);
void write_png(const std::filesystem::path& file, const Frame& frame);
[[nodiscard]] std::vector<std::uint8_t> encode_png(const Frame& frame);

// How a picture's file name ends, in small letters: ".png" of A.PNG.
[[nodiscard]] std::string picture_extension(const std::filesystem::path& file);

// Each pixel becomes `factor` x `factor` pixels.
[[nodiscard]] Frame enlarge(const Frame& frame, int factor);

}  // namespace crossroads
