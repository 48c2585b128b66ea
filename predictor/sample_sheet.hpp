// What a training shows of itself while it goes: the same moments of its recordings with the same
// z's again and again, so that one sees turns appear. Moments are chosen by the frames alone, for
// the picture only: no training step knows of them. No torch in this header.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "recordings/frame.hpp"
#include "recordings/frame_source.hpp"

namespace crossroads {

struct SheetRow {
  std::vector<Frame> past;  // K, oldest first
  Frame next;               // the recorded one
  std::vector<Frame> samples;
};

struct SheetPlan {
  double every_seconds = 60;  // of training; and one at its end. 0: none
  // How the rows become one picture is the program's business. Where it is empty there is none.
  std::function<Frame(const std::vector<SheetRow>&)> draw;

  [[nodiscard]] bool wanted() const { return draw && every_seconds > 0; }
};

// The present frames of `count` moments, or as many as there are, at which the future looks open:
// what had moved in the same way before moved on in different ways. Filled up with moments spread
// over the recording. Only its first 20,000 moments are looked at.
[[nodiscard]] std::vector<std::int64_t> open_moments(const FrameSource& source, int past_frames,
                                                     int ahead, int count);

}  // namespace crossroads
