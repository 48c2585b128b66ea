// Input logs: any bytes are refused by an Error, or read as games that can be replayed.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "recordings/input_log.hpp"
#include "sim/recorder.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace crossroads;

namespace {

constexpr std::size_t kMostTicks = 64;  // a game; each may be a frame to draw

void replay(const InputLog& log) {
  const Level level = parse_level(log.level_text, "fuzz");
  for (const InputLog::Game& game : log.games) {
    const std::size_t ticks = std::min(kMostTicks, game.actions.size());
    GameRecorder recorder(level, log.frame_skip, game.seed, static_cast<int>(ticks) + 1);
    for (std::size_t i = 0; i < ticks; ++i) recorder.tick(static_cast<Action>(game.actions[i]));
    (void)recorder.take_episode();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = ::memfd_create("inputs.log", 0);
  static const std::string name = "/proc/self/fd/" + std::to_string(file);
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) < 0) std::abort();
  fuzz::allow_errors([&] { replay(read_input_log(name)); });
  return 0;
}
