// Seconds of training alone: a slow disk makes no network better or worse.
#pragma once

#include <chrono>

namespace crossroads {

[[nodiscard]] inline double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

class TrainingClock {
 public:
  explicit TrainingClock(double seconds_before) : seconds_(seconds_before) {}
  [[nodiscard]] double seconds() const { return seconds_ + (stopped_ ? 0 : seconds_since(start_)); }
  // Stands still while it works.
  template <typename Work>
  void leave_out(const Work& work) {
    seconds_ = seconds();
    stopped_ = true;
    work();
    stopped_ = false;
    start_ = std::chrono::steady_clock::now();
  }

 private:
  double seconds_;
  bool stopped_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace crossroads
