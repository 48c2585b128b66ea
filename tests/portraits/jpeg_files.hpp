// JPEG pictures for tests, through libjpeg itself.
#pragma once

// libjpeg needs FILE before itself.
// clang-format off
#include <cstdio>
#include <jpeglib.h>
// clang-format on

#include <filesystem>
#include <vector>

#include "recordings/frame.hpp"

namespace crossroads::tests {

inline void write_jpeg(const std::filesystem::path& file, const Frame& frame, bool grey = false) {
  std::FILE* out = std::fopen(file.c_str(), "wb");
  jpeg_error_mgr errors{};
  jpeg_compress_struct jpeg{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  jpeg_stdio_dest(&jpeg, out);
  jpeg.image_width = static_cast<JDIMENSION>(frame.width_px);
  jpeg.image_height = static_cast<JDIMENSION>(frame.height_px);
  jpeg.input_components = grey ? 1 : 3;
  jpeg.in_color_space = grey ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 100, TRUE);
  jpeg_start_compress(&jpeg, TRUE);
  for (int y = 0; y < frame.height_px; ++y) {
    std::vector<JSAMPLE> row;
    for (int x = 0; x < frame.width_px; ++x) {
      for (int channel = 0; channel < jpeg.input_components; ++channel) {
        row.push_back(frame.at(channel, y, x));
      }
    }
    JSAMPROW rows = row.data();
    jpeg_write_scanlines(&jpeg, &rows, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  std::fclose(out);
}

}  // namespace crossroads::tests
