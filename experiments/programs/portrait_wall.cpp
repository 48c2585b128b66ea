#include "experiments/programs/portrait_wall.hpp"

#include <cmath>
#include <cstdio>
#include <memory>

#include "experiments/album.hpp"
#include "experiments/live_screen.hpp"
#include "experiments/programs/window_loop.hpp"
#include "experiments/wall_controls.hpp"
#include "generation/picture_sampler.hpp"
#include "predictor/machine.hpp"
#include "recordings/png.hpp"

namespace crossroads {
namespace {

// Both sides of the slider are worth looking at as far as z's of this distribution go.
float range_of(const std::string& distribution) {
  return distribution == "normal" ? 3 : 1;
}

// `sampler` must live on.
FaceSource source_of(const PictureSampler& sampler, const std::string& name) {
  FaceSource source;
  source.name = name;
  source.space = sampler.space();
  source.deterministic = sampler.deterministic();
  source.z_range = range_of(fact(sampler.info(), "z-distribution"));
  source.draw = [&sampler](std::size_t count, std::uint64_t seed) {
    return sampler.draw(count, seed);
  };
  source.sample = [&sampler](const Request& request, const std::vector<Z>& z) {
    return sampler.sample({&request, 1}, z);
  };
  return source;
}

// What play_in_window plays.
class WallGame {
 public:
  WallGame(const PortraitWallOptions& o, WallSession& session)
      : options_(o),
        session_(session),
        window_("Crossroads portraits", o.height_px, o.width_px),
        controls_(session),
        album_(o.album, "portraits") {}

  void run() {
    play_in_window(window_, *this);
    if (album_.filming()) std::printf("saved %s\n", album_.end_film().c_str());
  }

  [[nodiscard]] bool over() const {
    return left_ || (options_.pictures > 0 && session_.refreshes() >= options_.pictures);
  }
  [[nodiscard]] static int slowness() { return 1; }

  void handle(const Input& input) {
    switch (controls_.handle(input, screen_.areas())) {
      case ScreenWish::none:
        break;
      case ScreenWish::save_picture:
        session_.note(album_.keep_picture(picture_));
        break;
      case ScreenWish::film:
        session_.note(album_.turn_film(picture_.height_px, picture_.width_px));
        ticks_ = 0;
        break;
      case ScreenWish::leave:
        left_ = true;
    }
  }

  void tick() {
    session_.tick();
    ++ticks_;
  }

  const Frame& draw() {
    session_.refresh();
    picture_ =
        screen_.draw(session_, album_.filming(), std::max(window_.height_px(), kLeastLiveHeightPx),
                     std::max(window_.width_px(), kLeastLiveWidthPx));
    film();
    return picture_;
  }

 private:
  // Eight pictures a second are enough for a walk.
  void film() {
    if (!album_.filming() || ticks_ < kFilmTicks) return;
    constexpr double kTickHundredths = std::chrono::duration<double, std::centi>(kTickTime).count();
    WallScreen screen;
    album_.add(screen.draw(session_, true, album_.film_height_px(), album_.film_width_px()),
               static_cast<int>(std::lround(ticks_ * kTickHundredths)));
    ticks_ = 0;
  }

  static constexpr int kFilmTicks = 8;
  const PortraitWallOptions& options_;
  WallSession& session_;
  Window window_;
  WallControls controls_;
  Album album_;
  WallScreen screen_;
  Frame picture_;
  int ticks_ = 0;  // since the film's last picture
  bool left_ = false;
};

void write_screenshot(const PortraitWallOptions& o, WallSession& session) {
  WallScreen screen;
  session.refresh();
  write_png(o.screenshot, screen.draw(session, false, o.height_px, o.width_px));
  std::printf("wrote %s: %zu faces by %s\n", o.screenshot.c_str(), session.faces().size(),
              session.source().name.c_str());
}

}  // namespace

void show_portrait_wall(const PortraitWallOptions& o) {
  set_threads(o.threads);
  const PictureSampler sampler(o.run, o.device);
  const Request request = parse_request(sampler.space(), o.with);
  WallSession session(source_of(sampler, last_part(o.run)), request, o.seed);
  if (!o.screenshot.empty()) {
    write_screenshot(o, session);
    return;
  }
  WallGame(o, session).run();
  std::printf("%lld times drawn\n", static_cast<long long>(session.refreshes()));
}

}  // namespace crossroads
