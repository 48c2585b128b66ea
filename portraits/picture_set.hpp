// Square pictures in memory, and what is known of each: all that a generator of pictures is trained
// on. They come from what `paint` made, from anybody's folder of PNG or JPEG pictures, or from the
// frames of a recording.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "recordings/frame.hpp"
#include "recordings/picture_file.hpp"

namespace crossroads {

struct PictureSet {
  int side_px = 0;
  std::vector<std::uint8_t> pixels;  // [N, 3, side_px, side_px]
  std::vector<PictureLabel> labels;  // empty where nobody says what the pictures show
  std::string data_hash;             // hash_text over pixels and labels

  [[nodiscard]] std::size_t count() const { return pixels.size() / bytes_per_picture(); }
  [[nodiscard]] std::size_t bytes_per_picture() const {
    return std::size_t{3} * static_cast<std::size_t>(side_px) * static_cast<std::size_t>(side_px);
  }
  [[nodiscard]] const std::uint8_t* picture(std::size_t index) const {
    return pixels.data() + index * bytes_per_picture();
  }
  [[nodiscard]] Frame copy_picture(std::size_t index) const;
};

struct PictureSource {
  // A file of paint, or the folder that holds it; a folder with pictures, folders within it too, in
  // the order of their names; a recording's folder or its main_data.hdf5.
  std::filesystem::path path;
  // What is of another shape or size is cut to its middle and resized (square.hpp).
  int side_px = 64;
};

// `progress` gets the number of pictures done and of all (0: not known yet). Error: nothing of
// these kinds there, an unreadable picture among them.
[[nodiscard]] PictureSet load_pictures(
    const PictureSource& source,
    const std::function<void(std::int64_t, std::int64_t)>& progress = {});

}  // namespace crossroads
