#include <pty.h>
#include <unistd.h>

#include "recordings/progress.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

// Runs `work` with `fd` as the standard error.
template <class Work>
void with_stderr(int fd, Work work) {
  std::fflush(stderr);
  const int kept = ::dup(STDERR_FILENO);
  ::dup2(fd, STDERR_FILENO);
  work();
  std::fflush(stderr);
  ::dup2(kept, STDERR_FILENO);
  ::close(kept);
}

template <class Work>
std::string in_a_file(Work work) {
  const Scratch scratch;
  const auto file = scratch / "stderr";
  std::FILE* out = std::fopen(file.c_str(), "w");
  with_stderr(::fileno(out), work);
  std::fclose(out);
  return read_text(file);
}

template <class Work>
std::string on_a_terminal(int columns, Work work) {
  int terminal = -1, program = -1;
  const winsize size{24, static_cast<unsigned short>(columns), 0, 0};
  REQUIRE(::openpty(&terminal, &program, nullptr, nullptr, &size) == 0);
  with_stderr(program, work);
  char text[4096];
  const ssize_t got = ::read(terminal, text, sizeof text);
  ::close(program);
  ::close(terminal);
  return {text, got > 0 ? static_cast<std::size_t>(got) : 0};
}

}  // namespace

TEST_CASE("elsewhere than on a terminal a short work leaves one plain line") {
  const std::string text = in_a_file([] {
    Progress bar("record corner", "frames", 10);
    for (int i = 1; i <= 10; ++i) bar.update(i, "loss 0.5");
    bar.finish();
    bar.finish();
  });
  CHECK(text.find("record corner 100 %  10/10 frames  ") == 0);
  CHECK(text.find("in 0:00  loss 0.5\n") == text.size() - 18);
  CHECK(text.find('\r') == std::string::npos);
}

TEST_CASE("without a known total there is a count and no share") {
  const std::string text = in_a_file([] {
    Progress bar("inspect", "episodes", 0);
    bar.update(3);
    bar.finish();
  });
  CHECK(text.find("inspect  3 episodes  ") == 0);
  CHECK(text.find('%') == std::string::npos);
}

TEST_CASE("resumed work counts its share from the whole and its rate from where it began") {
  const std::string text = in_a_file([] {
    Progress bar("train", "steps", 200, 100);
    bar.finish();
  });
  CHECK(text.find("train 50 %  100/200 steps  0.00/s") == 0);
}

TEST_CASE("on a terminal the bar is drawn in place and never wider than the window") {
  const std::string text = on_a_terminal(40, [] {
    Progress bar("train", "steps", 4);
    bar.update(4, "a note that is much longer than the window of this terminal");
    bar.finish();
  });
  CHECK(text.find("\rtrain [#####] 100 %  4/4 steps") == 0);
  CHECK(text.find("\033[K") == 40);  // \r, 39 columns
}

TEST_CASE("where there is room the bar is wide") {
  const std::string text = on_a_terminal(200, [] {
    Progress bar("train", "steps", 4);
    bar.update(2, "loss 3.21");
    bar.finish();
  });
  CHECK(text.find("\rtrain [##########..........] 50 %  2/4 steps") == 0);
  CHECK(text.find("loss 3.21\033[K") != std::string::npos);
}

TEST_CASE("what is left is told by the pace of the last seconds") {
  RecentRate rate(100);
  CHECK(rate.update(5, 150) == 10);
  CHECK(rate.update(10, 200) == 10);
  CHECK(rate.update(15, 205) == 7);  // since the beginning
  CHECK(rate.update(20, 210) == 1);  // since 10 s
}

TEST_CASE("work cut off by an error leaves the line, so that the error begins a new one") {
  CHECK(on_a_terminal(80, [] { Progress bar("train", "steps", 4); }) == "\r\n");
  CHECK(in_a_file([] { Progress bar("train", "steps", 4); }).empty());
}
