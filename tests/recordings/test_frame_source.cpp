#include "recordings/frame_source.hpp"
#include "tests/recordings/record.hpp"

using namespace crossroads;
using namespace crossroads::tests;

TEST_CASE("frames of several recordings lie one behind the other with their episodes") {
  const Scratch scratch;
  const auto a = record(scratch / "a", 6, 5, {3, 1});
  const auto b = record(scratch / "b", 6, 5, {2});
  const FrameSource source = load_frames({a, b}, 4);
  CHECK(source.height_px == 6);
  CHECK(source.width_px == 5);
  CHECK(source.frames() == 9);  // 4 + 2 + 3
  CHECK(source.bytes_per_frame() == 90);
  CHECK(source.pixels.size() == 810);
  REQUIRE(source.episodes.size() == 3);
  CHECK(source.episodes[0].first == 0);
  CHECK(source.episodes[1].first == 4);
  CHECK(source.episodes[1].count == 2);
  CHECK(source.episodes[2].first == 6);
  CHECK((source.copy_frame(5) == sample_frame(6, 5, 101)));
  CHECK((source.copy_frame(8) == sample_frame(6, 5, 2)));
  CHECK(source.info.policy == "biased:0.7");
  // What was done after each frame; nothing after an episode's last.
  CHECK(source.actions == std::vector<std::int64_t>{0, 1, 2, 0, 0, 0, 0, 1, 0});
  const auto still = record(scratch / "still", 6, 5, {1});  // its only action is 0
  CHECK(load_frames({still}, 1).actions.empty());
}

TEST_CASE("redrawn frames belong to their own recording, and say where the future was open") {
  const Scratch scratch;
  const auto redrawn = [&](const char* name, std::vector<double> legal_frames, int first = 0) {
    Episode episode = sample_episode(6, 5, 2, first);
    episode.frames[1] = sample_frame(6, 5, 77);
    episode.infos["legal_frames"] = std::move(legal_frames);
    RecordingWriter writer(scratch / name, sample_info(6, 5));
    writer.append(episode);
    writer.close();
    return writer.folder();
  };
  FrameSource source = load_frames({record(scratch / "a", 6, 5, {2})}, 1);
  add_redrawn(source, {redrawn("other", {1, 3, 1})});
  CHECK(source.open == std::vector<std::uint8_t>{0, 1, 0});
  CHECK(std::equal(source.other_frame(1), source.other_frame(2),
                   sample_frame(6, 5, 77).pixels.begin()));
  CHECK((source.copy_frame(1) != sample_frame(6, 5, 77)));
  CHECK_THROWS_WITH(add_redrawn(source, {record(scratch / "longer", 6, 5, {3})}),
                    Catch::Contains("expected the games of the recordings, redrawn"));
  CHECK_THROWS_WITH(add_redrawn(source, {record(scratch / "same", 6, 5, {2})}),
                    Catch::Contains("expected a recording made by redraw"));
}

TEST_CASE(
    "recordings of other levels go together under no single name, of another pace not at all") {
  const Scratch scratch;
  const auto with = [&](const char* name, const char* level, int skip) {
    RecordingInfo info = sample_info(6, 5);
    info.level_hash = level;
    info.frame_skip = skip;
    RecordingWriter writer(scratch / name, info);
    writer.append(sample_episode(6, 5, 3));
    writer.close();
    return writer.folder();
  };
  const auto one = with("one", "aa", 8);
  const FrameSource several = load_frames({one, with("other", "bb", 8)}, 1);
  CHECK(several.info.level_hash == "several");
  CHECK(several.info.policy == "biased:0.7");
  CHECK_THROWS_WITH(load_frames({one, with("slow", "aa", 4)}, 1),
                    Catch::Contains("expected 8 ticks a frame") && Catch::Contains("found 4"));
}

TEST_CASE("the data hash knows pixels and where episodes end") {
  const Scratch scratch;
  const auto a = record(scratch / "a", 6, 5, {3});
  const auto again = record(scratch / "again", 6, 5, {3});
  const auto longer = record(scratch / "longer", 6, 5, {4});
  const std::string hash = load_frames({a}, 1).data_hash;
  CHECK(hash.size() == 16);
  CHECK(load_frames({again}, 1).data_hash == hash);
  CHECK(load_frames({longer}, 1).data_hash != hash);

  // The same 4 frames as one episode and as two.
  const Episode whole = sample_episode(6, 5, 3);
  Episode first = sample_episode(6, 5, 1), second = sample_episode(6, 5, 1);
  second.frames = {whole.frames[2], whole.frames[3]};
  RecordingWriter writer(scratch / "halves", sample_info(6, 5));
  writer.append(first);
  writer.append(second);
  writer.close();
  const FrameSource halves = load_frames({writer.folder()}, 1);
  CHECK(halves.pixels == load_frames({a}, 1).pixels);
  CHECK(halves.data_hash != hash);
}

TEST_CASE("recordings of two sizes are refused by name") {
  const Scratch scratch;
  const auto a = record(scratch / "a", 6, 5, {3});
  const auto b = record(scratch / "b", 5, 6, {3});
  const std::string line = error_of([&] { (void)load_frames({a, b}, 1); });
  CHECK(line.find("6x5") != std::string::npos);
  CHECK(line.find("5x6") != std::string::npos);
  CHECK(line.find("b-v0") != std::string::npos);
}

TEST_CASE("too few frames for the past and one to predict are refused") {
  const Scratch scratch;
  const auto a = record(scratch / "a", 6, 5, {3, 3});
  CHECK(load_frames({a}, 4).frames() == 8);
  const std::string line = error_of([&] { (void)load_frames({a}, 5); });
  CHECK(line.find("at least 5 frames") != std::string::npos);
  CHECK(line.find("at most 4 frames") != std::string::npos);
}

TEST_CASE("a recording without a frame, a missing one and no recording at all are refused") {
  const Scratch scratch;
  const auto empty = record(scratch / "empty", 6, 5, {});
  CHECK(error_of([&] { (void)load_frames({empty}, 1); }).find("no frame at all") !=
        std::string::npos);
  CHECK(error_of([&] { (void)load_frames({scratch / "missing"}, 1); }).find("missing") !=
        std::string::npos);
  CHECK_THROWS_AS(load_frames({}, 1), UsageError);
}
