// play: a person plays in a window, or watches a policy; what is played can be recorded.
#include <chrono>
#include <cstdio>
#include <random>
#include <thread>

#include "recordings/error.hpp"
#include "recordings/program.hpp"
#include "sim/play_controls.hpp"
#include "sim/play_session.hpp"
#include "sim/screen.hpp"
#include "sim/tick_pacer.hpp"
#include "sim/window.hpp"

using namespace crossroads;

namespace {

struct Options {
  std::string level = "corner";
  std::string policy;  // a person plays without it
  std::string record;  // nothing is recorded without it
  std::uint64_t seed = 0;
  int frame_skip = 0;
  int games = 0;
  int max_frames = 0;
};

TickPacer::Time now() {
  return std::chrono::steady_clock::now().time_since_epoch();
}

bool is_done(const Options& options, const PlaySession& session) {
  return (options.games > 0 && session.games() >= options.games) ||
         (options.max_frames > 0 && session.frames() >= options.max_frames);
}

void run(const Options& options, Screen& screen, Window& window, PlaySession& session) {
  PlayControls controls(session);
  TickPacer pacer(now());
  while (!interrupted() && !is_done(options, session)) {
    for (const Key key : window.keys()) {
      if (!controls.press(key)) return;
    }
    for (int due = pacer.due(now()); due > 0 && !is_done(options, session); --due) session.tick();
    pacer.set_slowness(controls.slowness());
    screen.draw(session.state(), controls.text());
    window.show(screen.pixels());
    std::this_thread::sleep_until(std::chrono::steady_clock::time_point(pacer.next()));
  }
}

void play(Options options) {
  if (options.frame_skip < 0 || options.games < 0 || options.max_frames < 0) {
    throw UsageError("--frame-skip, --games, --max-frames: expected 0 or more, found less");
  }
  const Level level = load_level(options.level);
  std::optional<Policy> policy;
  if (!options.policy.empty()) policy = parse_policy(options.policy, level);
  if (options.seed == 0) options.seed = std::random_device()();
  if (options.frame_skip == 0) options.frame_skip = level.ticks_per_frame;
  std::optional<std::filesystem::path> folder;
  if (!options.record.empty()) folder = options.record;
  Screen screen(level);
  Window window("Crossroads: " + level.name, screen.height_px(), screen.width_px());
  PlaySession session(level, options.frame_skip, options.seed, folder,
                      policy);  // not without a window
  run(options, screen, window, session);
  session.finish();
  std::printf("played %d frames in %d %s%s%s\n", session.frames(), session.games(),
              session.games() == 1 ? "game" : "games", folder ? ", recorded in " : "",
              session.folder().c_str());
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("level", po::value(&o.level)->default_value(o.level)->value_name("NAME"),
      "a level's name or file");
  add("policy", po::value(&o.policy)->value_name("POLICY"),
      "watch this one play, as record --help names them; the arrows then do nothing");
  add("record", po::value(&o.record)->value_name("DIR"), "record what is played into a new folder");
  add("seed", po::value(&o.seed)->default_value(o.seed)->value_name("S"),
      "of the games; 0 takes another one each time");
  add("frame-skip", po::value(&o.frame_skip)->default_value(o.frame_skip)->value_name("TICKS"),
      "ticks a recorded frame; 0 takes the level's");
  add("games", po::value(&o.games)->default_value(o.games)->value_name("N"),
      "end after so many games; 0 never");
  add("max-frames", po::value(&o.max_frames)->default_value(o.max_frames)->value_name("N"),
      "end after so many recorded frames; 0 never");
  const ProgramText text{
      "play",
      "Opens a window to play in. It shows the keys: arrows or WASD move, H shows them all.",
      "play --level classic\nplay --record recordings/data/mine\nplay --level chase --policy "
      "uniform"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    play(o);
  });
}
