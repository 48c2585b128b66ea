#include <algorithm>

#include "recordings/import_png.hpp"
#include "recordings/png.hpp"
#include "recordings/recording.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

struct Imported {
  ImportReport report;
  std::vector<std::string> notices;
};

Imported import_folder(const std::filesystem::path& folder, const std::filesystem::path& out,
                       bool episode_per_folder = false) {
  Imported imported;
  imported.report = import_png(
      {folder, out, episode_per_folder},
      [&](const std::string& notice) { imported.notices.push_back(notice); },
      [](std::int64_t, std::int64_t) {});
  return imported;
}

void write_numbered(const std::filesystem::path& folder, const std::string& name, int number,
                    int height = 5, int width = 7) {
  std::filesystem::create_directories(folder);
  write_png(folder / name, sample_frame(height, width, number));
}

}  // namespace

TEST_CASE("pictures come in the order of their numbers, not of their letters") {
  const Scratch scratch;
  for (const int number : {10, 8, 11, 9}) {
    write_numbered(scratch / "in", "frame" + std::to_string(number) + ".png", number);
  }
  const Imported imported = import_folder(scratch / "in", scratch / "out");
  CHECK(imported.notices.empty());
  CHECK(imported.report.frames == 4);
  CHECK(imported.report.episodes == 1);
  const RecordingReader reader(scratch / "out");
  CHECK(reader.info().source == "png");
  CHECK(reader.info().height_px == 5);
  CHECK(reader.info().width_px == 7);
  const Episode episode = reader.read(0);
  REQUIRE(episode.frames.size() == 4);
  for (int i = 0; i < 4; ++i) {
    CHECK((episode.frames[static_cast<std::size_t>(i)] == sample_frame(5, 7, 8 + i)));
  }
  CHECK(episode.actions == std::vector<std::int64_t>{0, 0, 0});
  CHECK(episode.terminations == std::vector<std::uint8_t>{0, 0, 0});
  CHECK(episode.truncations == std::vector<std::uint8_t>{0, 0, 1});
}

TEST_CASE("a gap in the numbers begins a new episode and is told") {
  const Scratch scratch;
  for (const int number : {1, 2, 5, 6, 7}) {
    write_numbered(scratch / "in", std::string("0") + std::to_string(number) + ".png", number);
  }
  const Imported imported = import_folder(scratch / "in", scratch / "out");
  REQUIRE(imported.notices.size() == 1);
  CHECK(imported.notices[0].find("02.png and 05.png") != std::string::npos);
  const RecordingReader reader(scratch / "out");
  REQUIRE(reader.episodes() == 2);
  CHECK(reader.read(0).frames.size() == 2);
  CHECK(reader.read(1).frames.size() == 3);
}

TEST_CASE("the last number in a name counts, and other files are left out with a notice") {
  const Scratch scratch;
  write_numbered(scratch / "in", "take2_1_left.PNG", 1);
  write_numbered(scratch / "in", "take2_2_left.png", 2);
  write_text(scratch / "in/notes.txt", "hello");
  write_text(scratch / "in/.hidden", "");
  const Imported imported = import_folder(scratch / "in", scratch / "out");
  CHECK(imported.report.frames == 2);
  REQUIRE(imported.notices.size() == 1);
  CHECK(imported.notices[0].find("notes.txt") != std::string::npos);
}

TEST_CASE("each folder can be an episode, in the order of their numbers") {
  const Scratch scratch;
  write_numbered(scratch / "in/game10", "0.png", 30);
  write_numbered(scratch / "in/game9", "0.png", 20);
  write_numbered(scratch / "in/game9", "1.png", 21);
  (void)import_folder(scratch / "in", scratch / "out", true);
  const RecordingReader reader(scratch / "out");
  REQUIRE(reader.episodes() == 2);
  CHECK(reader.read(0).frames.size() == 2);
  CHECK((reader.read(1).frames[0] == sample_frame(5, 7, 30)));
}

TEST_CASE("pictures of two sizes are refused, both named, and nothing is left behind") {
  const Scratch scratch;
  write_numbered(scratch / "in", "1.png", 1);
  write_numbered(scratch / "in", "2.png", 2, 6, 7);
  const std::string line = error_of([&] { (void)import_folder(scratch / "in", scratch / "out"); });
  for (const char* part : {"1.png", "2.png", "7x5", "7x6"}) {
    CHECK(line.find(part) != std::string::npos);
  }
  CHECK_FALSE(std::filesystem::exists(scratch / "out-v0"));
}

TEST_CASE("folders without numbered pictures are refused") {
  const Scratch scratch;
  std::filesystem::create_directory(scratch / "in");
  CHECK(error_of([&] {
          (void)import_folder(scratch / "in", scratch / "out");
        }).find("an empty folder") != std::string::npos);
  CHECK(error_of([&] {
          (void)import_folder(scratch / "in", scratch / "out", true);
        }).find("--episode-per-folder") != std::string::npos);
  write_text(scratch / "in/film.mp4", "");
  CHECK(error_of([&] { (void)import_folder(scratch / "in", scratch / "out"); }).find("film.mp4") !=
        std::string::npos);
  CHECK(error_of([&] {
          (void)import_folder(scratch / "none", scratch / "out");
        }).find("No such file") != std::string::npos);
}

TEST_CASE("a picture that is none, or one number twice, is refused by name") {
  const Scratch scratch;
  write_numbered(scratch / "in", "1.png", 1);
  write_text(scratch / "in/2.png", "JPEG, in truth");
  CHECK(error_of([&] { (void)import_folder(scratch / "in", scratch / "out"); }).find("2.png") !=
        std::string::npos);
  write_numbered(scratch / "in", "2.png", 2);
  write_numbered(scratch / "in", "02.png", 2);
  CHECK(error_of([&] {
          (void)import_folder(scratch / "in", scratch / "out");
        }).find("02.png and 2.png") != std::string::npos);
}
