#include "recordings/input_log.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

InputLog header() {
  InputLog log;
  log.level_name = "corner";
  log.level_text = "###\n#.#\n###\n";
  log.policy = "uniform";
  log.seed = 0x8000000000000001ULL;
  log.frame_skip = 4;
  return log;
}

// Two games: 4 ticks and an end, 3 ticks cut off.
void write_two_games(const std::filesystem::path& file) {
  InputLogWriter writer(file, header());
  writer.begin_game(11);
  for (const std::uint8_t action : {0, 1, 4, 2}) writer.tick(action);
  writer.end_game(0xfedcba9876543210ULL);
  writer.begin_game(12);
  for (const std::uint8_t action : {3, 3, 3}) writer.tick(action);
}

}  // namespace

TEST_CASE("an input log reads back as it was written") {
  const Scratch scratch;
  write_two_games(scratch / "game.log");
  const InputLog log = read_input_log(scratch / "game.log");
  CHECK(log.level_name == "corner");
  CHECK(log.level_text == "###\n#.#\n###\n");
  CHECK(log.policy == "uniform");
  CHECK(log.seed == 0x8000000000000001ULL);
  CHECK(log.frame_skip == 4);
  REQUIRE(log.games.size() == 2);
  CHECK(log.games[0].seed == 11);
  CHECK(log.games[0].actions == std::vector<std::uint8_t>{0, 1, 4, 2});
  CHECK(log.games[0].final_hash == 0xfedcba9876543210ULL);
  CHECK(log.games[1].seed == 12);
  CHECK(log.games[1].actions == std::vector<std::uint8_t>{3, 3, 3});
  CHECK(log.games[1].final_hash == 0);
}

TEST_CASE("a tick takes one byte") {
  const Scratch scratch;
  InputLogWriter writer(scratch / "game.log", header());
  writer.begin_game(1);
  writer.flush();
  const auto before = std::filesystem::file_size(scratch / "game.log");
  for (int i = 0; i < 1000; ++i) writer.tick(1);
  writer.flush();
  CHECK(std::filesystem::file_size(scratch / "game.log") - before == 1000);
}

TEST_CASE("an input log cut off at any byte behind its header reads up to the last whole tick") {
  const Scratch scratch;
  { const InputLogWriter only_header(scratch / "header.log", header()); }
  const std::size_t header_size = std::filesystem::file_size(scratch / "header.log");
  write_two_games(scratch / "game.log");
  const std::string whole = read_text(scratch / "game.log");
  // 1 + 8 for a beginning, 4 ticks, 1 + 8 for the end, 1 + 8, 3 ticks
  REQUIRE(whole.size() == header_size + 34);
  for (std::size_t size = header_size; size <= whole.size(); ++size) {
    write_text(scratch / "cut.log", whole.substr(0, size));
    const InputLog log = read_input_log(scratch / "cut.log");
    const std::size_t body = size - header_size;
    CHECK(log.games.size() == (body < 9 ? 0u : body < 31 ? 1u : 2u));
    if (body >= 9) CHECK(log.games[0].actions.size() == std::min<std::size_t>(4, body - 9));
    if (body >= 9) CHECK(log.games[0].final_hash == (body < 22 ? 0 : 0xfedcba9876543210ULL));
    if (body >= 31) CHECK(log.games[1].actions.size() == body - 31);
  }
  for (std::size_t size = 0; size < header_size; ++size) {
    write_text(scratch / "cut.log", whole.substr(0, size));
    (void)error_of([&] { (void)read_input_log(scratch / "cut.log"); });
  }
}

TEST_CASE("other files, newer logs and damaged bytes are refused") {
  const Scratch scratch;
  write_text(scratch / "other.log", "no log of ours");
  CHECK(error_of([&] {
          (void)read_input_log(scratch / "other.log");
        }).find("another kind of file") != std::string::npos);

  write_two_games(scratch / "game.log");
  std::string bytes = read_text(scratch / "game.log");
  const std::size_t version_at = bytes.find('\n') + 1;
  std::string newer = bytes;
  newer[version_at] = 2;
  write_text(scratch / "newer.log", newer);
  CHECK(error_of([&] { (void)read_input_log(scratch / "newer.log"); }).find("version 2") !=
        std::string::npos);

  bytes.back() = 9;
  write_text(scratch / "damaged.log", bytes);
  CHECK(error_of([&] { (void)read_input_log(scratch / "damaged.log"); }).find("the byte 9") !=
        std::string::npos);
}

TEST_CASE("a frame skip of 0 or of more than an int holds is refused") {
  const Scratch scratch;
  for (const int skip : {0, -4}) {
    const auto file = scratch / ("skip" + std::to_string(skip) + ".log");
    InputLog odd = header();
    odd.frame_skip = skip;
    { const InputLogWriter writer(file, odd); }
    CHECK(error_of([&] { (void)read_input_log(file); }).find("frame skip") != std::string::npos);
  }
}

TEST_CASE("an input log never writes over another") {
  const Scratch scratch;
  write_two_games(scratch / "game.log");
  CHECK(error_of([&] { write_two_games(scratch / "game.log"); }).find("already there") !=
        std::string::npos);
}
