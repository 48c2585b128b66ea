// A board small enough to work out every number by hand: 16x16 black pixels and a 4x4 yellow
// sprite (two channels of 255). The present has it in the middle; the futures at the borders.
#pragma once

#include <vector>

#include "experiments/metrics.hpp"

namespace crossroads::hand_made {

// Adds a 4x4 sprite with its upper left corner at x, y.
inline void draw_sprite(Frame& frame, int x, int y, int value = 255) {
  for (int channel = 0; channel < 2; ++channel) {
    for (int row = y; row < y + 4; ++row) {
      for (int col = x; col < x + 4; ++col) {
        frame.at(channel, row, col) = static_cast<std::uint8_t>(value);
      }
    }
  }
}

inline Frame blank() {
  return {16, 16};
}

inline Frame board(int x, int y, int value = 255) {
  Frame frame = blank();
  draw_sprite(frame, x, y, value);
  return frame;
}

inline Frame left() {
  return board(1, 6);
}
inline Frame right() {
  return board(11, 6);
}
inline Frame up() {
  return board(6, 1);
}

// Both sprites at half their brightness.
inline Frame half_and_half() {
  Frame frame = board(1, 6, 128);
  draw_sprite(frame, 11, 6, 128);
  return frame;
}

inline EvaluationState two_ways(double p_left = 0.5) {
  EvaluationState state;
  state.past = {board(6, 6)};
  state.legal = {{left(), blank(), p_left, "left"}, {right(), blank(), 1 - p_left, "right"}};
  return state;
}

inline EvaluationState one_way() {
  EvaluationState state;
  state.past = {board(6, 6)};
  state.legal = {{left(), blank(), 1.0, "left"}};
  return state;
}

inline std::vector<Frame> repeat(const Frame& frame, int count) {
  return std::vector<Frame>(static_cast<std::size_t>(count), frame);
}

// `count` of each.
inline std::vector<Frame> of_each(const Frame& a, int count_a, const Frame& b, int count_b) {
  std::vector<Frame> frames = repeat(a, count_a);
  frames.insert(frames.end(), static_cast<std::size_t>(count_b), b);
  return frames;
}

inline double read(const StateScore& score, Metric metric) {
  return metric_value(metric, score.tallies[static_cast<std::size_t>(metric)]);
}

inline double perfect(const StateScore& score, Metric metric) {
  return perfect_value(metric, score.tallies[static_cast<std::size_t>(metric)]);
}

}  // namespace crossroads::hand_made
