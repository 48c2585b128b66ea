#include "recordings/verification.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "recordings/input_log.hpp"
#include "recordings/recording.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;
constexpr const char* kOtherCopy = "the recording is damaged; use another copy";

void check_level(const RecordingInfo& info, const fs::path& file) {
  if (info.level_text.empty() && info.level_hash.empty()) return;
  const std::string hash = hash_text(hash_bytes(info.level_text.data(), info.level_text.size()));
  if (hash == info.level_hash) return;
  throw Error("a level text with the hash " + info.level_hash, hash, file.string(), kOtherCopy);
}

// The counts and the shape that Minari would go by. A lone main_data.hdf5 has no such file.
void check_metadata(const fs::path& file, const RecordingInfo& info, std::int64_t episodes,
                    std::int64_t steps) {
  const fs::path metadata = file.parent_path() / "metadata.json";
  if (!fs::exists(metadata)) return;
  const auto json = nlohmann::json::parse(read_text_file(metadata), nullptr, false);
  const auto check = [&](const char* key, const nlohmann::json& wanted) {
    const nlohmann::json found = json.is_object() ? json.value(key, nlohmann::json()) : json;
    if (found == wanted) return;
    throw Error(std::string(key) + " " + wanted.dump() + " as in main_data.hdf5", found.dump(),
                metadata.string(), "the two files don't belong together; use another copy");
  };
  check("total_episodes", episodes);
  check("total_steps", steps);
  if (info.source == "minari") return;  // the space of a foreign one may have another order
  const auto text = json.value("observation_space", nlohmann::json());
  const auto space =
      nlohmann::json::parse(text.is_string() ? text.get<std::string>() : "", nullptr, false);
  const nlohmann::json shape = {3, info.height_px, info.width_px};
  if (space.is_object() && space.value("shape", nlohmann::json()) == shape) return;
  throw Error("an observation space of shape " + shape.dump(), "another", metadata.string(),
              kOtherCopy);
}

// The hash of the last recorded state, which the simulator notes as two halves.
std::optional<std::uint64_t> last_state_hash(const Episode& episode) {
  const auto high = episode.infos.find("state_hash_high");
  const auto low = episode.infos.find("state_hash_low");
  if (high == episode.infos.end() || low == episode.infos.end()) return std::nullopt;
  const auto is_half = [](double value) { return value >= 0 && value <= 0xffffffffU; };
  if (!is_half(high->second.back()) || !is_half(low->second.back())) return std::nullopt;
  return static_cast<std::uint64_t>(high->second.back()) << 32U |
         static_cast<std::uint64_t>(low->second.back());
}

// Goes through the games of the log as the episodes come. A game that was left before its first
// recorded frame has no episode.
class LoggedGames {
 public:
  explicit LoggedGames(const fs::path& file) : file_(file) {
    if (fs::exists(file)) log_ = read_input_log(file);
  }

  void check(const Episode& episode, int number) {
    if (!log_) return;
    const std::string where = file_.string() + " for episode " + std::to_string(number);
    const auto game = std::find_if(log_->games.begin() + next_, log_->games.end(),
                                   [&](const auto& one) { return one.seed == episode.seed; });
    if (game == log_->games.end()) {
      throw Error("a game with the seed " + std::to_string(episode.seed), "none", where,
                  "the log belongs to another recording, or is damaged; use another copy");
    }
    next_ = game - log_->games.begin() + 1;
    check_length(episode, *game, where);
  }

  void check_info(const RecordingInfo& info) const {
    if (!log_ || (log_->level_text == info.level_text && log_->frame_skip == info.frame_skip))
      return;
    throw Error("the recording's level and frame skip", "others", file_.string(),
                "the log belongs to another recording, or is damaged; use another copy");
  }

  [[nodiscard]] std::int64_t games() const {
    return log_ ? static_cast<std::int64_t>(log_->games.size()) : 0;
  }

 private:
  // The last frame of a game that ended may have come before its interval was over.
  void check_length(const Episode& episode, const InputLog::Game& game,
                    const std::string& where) const {
    const std::size_t skip = static_cast<std::size_t>(std::max(log_->frame_skip, 1));
    const std::size_t steps = episode.actions.size();
    const std::size_t least = steps == 0 ? 0 : (steps - 1) * skip + 1;
    if (game.actions.size() < least) {
      throw Error("at least " + std::to_string(least) + " ticks",
                  std::to_string(game.actions.size()), where,
                  "the log is cut off; the frames are in the recording nevertheless");
    }
    const std::optional<std::uint64_t> state = last_state_hash(episode);
    if (!state || game.final_hash == 0 || game.actions.size() != steps * skip) return;
    if (*state == game.final_hash) return;
    throw Error("the final state " + hash_text(game.final_hash), hash_text(*state), where,
                "the log belongs to another recording, or is damaged; use another copy");
  }

  fs::path file_;
  std::optional<InputLog> log_;
  std::ptrdiff_t next_ = 0;
};

}  // namespace

Verification verify_recording(const fs::path& recording,
                              const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const RecordingReader reader(recording);
  check_level(reader.info(), reader.file());
  LoggedGames games(reader.file().parent_path().parent_path() / "inputs.log");
  games.check_info(reader.info());
  Verification done;
  done.hashed = reader.is_hashed();
  done.logged_games = games.games();
  std::int64_t steps = 0;
  for (int number = 0; number < reader.episodes(); ++number) {
    const Episode episode = reader.read(number);
    games.check(episode, number);
    steps += static_cast<std::int64_t>(episode.actions.size());
    done.frames += static_cast<std::int64_t>(episode.frames.size());
    progress(++done.episodes, reader.episodes());
  }
  check_metadata(reader.file(), reader.info(), done.episodes, steps);
  return done;
}

}  // namespace crossroads
