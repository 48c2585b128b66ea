// redraw: what else could have come, for each frame of a recording.
#include "sim/redraw.hpp"

#include <cstdio>
#include <filesystem>

#include "recordings/error.hpp"
#include "recordings/input_log.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"
#include "recordings/recording.hpp"
#include "sim/level_set.hpp"
#include "sim/recorder.hpp"

using namespace crossroads;

namespace {

struct Options {
  std::string recording, out;
};

void redraw(const Options& options) {
  const auto main_file = RecordingReader(options.recording).file();
  const InputLog log = read_input_log(main_file.parent_path().parent_path() / "inputs.log");
  const LevelSet set = parse_level_set(log.level_text, log.level_name);
  const Policy policy = parse_policy(log.policy, set.levels.front());
  RecordingWriter writer(options.out,
                         describe(set, "redraw", log.policy, log.frame_skip, log.seed));
  Progress progress("redraw " + set.name, "games", static_cast<std::int64_t>(log.games.size()));
  std::size_t frames = 0, games = 0, open = 0;
  for (const InputLog::Game& game : log.games) {
    if (interrupted()) break;
    const Episode episode = redraw_game(set.of_game(games), policy, log.frame_skip, game);
    progress.update(static_cast<std::int64_t>(++games));
    if (episode.actions.empty()) continue;  // cut off within its first frame
    for (const double legal : episode.infos.at("legal_frames")) open += legal > 1 ? 1 : 0;
    frames += episode.frames.size();
    writer.append(episode);
  }
  progress.finish();
  writer.close();
  std::printf("redrew %zu frames of %zu games, %zu with more than one future, in %s\n", frames,
              games, open, writer.folder().c_str());
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("recording", po::value(&o.recording)->required()->value_name("DIR"),
      "a recording that `record` made, with its inputs.log");
  add("out", po::value(&o.out)->required()->value_name("DIR"), "folder of the new recording");
  const ProgramText text{
      "redraw",
      "Draws each frame of a recording once more from the same past: second real futures,\n"
      "for training on pairs (train --arm gan-packed --redrawn DIR).",
      "redraw --recording runs/corner-v0 --out runs/corner-redrawn"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    redraw(o);
  });
}
