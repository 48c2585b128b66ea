// A tiny world for the predictor's tests: a bright 8x8 square on black that walks right, one tile a
// frame, in frames of 64x32 px. No simulator.
#pragma once

#include "predictor/options.hpp"
#include "recordings/frame_source.hpp"

namespace crossroads::test {

inline Frame square_at(int tile_x, int tile_y) {
  Frame frame(32, 64);
  for (int c = 0; c < 3; ++c) {
    for (int y = 0; y < 8; ++y) {
      for (int x = 0; x < 8; ++x) frame.at(c, 8 * tile_y + y, 8 * tile_x + x) = 255;
    }
  }
  return frame;
}

// `episodes` walks of 8 frames, in rows 0 to 3 in turn.
inline FrameSource walks(int episodes) {
  FrameSource source;
  source.height_px = 32;
  source.width_px = 64;
  for (int e = 0; e < episodes; ++e) {
    source.episodes.push_back({8 * e, 8});
    for (int t = 0; t < 8; ++t) {
      const auto frame = square_at(t, e % 4);
      source.pixels.insert(source.pixels.end(), frame.pixels.begin(), frame.pixels.end());
      source.actions.push_back(t < 7 ? 4 : 0);
    }
  }
  source.data_hash = "walks";
  return source;
}

// The same, drawn once more: nothing else could have come.
inline FrameSource redrawn_walks(int episodes) {
  FrameSource source = walks(episodes);
  source.other_pixels = source.pixels;
  source.open.assign(static_cast<std::size_t>(source.frames()), 0);
  return source;
}

inline TrainOptions small_options() {
  TrainOptions options;
  options.generator.past_frames = 2;
  options.generator.channels = 16;
  options.generator.encoder_blocks = 1;
  options.generator.decoder_blocks = 1;
  options.generator.z_dim = 3;
  options.discriminator_channels = 8;
  options.batch = 8;
  options.steps = 20;
  options.precision = "fp32";
  return options;
}

}  // namespace crossroads::test
