// A progress bar on stderr: drawn in place on a terminal, a plain line every few seconds elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace crossroads {

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
  bool terminal_, finished_ = false;
  std::chrono::steady_clock::time_point start_, drawn_;
};

}  // namespace crossroads
