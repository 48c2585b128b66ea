// A progress bar on stderr: drawn in place on a terminal, a plain line every few seconds elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace crossroads {

// Units a second over the last 10 to 20 seconds: the phases of a training differ in pace, and what
// is left takes as long as the present one.
class RecentRate {
 public:
  explicit RecentRate(std::int64_t done) : older_{0, done}, newer_{0, done} {}
  // `seconds` since the work began.
  [[nodiscard]] double update(double seconds, std::int64_t done) {
    if (seconds - newer_.seconds >= kWindowSeconds) {
      older_ = newer_;
      newer_ = {seconds, done};
    }
    const double elapsed = seconds - older_.seconds;
    return elapsed > 0 ? static_cast<double>(done - older_.done) / elapsed : 0;
  }

 private:
  static constexpr double kWindowSeconds = 10;
  struct Mark {
    double seconds;
    std::int64_t done;
  };
  Mark older_, newer_;
};

class Progress {
 public:
  // `what` names the work ("train gan+es"), `unit` its steps ("steps").
  Progress(std::string what, std::string unit, std::int64_t total, std::int64_t done = 0);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `note` is shown behind the bar: losses, for example. Cheap to call often.
  void update(std::int64_t done, const std::string& note = "");
  void finish();

 private:
  void draw(bool last);

  std::string what_, unit_, note_;
  std::int64_t total_, done_, first_;
  RecentRate recent_;
  bool terminal_, finished_ = false;
  std::chrono::steady_clock::time_point start_, drawn_;
};

}  // namespace crossroads
