// bench_sim: how fast the simulator is on one core, as JSON.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"
#include "recordings/recording.hpp"
#include "recordings/verification.hpp"
#include "sim/frame_ring.hpp"
#include "sim/recorder.hpp"
#include "sim/rules.hpp"

using namespace crossroads;
using nlohmann::json;

namespace {

struct Options {
  double seconds = 1;
  int runs = 5;
  int games = 16;
  int ring_mib = 64;
  std::uint64_t seed = 1;
  std::string folder = "recordings/data";
};

double now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

class Stopwatch {
 public:
  [[nodiscard]] double wall_s() const { return now(CLOCK_MONOTONIC) - wall_; }
  [[nodiscard]] double cpu_s() const { return now(CLOCK_PROCESS_CPUTIME_ID) - cpu_; }

 private:
  double wall_ = now(CLOCK_MONOTONIC), cpu_ = now(CLOCK_PROCESS_CPUTIME_ID);
};

// One run of one measurement: how often it was done in a second of each clock.
struct Rate {
  double per_s = 0, per_cpu_s = 0;
  json facts = json::object();

  Rate(double count, const Stopwatch& watch)
      : per_s(count / watch.wall_s()), per_cpu_s(count / watch.cpu_s()) {}
};

Rate run_ticks(const Level& level, const Options& options, std::uint64_t run) {
  constexpr int kTicksPerLook = 4096;  // at the clock
  std::uint64_t games = 0, ticks = 0;
  const std::uint64_t seed = options.seed + run;
  const Stopwatch watch;
  State state = start_game(level, game_seed(seed, games, Purpose::test));
  do {
    for (int i = 0; i < kTicksPerLook; ++i) {
      if (state.over) state = start_game(level, game_seed(seed, ++games, Purpose::test));
      tick(level, state, Policy{});
    }
    ticks += kTicksPerLook;
  } while (watch.wall_s() < options.seconds);
  Rate rate(static_cast<double>(ticks), watch);
  rate.facts = {{"games", games + 1}, {"state_hash", hash_text(hash_state(state))}};
  return rate;
}

Rate run_frames(const Level& level, const Options& options, std::uint64_t run) {
  FrameRing ring(level, static_cast<std::size_t>(options.games), options.seed + run,
                 static_cast<std::size_t>(options.ring_mib) << 20U);
  const Stopwatch watch;
  do ring.step();
  while (watch.wall_s() < options.seconds);
  Rate rate(static_cast<double>(ring.frames()), watch);
  rate.facts = {{"frames", ring.frames()},
                {"ticks_per_frame", level.ticks_per_frame},
                {"ring_bytes", ring.bytes().size()},
                {"verified_checksum", hash_text(ring.verified_checksum())}};
  return rate;
}

// A folder that is gone afterwards.
class Folder {
 public:
  explicit Folder(const std::string& parent)
      : path_(std::filesystem::path(parent) / ("bench_sim" + std::to_string(::getpid()) + "-v0")) {}
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// What record does, until the time is over; the clock stops when everything is on the disk.
Rate run_recording(const Level& level, const Options& options, std::uint64_t run) {
  const Folder folder(options.folder);
  const Policy policy;
  std::uint64_t games = 0;
  std::int64_t frames = 0;
  const RecordingInfo info =
      describe(level, "simulator", policy_text(policy), level.ticks_per_frame, options.seed + run);
  const Stopwatch watch;
  RecordingWriter writer(folder.path(), info);
  InputLogWriter log(folder.path() / "inputs.log", log_header(info));
  do {
    const std::uint64_t seed = game_seed(options.seed + run, games++, Purpose::record);
    const Episode episode =
        record_game(level, policy, level.ticks_per_frame, seed, level.frames_per_game, log);
    frames += static_cast<std::int64_t>(episode.frames.size());
    writer.append(episode);
  } while (watch.wall_s() < options.seconds);
  log.flush();
  writer.close();
  Rate rate(static_cast<double>(frames), watch);
  const Verification found = verify_recording(folder.path(), [](std::int64_t, std::int64_t) {});
  if (found.frames != frames || !found.hashed) {
    throw Error(std::to_string(frames) + " frames with hashes", std::to_string(found.frames),
                folder.path().string(), "the recording is wrong; report it");
  }
  rate.facts = {{"frames", frames},
                {"verified_frames", found.frames},
                {"bytes", std::filesystem::file_size(folder.path() / "data" / "main_data.hdf5")}};
  return rate;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::string processor() {
  std::ifstream facts("/proc/cpuinfo");
  for (std::string line; std::getline(facts, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

json machine() {
  double load[1] = {-1};
  (void)::getloadavg(load, 1);
  return {{"cpu", processor()},
          {"compiler", CROSSROADS_COMPILER},
          {"flags", CROSSROADS_FLAGS},
          {"version", CROSSROADS_VERSION},
          {"load_average_before", load[0]}};
}

struct Measurement {
  const char* key;
  const Level& level;
  Rate (*run)(const Level&, const Options&, std::uint64_t);
};

json measure(const Options& options) {
  const Level chase = load_level("chase"), classic = load_level("classic");
  const Measurement all[] = {{"ticks_per_s", classic, run_ticks},
                             {"frames64_per_s", chase, run_frames},
                             {"frames_classic_per_s", classic, run_frames},
                             {"record64_per_s", chase, run_recording}};
  json result = {{"clock", "wall"}, {"machine", machine()}};
  Progress progress("bench_sim", "runs", std::int64_t{options.runs} * std::ssize(all));
  std::int64_t done = 0;
  for (const Measurement& one : all) {
    std::vector<double> wall, cpu;
    json runs = json::array();
    for (int run = 0; run < options.runs; ++run) {
      if (interrupted()) {
        throw Error("all runs", "an interrupt", "bench_sim", "start it again; nothing is left");
      }
      const Rate rate = one.run(one.level, options, static_cast<std::uint64_t>(run));
      wall.push_back(rate.per_s);
      cpu.push_back(rate.per_cpu_s);
      runs.push_back(rate.facts);
      runs.back().update({{"per_s", rate.per_s}, {"per_cpu_s", rate.per_cpu_s}});
      progress.update(++done, one.key);
    }
    result[one.key] = median(wall);
    result["by_cpu_time"][one.key] = median(cpu);
    result["runs"][one.key] = {{"level", one.level.name}, {"runs", runs}};
  }
  progress.finish();
  return result;
}

void require(bool good, const std::string& option, const std::string& expected) {
  if (!good) throw UsageError(option + ": expected " + expected + ", found less");
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("seconds", po::value(&o.seconds)->default_value(o.seconds)->value_name("S"),
      "length of a run; there are four measurements");
  add("runs", po::value(&o.runs)->default_value(o.runs)->value_name("N"),
      "runs of each; the median counts");
  add("games", po::value(&o.games)->default_value(o.games)->value_name("N"),
      "games side by side that fill the ring of frames");
  add("ring-mib", po::value(&o.ring_mib)->default_value(o.ring_mib)->value_name("N"),
      "size of the ring, at least");
  add("seed", po::value(&o.seed)->default_value(o.seed)->value_name("S"), "of the games");
  add("folder", po::value(&o.folder)->default_value(o.folder)->value_name("DIR"),
      "where the recording is written, and removed again: choose the disk");
  const ProgramText text{
      "bench_sim",
      "Measures the simulator on one core and prints JSON: ticks of classic without pixels, "
      "frames\n"
      "of chase and classic into a ring of memory, frames of chase recorded to the disk. All\n"
      "frames are verified after the clock has stopped.",
      "bench_sim > bench.json\nbench_sim --seconds 3 --runs 7 --folder /mnt/disk"};
  return run_program(argc, argv, text, options, [&] {
    require(o.seconds > 0, "--seconds", "more than 0");
    require(o.runs >= 1, "--runs", "1 or more");
    require(o.games >= 1, "--games", "1 or more");
    require(o.ring_mib >= 1, "--ring-mib", "1 or more");
    watch_interrupt();
    keep_freed_memory();
    std::puts(measure(o).dump(1).c_str());
  });
}
