// Where the future is open, told by the recording alone: what had moved in the same way before went
// on in different ways elsewhere. Knows places of motion, no rules; no torch.
#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "predictor/moving_box.hpp"

namespace crossroads {

using Motion = std::array<MovingBox, 2>;  // of the last two recorded intervals, older first

class MotionFutures {
 public:
  struct Seen {
    std::int64_t times = 0, first = 0;  // `first`: the moment at which it was first seen
  };

  // At the moment `now` this motion went on to `future`.
  void add(const Motion& motion, const MovingBox& future, std::int64_t now);

  // Whether the motion went on in at least two ways at *other* moments, the second most frequent of
  // them at least twice and in 4 of 100. One moment's own future `own` is left out, so a choice of
  // open moments says nothing about how they go on, and biases no rate.
  [[nodiscard]] bool open(const Motion& motion, const MovingBox& own) const;

  [[nodiscard]] const auto& all() const { return all_; }

 private:
  std::map<Motion, std::map<MovingBox, Seen>> all_;
};

// The second most frequent; it came 0 times where nothing was open.
[[nodiscard]] MotionFutures::Seen second_most_frequent(
    const std::map<MovingBox, MotionFutures::Seen>& futures);

}  // namespace crossroads
