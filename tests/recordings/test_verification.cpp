#include <hdf5.h>
#include <sys/wait.h>

#include <cmath>
#include <csignal>

#include "recordings/atomic_file.hpp"
#include "recordings/content.hpp"
#include "recordings/hash.hpp"
#include "recordings/input_log.hpp"
#include "recordings/recording.hpp"
#include "recordings/summary.hpp"
#include "recordings/verification.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

constexpr int kSize = 12;
const auto kNoProgress = [](std::int64_t, std::int64_t) {};

RecordingInfo hashed_info() {
  RecordingInfo info = sample_info(kSize, kSize);
  info.level_hash = hash_text(hash_bytes(info.level_text.data(), info.level_text.size()));
  return info;
}

Episode with_state_hash(Episode episode, std::uint64_t last) {
  for (std::size_t t = 0; t < episode.frames.size(); ++t) {
    episode.infos["state_hash_high"].push_back(static_cast<double>(last >> 32U));
    episode.infos["state_hash_low"].push_back(static_cast<double>(last & 0xffffffffU));
  }
  return episode;
}

std::filesystem::path record(const std::filesystem::path& folder, const RecordingInfo& info) {
  RecordingWriter writer(folder, info);
  writer.append(with_state_hash(sample_episode(kSize, kSize, 5, 0), 0x123456789abcdef0ULL));
  writer.append(sample_episode(kSize, kSize, 3, 1));
  writer.close();
  return writer.folder();
}

struct LoggedGame {
  std::uint64_t seed;
  int ticks;
  std::uint64_t final_hash;
};

void write_log(const std::filesystem::path& file, const RecordingInfo& info,
               const std::vector<LoggedGame>& games) {
  std::filesystem::remove(file);
  InputLog header;
  header.level_text = info.level_text;
  header.frame_skip = info.frame_skip;
  InputLogWriter log(file, header);
  for (const LoggedGame& game : games) {
    log.begin_game(game.seed);
    for (int i = 0; i < game.ticks; ++i) log.tick(1);
    log.end_game(game.final_hash);
  }
}

std::string damage(const std::filesystem::path& recording) {
  return error_of([&] { (void)verify_recording(recording, kNoProgress); });
}

struct Content {
  std::uint64_t info = 0;
  std::vector<std::uint64_t> episodes;
  explicit Content(const std::filesystem::path& recording) {
    const RecordingReader reader(recording);
    info = content_hash(reader.info());
    for (int i = 0; i < reader.episodes(); ++i) {
      episodes.push_back(content_hash(reader.read(i)));
    }
  }
  bool operator==(const Content&) const = default;
};

constexpr int kFound = 1, kHarmless = 2, kChanged = 3;

int outcome(const std::filesystem::path& recording, const Content& original) {
  try {
    (void)verify_recording(recording, kNoProgress);
    return Content(recording) == original ? kHarmless : kChanged;
  } catch (const Error&) {
    return kFound;
  }
}

template <class Work>
int in_child(Work work) {
  const pid_t child = ::fork();
  if (child == 0) {
    // Catch would report these as failures of the test.
    for (const int one : {SIGSEGV, SIGABRT, SIGFPE, SIGALRM}) std::signal(one, SIG_DFL);
    ::alarm(5);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

}  // namespace

TEST_CASE("a recording as it was written is whole") {
  const Scratch scratch;
  const Verification found = verify_recording(record(scratch / "game", hashed_info()), kNoProgress);
  CHECK(found.episodes == 2);
  CHECK(found.frames == 10);
  CHECK(found.hashed);
  CHECK(found.logged_games == 0);
}

TEST_CASE("a changed byte anywhere is found, or changes nothing that can be read") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", hashed_info());
  const auto file = folder / "data" / "main_data.hdf5";
  const std::string whole = read_text(file);
  const Content original(folder);
  int found = 0, changed = 0;
  for (std::size_t i = 3; i < whole.size(); i += 1 + whole.size() / 120) {
    std::string bytes = whole;
    bytes[i] = static_cast<char>(bytes[i] ^ (1 << (i % 8)));
    write_text(file, bytes);
    const int status = in_child([&] { return outcome(folder, original); });
    // HDF5 1.10 itself may crash or turn in circles on a damaged head: found, in its way.
    if (!WIFEXITED(status) || WEXITSTATUS(status) == kFound) ++found;
    if (WIFEXITED(status) && WEXITSTATUS(status) == kChanged) ++changed;
  }
  CHECK(changed == 0);
  CHECK(found > 10);
}

TEST_CASE("a changed value is named with its file and episode") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", hashed_info());
  const auto file = folder / "data" / "main_data.hdf5";
  const hid_t out = H5Fopen(file.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  const hid_t set = H5Dopen2(out, "episode_1/rewards", H5P_DEFAULT);
  const std::vector<double> rewards{0, 0.5, 1.25};  // the last one was 1
  H5Dwrite(set, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, rewards.data());
  H5Dclose(set);
  H5Fclose(out);
  const std::string line = damage(folder);
  CHECK(line.find("content hash") != std::string::npos);
  CHECK(line.find("main_data.hdf5 episode_1") != std::string::npos);
}

TEST_CASE("a level text that is not the one of its hash is found") {
  const Scratch scratch;
  const std::string line = damage(record(scratch / "game", sample_info(kSize, kSize)));
  CHECK(line.find("0123456789abcdef") != std::string::npos);
}

TEST_CASE("a metadata.json of another recording is found") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", hashed_info());
  const auto metadata = folder / "data" / "metadata.json";
  const std::string whole = read_text(metadata);
  for (const auto& [part, other] : {std::pair{"\"total_steps\": 8", "\"total_steps\": 9"},
                                    {"\"total_episodes\": 2", "\"total_episodes\": 1"},
                                    {"[3,12,12]", "[3,12,13]"}}) {
    std::string text = whole;
    // The space is JSON within JSON: without quotes it looks the same.
    REQUIRE(text.find(part) != std::string::npos);
    text.replace(text.find(part), std::string(part).size(), other);
    write_text(metadata, text);
    CHECK(damage(folder).find("metadata.json") != std::string::npos);
  }
}

TEST_CASE("an observation space that is no text is found") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", hashed_info());
  const auto metadata = folder / "data" / "metadata.json";
  std::string text = read_text(metadata);
  const std::string key = "\"observation_space\":";
  REQUIRE(text.find(key) != std::string::npos);
  write_text(metadata, text.replace(text.find(key), key.size(), key + " 7, \"other\":"));
  CHECK(damage(folder).find("observation space") != std::string::npos);
}

TEST_CASE("infos that can't be halves of a state's hash are not held against the input log") {
  const RecordingInfo info = hashed_info();
  for (const double half : {-1.0, 1e300, std::nan("")}) {
    const Scratch scratch;
    Episode episode = with_state_hash(sample_episode(kSize, kSize, 5, 0), 5);
    episode.infos["state_hash_low"].back() = half;
    RecordingWriter writer(scratch / "odd-v0", info);
    writer.append(episode);
    writer.close();
    write_log(scratch / "odd-v0/inputs.log", info, {{episode.seed, 20, 5}});
    CHECK(verify_recording(scratch / "odd-v0", kNoProgress).logged_games == 1);
  }
}

TEST_CASE("the input log must hold each episode's game, long enough and with its last state") {
  const Scratch scratch;
  const RecordingInfo info = hashed_info();  // 4 ticks a frame
  const auto folder = record(scratch / "game", info);
  const auto log = folder / "inputs.log";
  const std::uint64_t first = 0xfedcba9876543210ULL, second = first + 1;
  // A game without a recorded frame between the two; the second was left within a frame.
  write_log(log, info, {{first, 20, 0x123456789abcdef0ULL}, {77, 2, 5}, {second, 14, 6}});
  CHECK(verify_recording(folder, kNoProgress).logged_games == 3);
  write_log(log, info, {{first, 20, 0x123456789abcdef1ULL}, {second, 14, 6}});
  CHECK(damage(folder).find("123456789abcdef1") != std::string::npos);
  write_log(log, info, {{first, 16, 4}, {second, 14, 6}});
  CHECK(damage(folder).find("at least 17 ticks") != std::string::npos);
  write_log(log, info, {{second, 14, 6}, {first, 20, 0x123456789abcdef0ULL}});
  CHECK(damage(folder).find("inputs.log for episode 1") != std::string::npos);
  RecordingInfo other = info;
  other.frame_skip = 3;
  write_log(log, other, {});
  CHECK(damage(folder).find("frame skip") != std::string::npos);
}

TEST_CASE("a summary says what there is, with the range of every info") {
  const Scratch scratch;
  const RecordingInfo info = hashed_info();
  const auto folder = record(scratch / "game", info);
  write_log(folder / "inputs.log", info, {{1, 20, 0}, {2, 5, 0}});
  const std::string text = summary_text(folder, kNoProgress);
  for (const char* line :
       {"source            simulator\n", "level             corner (3 lines, hash ",
        "policy            biased:0.7\n", "frame skip        4 ticks\n",
        "frame size        12x12 px (width x height)\n",
        "palette           2 colours: #000000 #2121ff\n",
        "episodes          2 (2 ended by themselves, 0 cut off)\n",
        "frames            10, 4 to 6 an episode\n", "steps             8\n",
        "actions           0 2, 1 2, 2 2, 3 1, 4 1\n", "rewards           0 to 2, 6.5 in all\n",
        "infos/lives       3\n", "infos/score       0 to 50\n",
        "input log         inputs.log: 2 games, 25 ticks\n", "on disk           "}) {
    INFO(text);
    CHECK(text.find(line) != std::string::npos);
  }
}

TEST_CASE("a summary names the actions as the recording's own codes do") {
  const Scratch scratch;
  RecordingInfo info = hashed_info();
  info.action_codes = "0 noop, 1 fire left,3 stay, 4, none 2";
  const std::string text = summary_text(record(scratch / "game", info), kNoProgress);
  INFO(text);
  CHECK(text.find("actions           noop 2, fire left 2, 2 2, stay 1, 4 1\n") !=
        std::string::npos);
}
