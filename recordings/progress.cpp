#include "recordings/progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace crossroads {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kRedrawOnTerminal{100};
constexpr std::chrono::milliseconds kRedrawElsewhere{5000};

double seconds_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

// "0:07", "12:30", "3:00:00"
std::string clock_text(double seconds) {
  const auto whole = static_cast<long long>(seconds + 0.5);
  char text[32];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60,
                  whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
  }
  return text;
}

std::string rate_text(double rate) {
  char text[32];
  std::snprintf(text, sizeof text, rate < 10 ? "%.2f" : rate < 1000 ? "%.1f" : "%.0f", rate);
  return text;
}

// As wide as the rest of the line leaves room for, 5 to 20 cells.
std::string bar_text(double share, int room) {
  const int cells = std::clamp(room - 3, 5, 20);
  const int full = static_cast<int>(std::clamp(share, 0.0, 1.0) * cells);
  return " [" + std::string(static_cast<std::size_t>(full), '#') +
         std::string(static_cast<std::size_t>(cells - full), '.') + "]";
}

std::size_t terminal_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

}  // namespace

Progress::Progress(std::string what, std::string unit, std::int64_t total, std::int64_t done)
    : what_(std::move(what)),
      unit_(std::move(unit)),
      total_(total),
      done_(done),
      first_(done),
      recent_(done),
      terminal_(::isatty(STDERR_FILENO) != 0),
      start_(Clock::now()),
      drawn_(start_) {}

Progress::~Progress() {
  // Cut off by an error: leave the bar as it stood, so that the error gets a line of its own.
  if (!finished_ && terminal_) std::fputc('\n', stderr);
}

void Progress::update(std::int64_t done, const std::string& note) {
  done_ = done;
  note_ = note;
  if (Clock::now() - drawn_ >= (terminal_ ? kRedrawOnTerminal : kRedrawElsewhere)) draw(false);
}

void Progress::finish() {
  if (finished_) return;
  draw(true);
  finished_ = true;
}

void Progress::draw(bool last) {
  drawn_ = Clock::now();
  const double elapsed = seconds_between(start_, drawn_);
  const double recent = recent_.update(elapsed, done_);
  const double overall = elapsed > 0 ? static_cast<double>(done_ - first_) / elapsed : 0;
  const double share = total_ > 0 ? static_cast<double>(done_) / static_cast<double>(total_) : 0;
  std::string line;
  if (total_ > 0) line += " " + std::to_string(static_cast<int>(share * 100)) + " %";
  line += "  " + std::to_string(done_);
  if (total_ > 0) line += "/" + std::to_string(total_);
  line += " " + unit_ + "  " + rate_text(last ? overall : recent) + "/s  ";
  if (!last && total_ > 0 && recent > 0) {
    line += clock_text(static_cast<double>(total_ - done_) / recent) + " left";
  } else {
    line += "in " + clock_text(elapsed);
  }
  if (!note_.empty()) line += "  " + note_;
  const std::size_t columns = terminal_columns() - 1;
  if (terminal_ && total_ > 0) {
    const auto taken = static_cast<int>(what_.size() + line.size());
    line.insert(0, bar_text(share, static_cast<int>(columns) - taken));
  }
  line.insert(0, what_);
  if (terminal_) line = line.substr(0, columns);
  // \033[K clears what a longer line left behind.
  std::fprintf(stderr, terminal_ ? "\r%s\033[K%s" : "%s%s", line.c_str(),
               terminal_ && !last ? "" : "\n");
}

}  // namespace crossroads
