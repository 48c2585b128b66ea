// record: plays games without a window and records them.
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "recordings/error.hpp"
#include "recordings/input_log.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"
#include "recordings/recording.hpp"
#include "sim/recorder.hpp"

using namespace crossroads;

namespace {

struct Options {
  std::string level = "corner";
  std::string policy = "uniform";
  int frames = 2000;
  std::uint64_t seed = 1;
  int frame_skip = 0;
  std::string out;
};

struct Total {
  int frames = 0, games = 0;
};

// The last game is cut short so that the recording holds `frames` frames. No game is left with a
// reset frame alone, which would show no step.
int steps_of_next_game(const Level& level, int frames_left) {
  const int steps = std::min(level.frames_per_game, frames_left - 1);
  return frames_left - (steps + 1) == 1 && steps > 1 ? steps - 1 : steps;
}

Total record_games(const Options& options, const LevelSet& set, const Policy& policy,
                   int frame_skip, RecordingWriter& writer, InputLogWriter& log) {
  Progress progress("record " + set.name, "frames", options.frames);
  Total total;
  while (options.frames - total.frames >= 2 && !interrupted()) {
    const auto index = static_cast<std::size_t>(total.games);
    const Level& level = set.of_game(index);
    const std::uint64_t seed = game_seed(options.seed, index, Purpose::record);
    const int steps = steps_of_next_game(level, options.frames - total.frames);
    Episode episode = record_game(level, policy, frame_skip, seed, steps, log);
    note_maze(episode, set, index);
    total.frames += static_cast<int>(episode.frames.size());
    ++total.games;
    writer.append(episode);
    progress.update(total.frames);
  }
  progress.finish();
  return total;
}

void record(const Options& options) {
  if (options.frames < 2) throw UsageError("--frames: expected 2 or more, found fewer");
  if (options.frame_skip < 0)
    throw UsageError("--frame-skip: expected ticks, or 0 for the level's, found less");
  const LevelSet set = load_level_set(options.level);
  const Level& level = set.levels.front();  // in pace like all of them
  const Policy policy = parse_policy(options.policy, level);
  const int frame_skip = options.frame_skip > 0 ? options.frame_skip : level.ticks_per_frame;
  const RecordingInfo info =
      describe(set, "simulator", policy_text(policy), frame_skip, options.seed);
  RecordingWriter writer(options.out, info);
  InputLogWriter log(writer.folder() / "inputs.log", log_header(info));
  const auto start = std::chrono::steady_clock::now();
  const Total total = record_games(options, set, policy, frame_skip, writer, log);
  log.flush();
  writer.close();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::printf("recorded %d frames in %d %s (%.0f frames/s) in %s\n", total.frames, total.games,
              total.games == 1 ? "game" : "games", total.frames / seconds.count(),
              writer.folder().c_str());
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("level", po::value(&o.level)->default_value(o.level)->value_name("NAME"),
      "a level's name or file, maze:SEED, or mazes that take turns, maze:FIRST-LAST");
  add("policy", po::value(&o.policy)->default_value(o.policy)->value_name("POLICY"),
      "uniform; biased:P: takes the leftmost way with P percent; marked: with what the floor says; "
      "greedy: to the nearest dot; avoiding: the same, but away from ghosts");
  add("frames", po::value(&o.frames)->default_value(o.frames)->value_name("N"),
      "frames to record, 2 or more");
  add("seed", po::value(&o.seed)->default_value(o.seed)->value_name("S"),
      "of the games and their choices");
  add("frame-skip", po::value(&o.frame_skip)->default_value(o.frame_skip)->value_name("TICKS"),
      "ticks a recorded frame; 0 takes the level's");
  add("out", po::value(&o.out)->required()->value_name("DIR"), "folder of the new recording");
  const ProgramText text{"record", "Plays games without a window and records their frames.",
                         "record --level corner --policy uniform --frames 2000 --seed 1 --out "
                         "runs/corner\nrecord --policy biased:80 --out runs/biased\n"
                         "record --level maze:1-1000 --frames 60000 --out runs/mazes"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    keep_freed_memory();
    record(o);
  });
}
