// dream: one plays inside a network, the real game beside it with the same keys.
#include <cstdio>
#include <filesystem>

#include "experiments/album.hpp"
#include "experiments/dream_controls.hpp"
#include "experiments/dream_screen.hpp"
#include "experiments/programs/window_loop.hpp"
#include "experiments/trained_run.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

namespace fs = std::filesystem;

struct Options {
  std::string level, run;  // empty: what the other says; corner where neither is given
  std::string screenshot, keys, out = "runs/dream", device = "cpu";
  std::uint64_t seed = 1;
  bool other_level = false;
  int frames = 0, threads = 1;  // one core is enough for one frame at a time
};

void check(const Options& o) {
  check_at_least("--frames", o.frames, 0);
  check_at_least("--threads", o.threads, 0);
  if (!o.keys.empty() && o.screenshot.empty()) {
    throw UsageError("--keys is for --screenshot: in the window one presses them");
  }
  if (const auto at = o.keys.find_first_not_of("uldr."); at != std::string::npos) {
    throw UsageError("--keys: expected u, l, d, r or . (none), found '" + o.keys.substr(at, 1) +
                     "'");
  }
}

std::string run_folder(const Options& o) {
  if (!o.run.empty()) return o.run;
  const std::string level = o.level.empty() ? "corner" : o.level;
  const fs::path shipped = fs::path(CROSSROADS_WEIGHTS) / (level + "-actions");
  if (fs::exists(shipped)) return shipped.string();
  throw Error("a shipped run for level " + level, "none", shipped.string(),
              "name one that train --actions made: --run DIR");
}

// What the run learnt from, played on.
struct World {
  LevelSet level;
  Policy policy;
  int frame_skip = 0;

  World(const Options& o, const Contender& run) {
    const std::string learnt_level = fact(run.facts, "level_name");
    if (o.level.empty() && learnt_level.empty()) {
      throw Error("the level that the run learnt from", "a run without one", run.folder,
                  "name one: --level NAME");
    }
    level = one_level(load_level(o.level.empty() ? learnt_level : o.level));
    policy = policy_to_play(run, level.levels.front());
    frame_skip = level.levels.front().ticks_per_frame;
    check_level(run, level, policy_text(policy), frame_skip, o.other_level);
  }
};

void write_screenshot(const Options& o, DreamSession& session) {
  for (int i = 0; i < o.frames; ++i) {
    const char key = static_cast<std::size_t>(i) < o.keys.size() ? o.keys[i] : '.';
    if (key != '.') session.press(static_cast<Direction>(std::string("uldr").find(key)));
    session.next_frame();
    stop_if_interrupted("the dream", "dream");
  }
  write_png(o.screenshot, draw_dream(session, ""));
  std::printf("wrote %s: frame %d, %s\n", o.screenshot.c_str(), session.frames(),
              legal_text(session).c_str());
}

// What play_in_window plays.
class DreamGame {
 public:
  DreamGame(const Options& o, const World& world, DreamSession& session)
      : options_(o),
        session_(session),
        controls_(session, world.frame_skip),
        picture_(draw_dream(session, controls_.message())),
        window_("Crossroads dream: " + world.level.name, picture_.height_px, picture_.width_px),
        album_(o.out, "dream") {}

  void run() { play_in_window(window_, *this); }

  [[nodiscard]] bool over() const {
    return left_ || (options_.frames > 0 && session_.frames() >= options_.frames);
  }
  void handle(const Input& input) {
    const DreamWish wish = controls_.handle(input);
    if (wish == DreamWish::leave) left_ = true;
    if (wish == DreamWish::save_picture) controls_.note(album_.keep_picture(picture_));
  }
  void tick() { controls_.tick(); }
  [[nodiscard]] int slowness() const { return controls_.slowness(); }
  const Frame& draw() { return picture_ = draw_dream(session_, controls_.message()); }

 private:
  const Options& options_;
  DreamSession& session_;
  DreamControls controls_;
  Frame picture_;
  Window window_;
  Album album_;
  bool left_ = false;
};

void dream(const Options& o) {
  check(o);
  const Dreamer dreamer = load_dreamer(run_folder(o), o.device, o.threads);
  const World world(o, dreamer.run);
  DreamSession session(world.level.levels.front(), world.policy, world.frame_skip, o.seed, dreamer);
  if (!o.screenshot.empty()) {
    write_screenshot(o, session);
    return;
  }
  DreamGame(o, world, session).run();
  std::printf("game %d, frame %d, %s\n", session.games(), session.frames(),
              legal_text(session).c_str());
}

boost::program_options::options_description options_of(Options& o) {
  namespace po = boost::program_options;
  po::options_description options("Options");
  auto add = options.add_options();
  add("level", po::value(&o.level), "a level's name or file; default: what the run learnt from");
  add("run", po::value(&o.run),
      "a run of train --actions; default: the level's shipped one, of corner if none is named");
  add("other-level", po::bool_switch(&o.other_level), "allow a run that learnt from another level");
  add("seed", with_default(o.seed), "of the games and of z");
  add("frames", with_default(o.frames), "end after so many frames of a game; 0: never");
  add("keys", po::value(&o.keys),
      "with --screenshot: one key a frame, u, l, d, r, or . for none; behind the last: none");
  add("screenshot", po::value(&o.screenshot),
      "no window: write the picture after --frames frames as PNG");
  add("out", with_default(o.out), "folder of the pictures that one saves");
  add("device", with_default(o.device), "cpu or cuda");
  add("threads", with_default(o.threads), "CPU threads; 0 is all cores");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  restart_with_sleeping_threads(argv);
  Options o;
  const auto options = options_of(o);
  const ProgramText text{"dream",
                         "One plays inside a network, the real game beside it; the rules tell how "
                         "long the dream stays "
                         "legal.",
                         "dream\ndream --level chase\ndream --run runs/steered\n"
                         "dream --frames 24 --keys u..l...d --screenshot dream.png"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    dream(o);
  });
}
