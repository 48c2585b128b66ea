// kill -9 while something is written: what is lost, and what isn't. Each writer is a child that
// sets the kernel's clock to kill it, so that the moment does not depend on how busy the machine
// is, and notes in shared memory how far it came.
#include <sys/mman.h>
#include <sys/wait.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <optional>
#include <random>
#include <thread>

#include "recordings/input_log.hpp"
#include "recordings/recording.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;
using std::chrono::milliseconds;

template <class Value>
class Shared {
 public:
  Shared()
      : value_(new (::mmap(nullptr, sizeof(Value), PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0)) Value) {}
  ~Shared() { ::munmap(value_, sizeof(Value)); }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  Value* operator->() const { return value_; }
  Value& operator*() const { return *value_; }

 private:
  Value* value_;
};

// From within: SIGKILL after so long, whatever this process does then.
void kill_me_after(microseconds delay) {
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGKILL;
  timer_t timer{};
  ::timer_create(CLOCK_MONOTONIC, &event, &timer);
  itimerspec when{};
  when.it_value.tv_sec = delay.count() / 1000000;
  when.it_value.tv_nsec = delay.count() % 1000000 * 1000 + 1;
  ::timer_settime(timer, 0, &when, nullptr);
}

// Whether the child was killed before it was through.
bool wait_for_kill(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  REQUIRE((killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)));
  return killed;
}

constexpr int kSize = 48;
constexpr int kSteps = 20;
constexpr int kMostEpisodes = 12;
constexpr milliseconds kNear{5};

const std::vector<Episode>& samples() {
  static const std::vector<Episode> episodes = [] {
    std::vector<Episode> all;
    for (int i = 0; i < kMostEpisodes; ++i) all.push_back(sample_episode(kSize, kSize, kSteps, i));
    return all;
  }();
  return episodes;
}

struct Written {
  std::atomic<int> kept{0};  // episodes whose append() has returned
  std::atomic<bool> closing{false};
  Clock::time_point end, kill;  // of the episode near whose end the kill comes
  microseconds took{0};         // in all
};

struct Plan {
  int episodes = kMostEpisodes;
  microseconds tick{0};        // how long one takes to play
  microseconds kill_after{0};  // after the start; 0: not at all
  int near = -1;               // or about the end of this episode: from 5 ms before it on,
  microseconds later{0};       // so much later
};

void play_game(InputLogWriter& log, int number, const Plan& plan, Written& written) {
  const auto start = Clock::now();
  log.begin_game(static_cast<std::uint64_t>(number));
  written.end = start + plan.tick * kSteps;
  if (number == plan.near) std::this_thread::sleep_until(written.end - kNear);
  if (number == plan.near) written.kill = Clock::now() + plan.later, kill_me_after(plan.later);
  for (int i = 0; i < kSteps; ++i) {
    log.tick(static_cast<std::uint8_t>(i % 5));
    std::this_thread::sleep_until(start + plan.tick * (i + 1));
  }
  written.end = Clock::now();
  log.end_game(static_cast<std::uint64_t>(number) + 1);
}

void write(const std::filesystem::path& folder, const Plan& plan, Written& written) noexcept {
  const auto start = Clock::now();
  if (plan.kill_after.count() > 0) kill_me_after(plan.kill_after);
  RecordingWriter writer(folder, sample_info(kSize, kSize));
  InputLogWriter log(writer.folder() / "inputs.log", {"corner", "", 1, 8, "person", {}});
  for (int i = 0; i < plan.episodes; ++i) {
    play_game(log, i, plan, written);
    writer.append(samples()[static_cast<std::size_t>(i)]);
    written.kept = i + 1;
  }
  written.closing = true;
  writer.close();
  written.took = std::chrono::duration_cast<microseconds>(Clock::now() - start);
}

// Every episode that was finished is there and whole, in frames and in the log; the open one may
// be. Nothing to check where the kill came before there was a folder or after all was done.
void check_nothing_finished_is_lost(const std::filesystem::path& folder, int kept) {
  if (kept == 0 && !std::filesystem::exists(folder / "data" / "metadata.json")) return;
  const RecordingReader reader(folder);
  CHECK(reader.episodes() >= kept);
  CHECK(reader.episodes() <= kept + 1);
  for (int i = 0; i < reader.episodes(); ++i) {
    check_same(reader.read(i), samples()[static_cast<std::size_t>(i)]);
  }
  if (kept == 0) return;
  const InputLog log = read_input_log(folder / "inputs.log");
  REQUIRE(static_cast<int>(log.games.size()) >= kept);
  for (std::size_t i = 0; i < static_cast<std::size_t>(kept); ++i) {
    CHECK(log.games[i].actions.size() == kSteps);
    CHECK(log.games[i].final_hash == i + 1);
  }
}

class Killer {
 public:
  // Nothing where the child was through before.
  std::optional<int> kept_when_killed(const Plan& plan) {
    const auto folder = scratch_ / ("killed-v" + std::to_string(++attempts_));
    new (&*written) Written;
    (void)samples();
    const pid_t child = ::fork();
    if (child == 0) {
      write(folder, plan, *written);
      ::_exit(0);
    }
    if (!wait_for_kill(child)) return std::nullopt;
    check_nothing_finished_is_lost(folder, written->kept);
    return written->kept;
  }
  [[nodiscard]] int attempts() const { return attempts_; }

  Shared<Written> written;

 private:
  Scratch scratch_;
  int attempts_ = 0;
};

}  // namespace

TEST_CASE("No finished episode is lost in 25 kills uniform over writing, closing included") {
  Killer killer;
  REQUIRE_FALSE(killer.kept_when_killed({}));
  const auto all = static_cast<std::uint64_t>(killer.written->took.count());
  std::mt19937_64 random(20240501);
  // A busy machine opens and closes slowly; goes on until enough came while episodes were written.
  int kills = 0, open = 0;
  for (; (kills < 25 || open < 6) && killer.attempts() < 250;) {
    Plan plan;
    plan.kill_after = microseconds(1 + random() % all);
    const auto kept = killer.kept_when_killed(plan);
    if (!kept) continue;
    ++kills;
    if (*kept > 0 && *kept < kMostEpisodes) ++open;
  }
  CHECK(kills >= 25);
  CHECK(open >= 6);
}

TEST_CASE("No finished episode is lost in 25 kills within 5 ms of an episode's end") {
  Killer killer;
  std::mt19937_64 random(20240502);
  int kills = 0, before = 0;
  while (kills < 25 && killer.attempts() < 250) {
    Plan plan{4, microseconds(1000), {}, static_cast<int>(random() % 4), {}};
    plan.later = microseconds(random() % (2 * microseconds(kNear).count()));
    if (!killer.kept_when_killed(plan)) continue;
    const auto distance = killer.written->kill - killer.written->end;
    if (distance < -kNear || distance > kNear) continue;
    ++kills;
    before += distance.count() < 0 ? 1 : 0;
  }
  CHECK(kills == 25);
  CHECK(before > 2);
  CHECK(before < 23);
}

TEST_CASE("At most the last second of an input log is lost in 25 kills while one plays") {
  struct Played {
    std::atomic<int> ticks{0};
    std::array<Clock::time_point, 1000> at;  // just before each was logged
  };
  const Scratch scratch;
  Shared<std::array<Played, 25>> played;
  std::mt19937 random(20240503);
  std::vector<pid_t> children;
  const auto file = [&](std::size_t i) {
    return scratch / ("inputs" + std::to_string(i) + ".log");
  };
  for (std::size_t i = 0; i < played->size(); ++i) {
    const microseconds kill_after(1100000 + random() % 1500000);
    children.push_back(::fork());
    if (children.back() != 0) continue;
    kill_me_after(kill_after);
    InputLogWriter log(file(i), {"corner", "", 1, 8, "person", {}});
    log.begin_game(7);
    Played& mine = (*played)[i];
    for (std::size_t tick = 0; tick < mine.at.size(); ++tick) {
      mine.at[tick] = Clock::now();
      log.tick(static_cast<std::uint8_t>(tick % 5));
      mine.ticks = static_cast<int>(tick) + 1;
      std::this_thread::sleep_for(microseconds(16500));  // 60.6 Hz
    }
    ::_exit(0);
  }
  for (std::size_t i = 0; i < children.size(); ++i) {
    CHECK(wait_for_kill(children[i]));
    const Played& mine = (*played)[i];
    REQUIRE(mine.ticks > 0);
    const auto last = mine.at[static_cast<std::size_t>(mine.ticks) - 1];
    std::size_t owed = 0;
    while (mine.at[owed] < last - std::chrono::seconds(1)) ++owed;
    const InputLog log = read_input_log(file(i));
    CHECK(owed > 0);
    REQUIRE(log.games.size() == 1);
    CHECK(log.games[0].actions.size() >= owed);
  }
}
