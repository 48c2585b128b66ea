// JPEG files to frames, through libjpeg, in this process: for folders of many pictures of their
// own sizes. (encoded_pictures.hpp has ffmpeg decode what a recording holds.) Grey becomes RGB.
#pragma once

#include <filesystem>

#include "recordings/frame.hpp"

namespace crossroads {

// Error: no JPEG, a cut or broken one, colours that libjpeg can't make RGB (CMYK).
[[nodiscard]] Frame read_jpeg(const std::filesystem::path& file);

}  // namespace crossroads
