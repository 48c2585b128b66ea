// A tiny world for the tests of generators: pictures of 16x16 px, each of one colour, and what
// colour that is as their label.
#pragma once

#include "generation/options.hpp"
#include "portraits/picture_set.hpp"

namespace crossroads::test {

inline PictureSet plain_pictures(int count) {
  PictureSet set;
  set.side_px = 16;
  set.data_hash = "plain";
  set.labels.push_back({"colour", {"black", "red", "white"}, {}});
  for (int i = 0; i < count; ++i) {
    const auto colour = static_cast<std::uint8_t>(i % 3);
    set.labels[0].column.push_back(colour);
    for (int channel = 0; channel < 3; ++channel) {
      const bool bright = colour == 2 || (colour == 1 && channel == 0);
      set.pixels.insert(set.pixels.end(), 16 * 16, bright ? 255 : 0);
    }
  }
  return set;
}

inline PictureTrainOptions small_picture_options() {
  PictureTrainOptions options;
  options.net.side_px = 16;
  options.net.code_channels = 4;
  options.net.codec_channels = 16;
  options.net.summary = 4;
  options.net.features = 32;
  options.net.mapper_features = 32;
  options.net.z_dim = 5;
  options.codec_steps = 6;
  options.summary_steps = 6;
  options.steps = 8;
  options.batch = 6;
  options.code_batch = 12;
  options.summary_batch = 128;
  options.precision = "fp32";
  return options;
}

}  // namespace crossroads::test
