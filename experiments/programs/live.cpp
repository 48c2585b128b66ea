// live: the real game, the baseline's next frame and the GAN's, side by side, as one plays.
#include <chrono>
#include <cmath>
#include <cstdio>

#include "experiments/album.hpp"
#include "experiments/live_controls.hpp"
#include "experiments/programs/portrait_wall.hpp"
#include "experiments/programs/window_loop.hpp"
#include "experiments/trained_run.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "recordings/program.hpp"

using namespace crossroads;

namespace {

constexpr const char* kShippedPortraits = CROSSROADS_WEIGHTS "/portraits";

struct Options {
  LiveSetup setup;
  std::string portraits;  // a run: the wall of faces instead of a game
  std::vector<std::string> with;
  std::string screenshot, album = "runs/live", device = "cpu";
  int frames = 0, width = kLeastLiveWidthPx, height = kLeastLiveHeightPx, threads = 0;
  double seconds = 5;
  bool bench = false;
};

void check(const Options& o) {
  check_at_least("--frames", o.frames, 0);
  check_at_least("--frame-skip", o.setup.frame_skip, 0);
  check_at_least("--threads", o.threads, 0);
  check_at_least("--width", o.width, kLeastLiveWidthPx);
  check_at_least("--height", o.height, kLeastLiveHeightPx);
  const bool alone = o.bench || !o.screenshot.empty();
  if (o.portraits.empty() && !o.with.empty()) {
    throw UsageError("--with: expected --portraits with it, whose faces are asked");
  }
  if (!o.portraits.empty() && o.bench) {
    throw UsageError("--bench: expected a game, found --portraits");
  }
  if (alone && o.setup.policy == "person") {
    throw UsageError("--policy person: expected a window for it, found --screenshot or --bench");
  }
}

double seconds_of(TickPacer::Time time) {
  return std::chrono::duration<double>(time).count();
}

// The next recorded frame's prediction without a clock: the game goes as fast as they come.
// `whole`: with all futures.
void predict_next(LiveSession& session, bool whole) {
  constexpr int kMostTicks = 1'000'000;
  const std::int64_t before = session.predictions();
  for (int tick = 0; session.predictions() == before && !interrupted(); ++tick) {
    if (tick == kMostTicks) {
      throw Error("a frame with " + std::to_string(session.past_frames()) + " frames before it",
                  "none", session.title(), "play longer games, or take runs that see less past");
    }
    session.tick();
    auto question = session.question();
    if (!question) continue;
    Answer answer(std::move(*question));
    do {
      answer.go_on();
      session.take(answer.so_far());
    } while (whole && !answer.so_far().complete);
    const std::string& error = answer.so_far().error;
    if (!error.empty()) throw std::runtime_error(error);
  }
}

void write_screenshot(const Options& o, LiveSession& session) {
  const int frames = std::max(1, o.frames);
  for (int i = 1; i <= frames; ++i) predict_next(session, i == frames);
  LiveScreen screen;
  write_png(o.screenshot, screen.draw(session, {}, o.height, o.width));
  std::printf("wrote %s: %s after %lld predictions\n", o.screenshot.c_str(),
              session.title().c_str(), static_cast<long long>(session.predictions()));
}

double rate_of(double seconds, const std::function<void()>& call) {
  call();  // the first one allocates
  const auto start = steady_now();
  int calls = 0;
  for (; seconds_of(steady_now() - start) < seconds && !interrupted(); ++calls) call();
  return calls / seconds_of(steady_now() - start);
}

void bench(const Options& o, LiveSession& session) {
  const Frame frame = session.source().picture();
  std::printf("%s, %dx%d px, every recorded frame predicted, as fast as it goes:\n",
              session.title().c_str(), frame.width_px, frame.height_px);
  std::printf("%6.1f a second: the game, its legal frames, both networks' next frame, judged\n",
              rate_of(o.seconds, [&] { predict_next(session, false); }));
  std::fflush(stdout);
  LiveScreen screen;
  std::printf("%6.1f a second: that, %d futures, and the picture drawn\n",
              rate_of(o.seconds,
                      [&] {
                        predict_next(session, true);
                        (void)screen.draw(session, {}, o.height, o.width);
                      }),
              kFutures);
  std::fflush(stdout);
  std::printf("%6.1f a second: the picture alone, %dx%d px\n",
              rate_of(o.seconds, [&] { (void)screen.draw(session, {}, o.height, o.width); }),
              o.width, o.height);
}

// Predictions a second, over about the last two seconds in which the game was to move.
class RateMeter {
 public:
  explicit RateMeter(TickPacer::Time now) : last_(now) {}

  void note(TickPacer::Time now, bool stands, std::int64_t predictions) {
    if (!stands) moved_ += now - last_;
    last_ = now;
    if (notes_.empty() || moved_ - notes_.back().first > std::chrono::milliseconds(200)) {
      notes_.emplace_back(moved_, predictions);
    }
    if (notes_.size() > 11) notes_.erase(notes_.begin());
  }
  [[nodiscard]] std::optional<double> rate() const {
    if (notes_.size() < 6) return std::nullopt;
    return static_cast<double>(notes_.back().second - notes_.front().second) /
           seconds_of(notes_.back().first - notes_.front().first);
  }

 private:
  TickPacer::Time last_, moved_{0};
  std::vector<std::pair<TickPacer::Time, std::int64_t>> notes_;
};

// The session in a window: the predictions come from a thread of their own.
class LiveWindow {
 public:
  LiveWindow(const Options& o, LiveSession& session)
      : options_(o),
        session_(session),
        window_("Crossroads live", o.height, o.width),
        controls_(session),
        album_(o.album) {}

  void run() {
    play_in_window(window_, *this);
    if (album_.filming()) std::printf("saved %s\n", album_.end_film().c_str());
  }

  // What play_in_window asks for.
  [[nodiscard]] bool over() const {
    return left_ || (options_.frames > 0 && session_.predictions() >= options_.frames);
  }
  void handle(const Input& input) {
    const ScreenWish wish = controls_.handle(input, screen_.areas());
    if (wish == ScreenWish::leave) left_ = true;
    if (wish == ScreenWish::save_picture) session_.note(album_.keep_picture(picture_));
    if (wish == ScreenWish::film) {
      session_.note(album_.turn_film(picture_.height_px, picture_.width_px));
    }
  }
  void tick() {
    session_.tick();
    exchange();
  }
  [[nodiscard]] int slowness() const { return session_.slowness(); }
  const Frame& draw() {
    exchange();
    meter_.note(steady_now(), session_.stands(), session_.predictions());
    picture_ = screen_.draw(session_, notes(), std::max(window_.height_px(), kLeastLiveHeightPx),
                            std::max(window_.width_px(), kLeastLiveWidthPx));
    return picture_;
  }

 private:
  [[nodiscard]] LiveNotes notes() const { return {meter_.rate(), album_.filming()}; }

  void exchange() {
    for (auto& prediction : predictor_.take()) session_.take(std::move(prediction));
    if (auto question = session_.question()) {
      film(true);
      predictor_.ask(std::move(*question));
    }
    film(false);
  }

  // A picture of each prediction: with all its futures, or with what is there when the next comes.
  void film(bool another_comes) {
    const auto& prediction = session_.prediction();
    if (!album_.filming() || !prediction || prediction->number == filmed_) return;
    if (!prediction->complete && !another_comes) return;
    filmed_ = prediction->number;
    constexpr double kTickHundredths = std::chrono::duration<double, std::centi>(kTickTime).count();
    LiveScreen screen;
    album_.add(screen.draw(session_, notes(), album_.film_height_px(), album_.film_width_px()),
               std::max(2, static_cast<int>(std::lround(session_.source().frame_skip() *
                                                        kTickHundredths * session_.slowness()))));
  }

  const Options& options_;
  LiveSession& session_;
  Window window_;
  LiveControls controls_;
  Album album_;
  LiveScreen screen_;
  Predictor predictor_;
  RateMeter meter_{steady_now()};
  Frame picture_;
  int filmed_ = 0;
  bool left_ = false;
};

void live(Options o) {
  check(o);
  if (!o.portraits.empty()) {
    show_portrait_wall({.run = o.portraits,
                        .with = o.with,
                        .seed = o.setup.seed,
                        .screenshot = o.screenshot,
                        .album = o.album,
                        .device = o.device,
                        .pictures = o.frames,
                        .width_px = o.width,
                        .height_px = o.height,
                        .threads = o.threads});
    return;
  }
  std::string machine;
  const auto load = [&](const std::vector<std::string>& paths) {
    LoadedRuns loaded = load_runs(paths, o.device, o.threads);
    machine = loaded.machine;
    return std::move(loaded.runs);
  };
  LiveSession session(o.setup, load);
  std::printf("%s\n", machine.c_str());
  std::fflush(stdout);
  if (o.bench) {
    bench(o, session);
  } else if (!o.screenshot.empty()) {
    write_screenshot(o, session);
  } else {
    LiveWindow(o, session).run();
    std::printf("%lld frames predicted\n", static_cast<long long>(session.predictions()));
  }
}

boost::program_options::options_description options_of(Options& o) {
  namespace po = boost::program_options;
  po::options_description options("Options");
  auto add = options.add_options();
  add("level", with_default(o.setup.level), "a level's name or file");
  add("policy", po::value(&o.setup.policy),
      "who plays, as record --help names them, or person; default: what the runs learnt from. An "
      "arrow key takes over");
  add("runs", po::value(&o.setup.runs)->multitoken(),
      "the middle one, the right one, and more to choose from: run folders, or TorchScript files; "
      "default: the level's shipped ones");
  add("recording", po::value(&o.setup.recording), "play back a recording instead of a level");
  add("portraits",
      po::value(&o.portraits)->implicit_value(kShippedPortraits, "shipped")->value_name("RUN"),
      "no game: a wall of faces by a run of train-portraits, each with a z of its own");
  add("with", po::value(&o.with)->composing()->value_name("ATTRIBUTE=VALUE"),
      "with --portraits: what is asked for from the start; as often as there are attributes");
  add("seed", with_default(o.setup.seed), "of the games and of z");
  add("frame-skip", with_default(o.setup.frame_skip),
      "ticks a recorded frame; 0 takes the level's");
  add("frames", with_default(o.frames),
      "end after so many predictions, or times that the wall was drawn; 0: never");
  add("screenshot", po::value(&o.screenshot),
      "no window: write the picture after --frames predictions, or the wall, as PNG");
  add("bench", po::bool_switch(&o.bench), "no window: how many predictions a second");
  add("seconds", with_default(o.seconds), "how long --bench measures each line");
  add("width", with_default(o.width), "of the window at its start, or of the screenshot, px");
  add("height", with_default(o.height), "likewise");
  add("out", with_default(o.album), "folder of the pictures and films that one saves");
  add("device", with_default(o.device), "cpu or cuda");
  add("threads", with_default(o.threads), "CPU threads; 0 is all cores");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  restart_with_sleeping_threads(argv);
  Options o;
  o.setup.shipped = CROSSROADS_WEIGHTS;
  o.setup.runs_at_hand = "runs";
  const auto options = options_of(o);
  const ProgramText text{
      "live",
      "The real game beside a baseline's next frame and a GAN's; or a wall of faces, all drawn by "
      "a "
      "GAN.\nAll keys are on the screen.",
      "live\nlive --level chase --policy person\nlive --runs runs/demo/mse runs/demo/gan+es\n"
      "live --runs runs/mse runs/gan --recording recordings/data/film-v0\n"
      "live --frames 40 --screenshot live.png\nlive --level classic --bench\nlive --portraits\n"
      "live --portraits --with eye_colour=red --with hair_style=bob --screenshot red-eyes.png"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    live(o);
  });
}
