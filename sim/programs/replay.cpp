// replay: plays an input log again, exactly, and records the frames that it gives.
#include <cstdio>

#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "recordings/input_log.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"
#include "recordings/recording.hpp"
#include "sim/recorder.hpp"

using namespace crossroads;

namespace {

struct Options {
  std::string log;
  std::string out;
};

// A hash of 0 marks a game that was still open when the log was cut off: nothing to verify.
Episode replay_game(const Level& level, int frame_skip, const InputLog::Game& game,
                    const std::string& where) {
  GameRecorder recorder(level, frame_skip, game.seed, static_cast<int>(game.actions.size()) + 1);
  for (const std::uint8_t action : game.actions) recorder.tick(static_cast<Action>(action));
  const std::uint64_t hash = hash_state(recorder.state());
  if (game.final_hash != 0 && hash != game.final_hash) {
    throw Error("the final state " + hash_text(game.final_hash), hash_text(hash), where,
                "the log was changed, or written by another version of the rules");
  }
  return recorder.take_episode();
}

void replay(const Options& options) {
  const InputLog log = read_input_log(options.log);
  const LevelSet set = parse_level_set(log.level_text, log.level_name);
  RecordingWriter writer(options.out,
                         describe(set, "replay", log.policy, log.frame_skip, log.seed));
  Progress progress("replay " + set.name, "games", static_cast<std::int64_t>(log.games.size()));
  std::size_t frames = 0, games = 0, verified = 0;
  for (const InputLog::Game& game : log.games) {
    const std::string where = options.log + ", game " + std::to_string(games + 1);
    Episode episode = replay_game(set.of_game(games), log.frame_skip, game, where);
    note_maze(episode, set, games);
    progress.update(static_cast<std::int64_t>(++games));
    if (game.final_hash != 0) ++verified;
    if (episode.actions.empty()) continue;  // cut off within its first frame
    writer.append(episode);
    frames += episode.frames.size();
  }
  progress.finish();
  writer.close();
  std::printf("replayed %zu games (%zu verified by hash), %zu frames in %s\n", games, verified,
              frames, writer.folder().c_str());
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Options o;
  po::options_description options("Options");
  auto add = options.add_options();
  add("log", po::value(&o.log)->required()->value_name("FILE"), "the inputs.log of a recording");
  add("out", po::value(&o.out)->required()->value_name("DIR"), "folder of the new recording");
  const ProgramText text{"replay", "Plays an input log again and verifies where each game ends.",
                         "replay runs/corner-v0/inputs.log --out runs/again", "log"};
  return run_program(argc, argv, text, options, [&] {
    keep_freed_memory();
    replay(o);
  });
}
