// inspect: what a recording holds, and whether it is whole.
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "recordings/error.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"
#include "recordings/summary.hpp"
#include "recordings/verification.hpp"

namespace {

struct Options {
  std::string recording;
  bool verify = false;
};

void verify(const Options& chosen, const std::function<void(std::int64_t, std::int64_t)>& show) {
  const crossroads::Verification found = crossroads::verify_recording(chosen.recording, show);
  std::printf(
      "whole: %lld episodes, %lld frames, %s", static_cast<long long>(found.episodes),
      static_cast<long long>(found.frames),
      found.hashed ? "as their hashes say" : "as far as shapes tell (no hashes are stored)");
  if (found.logged_games > 0) {
    std::printf(", an input log of %lld games", static_cast<long long>(found.logged_games));
  }
  std::printf("\n");
}

// HDF5 1.10 crashes on some damaged files. So a child reads, and the parent can still tell.
void continue_in_child(const std::string& recording) {
  const pid_t child = ::fork();
  if (child <= 0) return;  // without a child it is done here
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) std::_Exit(WEXITSTATUS(status));
  throw crossroads::Error("a recording that HDF5 can read", "damage on which HDF5 itself crashed",
                          recording, "use another copy");
}

void inspect(const Options& chosen) {
  continue_in_child(chosen.recording);
  crossroads::Progress bar("inspect", "episodes", 0);
  const auto show = [&](std::int64_t done, std::int64_t) { bar.update(done); };
  if (chosen.verify) {
    verify(chosen, show);
  } else {
    std::fputs(crossroads::summary_text(chosen.recording, show).c_str(), stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options chosen;
  po::options_description options;
  auto add = options.add_options();
  add("recording", po::value(&chosen.recording)->required()->value_name("DIR"),
      "a recording's folder, or its main_data.hdf5");
  add("verify", po::bool_switch(&chosen.verify),
      "read every byte, check it against hashes, metadata.json and the input log; the first damage "
      "is named and ends with exit code 1");
  const crossroads::ProgramText text{
      "inspect", "Prints what a recording holds: source, level, sizes, actions, infos.",
      "  inspect recordings/data/game-v0\n  inspect --verify recordings/data/game-v0\n",
      "recording"};
  return crossroads::run_program(argc, argv, text, options, [&] { inspect(chosen); });
}
