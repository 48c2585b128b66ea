#include <hdf5.h>

#include "recordings/import_frames.hpp"
#include "tests/recordings/record.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

// A recording as somebody else might write it: the least that Minari needs, through plain HDF5.
void write_foreign(const std::filesystem::path& file, const std::vector<hsize_t>& observations,
                   const std::vector<std::uint8_t>& pixels, hid_t pixel_type = H5T_NATIVE_UINT8) {
  const hid_t out = H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  const hid_t group = H5Gcreate2(out, "episode_0", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
  const auto put = [&](const char* name, const std::vector<hsize_t>& size, hid_t type,
                       hid_t memory_type, const void* values) {
    const hid_t space = H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr);
    const hid_t set = H5Dcreate2(group, name, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Dwrite(set, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
    H5Dclose(set);
    H5Sclose(space);
  };
  const hsize_t steps = observations[0] - 1;
  const std::vector<float> rewards(steps, 1.5F);
  const std::vector<std::uint8_t> flags(steps, 1);
  const std::vector<float> sticks(steps * 2, 0.5F);
  put("observations", observations, pixel_type, H5T_NATIVE_UINT8, pixels.data());
  put("actions", {steps, 2}, H5T_NATIVE_FLOAT, H5T_NATIVE_FLOAT, sticks.data());
  put("rewards", {steps}, H5T_NATIVE_FLOAT, H5T_NATIVE_FLOAT, rewards.data());
  put("terminations", {steps}, H5T_NATIVE_UINT8, H5T_NATIVE_UINT8, flags.data());
  put("truncations", {steps}, H5T_NATIVE_UINT8, H5T_NATIVE_UINT8, flags.data());
  H5Gclose(group);
  H5Fclose(out);
}

std::vector<std::uint8_t> counted(std::size_t size) {
  std::vector<std::uint8_t> values(size);
  for (std::size_t i = 0; i < size; ++i) values[i] = static_cast<std::uint8_t>(i);
  return values;
}

}  // namespace

TEST_CASE("a recording comes back exactly, whatever its size and its episodes' lengths") {
  const Scratch scratch;
  // One frame alone; a chunk and its neighbours (16 frames at 64x64); odd sizes; a single pixel.
  for (const auto& [height, width] : {std::pair{64, 64}, {31, 17}, {1, 1}, {248, 224}}) {
    const std::string name = std::to_string(height) + "x" + std::to_string(width);
    const std::vector<int> steps{0, 1, 14, 15, 16, 40};
    const RecordingReader reader(record(scratch / name, height, width, steps));
    REQUIRE(reader.episodes() == 6);
    for (int i = 0; i < 6; ++i) {
      check_same(reader.read(i),
                 sample_episode(height, width, steps[static_cast<std::size_t>(i)], i));
    }
  }
}

TEST_CASE("frames larger than a chunk are cut within their planes and come back exactly") {
  const Scratch scratch;
  const RecordingReader reader(record(scratch / "large", 721, 1601, {1}));
  check_same(reader.read(0), sample_episode(721, 1601, 1));
}

TEST_CASE("what is true of the whole recording comes back exactly") {
  const Scratch scratch;
  const RecordingInfo wanted = sample_info(6, 5);
  const RecordingReader reader(record(scratch / "a", 6, 5, {2}));
  const RecordingInfo& info = reader.info();
  CHECK(info.source == wanted.source);
  CHECK(info.level_name == wanted.level_name);
  CHECK(info.level_text == wanted.level_text);
  CHECK(info.level_hash == wanted.level_hash);
  CHECK(info.policy == wanted.policy);
  CHECK(info.frame_skip == wanted.frame_skip);
  CHECK(info.seed == wanted.seed);
  CHECK(info.palette == wanted.palette);
  CHECK(info.height_px == 6);
  CHECK(info.width_px == 5);
}

TEST_CASE("a recording of no episode keeps its size and its info") {
  const Scratch scratch;
  RecordingInfo info;
  info.height_px = 4;
  info.width_px = 3;
  RecordingWriter writer(scratch / "none", info);
  writer.close();
  const RecordingReader reader(writer.folder());
  CHECK(reader.episodes() == 0);
  CHECK(reader.info().height_px == 4);
  CHECK(reader.info().level_text.empty());
  CHECK(error_of([&] { (void)reader.read(0); }).find("an episode below 0") != std::string::npos);
}

TEST_CASE("a name without a version gets one, and every way to name the recording finds it") {
  const Scratch scratch;
  CHECK(record(scratch / "game", 4, 4, {1}).filename() == "game-v0");
  CHECK(record(scratch / "game-v12", 4, 4, {1}).filename() == "game-v12");
  CHECK(record(scratch / "odd-vx", 4, 4, {1}).filename() == "odd-vx-v0");
  CHECK(record(scratch / "deeper/down/game/", 4, 4, {1}) == scratch / "deeper/down/game-v0");
  for (const char* name : {"game", "game-v0", "game-v0/", "game-v0/data",
                           "game-v0/data/main_data.hdf5", "deeper/down/game"}) {
    CHECK(RecordingReader(scratch / name).episodes() == 1);
  }
}

TEST_CASE("a folder that holds a recording, and a name that Minari can't take, are refused") {
  const Scratch scratch;
  (void)record(scratch / "game", 4, 4, {1});
  CHECK(error_of([&] { (void)record(scratch / "game-v0", 4, 4, {1}); }).find("already holds") !=
        std::string::npos);
  CHECK(RecordingReader(scratch / "game").episodes() == 1);
  CHECK(error_of([&] { (void)record(scratch / "my game", 4, 4, {1}); }).find("my game") !=
        std::string::npos);
}

TEST_CASE("an episode that does not fit is refused and the recording goes on") {
  const Scratch scratch;
  RecordingWriter writer(scratch / "game", sample_info(4, 5));
  writer.append(sample_episode(4, 5, 3));
  CHECK(error_of([&] { writer.append(sample_episode(5, 4, 3)); }).find("5x4") != std::string::npos);
  Episode uneven = sample_episode(4, 5, 3);
  uneven.rewards.pop_back();
  (void)error_of([&] { writer.append(uneven); });
  Episode short_info = sample_episode(4, 5, 3);
  short_info.infos["score"].pop_back();
  (void)error_of([&] { writer.append(short_info); });
  (void)error_of([&] { writer.append(Episode{}); });
  writer.append(sample_episode(4, 5, 2, 1));
  writer.close();
  const RecordingReader reader(writer.folder());
  REQUIRE(reader.episodes() == 2);
  check_same(reader.read(1), sample_episode(4, 5, 2, 1));
}

TEST_CASE("foreign recordings read, channels first or last or none") {
  const Scratch scratch;
  const auto file = scratch / "foreign.hdf5";
  // 3 frames of 2 x 4 px; the numbers count through the file's own order.
  write_foreign(file, {3, 3, 2, 4}, counted(72));
  {
    const RecordingReader reader(file);
    CHECK(reader.info().source == "minari");
    CHECK(reader.info().height_px == 2);
    CHECK(reader.info().width_px == 4);
    const Episode episode = reader.read(0);
    REQUIRE(episode.frames.size() == 3);
    CHECK(int{episode.frames[1].at(2, 1, 3)} == 47);
    CHECK(episode.actions == std::vector<std::int64_t>{0, 0});  // two sticks: not one of ours
    CHECK(episode.rewards == std::vector<double>{1.5, 1.5});
    CHECK(episode.terminations == std::vector<std::uint8_t>{1, 1});
    CHECK(episode.infos.empty());
  }
  write_foreign(file, {3, 2, 4, 3}, counted(72));
  {
    const RecordingReader reader(file);
    CHECK(reader.info().height_px == 2);
    CHECK(reader.info().width_px == 4);
    const Frame frame = reader.read(0).frames[1];
    CHECK(int{frame.at(0, 0, 0)} == 24);
    CHECK(int{frame.at(2, 0, 0)} == 26);
    CHECK(int{frame.at(1, 1, 3)} == 46);  // 24 + (4 + 3) * 3 + 1
  }
  write_foreign(file, {3, 2, 4}, counted(24));
  const Frame grey = RecordingReader(file).read(0).frames[2];
  for (int channel = 0; channel < 3; ++channel) CHECK(int{grey.at(channel, 1, 0)} == 20);
  write_foreign(file, {3, 2, 4, 1}, counted(24));
  CHECK(int{RecordingReader(file).read(0).frames[2].at(2, 1, 0)} == 20);
}

TEST_CASE("foreign recordings that hold no uint8 pictures are refused") {
  const Scratch scratch;
  const auto file = scratch / "foreign.hdf5";
  write_foreign(file, {3, 8}, counted(24));
  CHECK(error_of([&] { RecordingReader reader(file); }).find("(3, 8)") != std::string::npos);
  write_foreign(file, {3, 2, 4, 3}, counted(72), H5T_NATIVE_FLOAT);
  CHECK(error_of([&] { RecordingReader reader(file); }).find("another type") != std::string::npos);
  write_foreign(file, {3, 2, 2, 2}, counted(24));
  CHECK(error_of([&] { RecordingReader reader(file); }).find("(3, 2, 2, 2)") != std::string::npos);
}

TEST_CASE("pictures of any HDF5 file are imported by their dataset's path") {
  const Scratch scratch;
  const auto file = scratch / "foreign.hdf5";
  write_foreign(file, {3, 2, 4, 3}, counted(72));
  std::int64_t told = 0;
  const auto tell = [&](std::int64_t done) { told = done; };
  const ImportReport report =
      import_recording({file, scratch / "out", "episode_0/observations"}, tell);
  CHECK(report.frames == 3);
  CHECK(told == 3);
  const RecordingReader reader(scratch / "out");
  CHECK(reader.info().source == "hdf5");
  const Episode episode = reader.read(0);
  REQUIRE(episode.frames.size() == 3);
  CHECK(int{episode.frames[1].at(2, 0, 0)} == 26);
  CHECK(episode.truncations == std::vector<std::uint8_t>{0, 1});
  for (const char* wrong : {"none", "episode_0", "episode_0/none", "episode_0/rewards"}) {
    CHECK(error_of([&] {
            (void)import_recording({file, scratch / "wrong", wrong}, tell);
          }).find(file.string()) != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(scratch / "wrong-v0"));
  }
}

TEST_CASE("a foreign Minari recording is imported with what was done in it") {
  const Scratch scratch;
  const auto file = scratch / "foreign.hdf5";
  write_foreign(file, {3, 3, 2, 4}, counted(72));
  const ImportReport report = import_recording({file, scratch / "out", ""}, [](std::int64_t) {});
  CHECK(report.episodes == 1);
  check_same(RecordingReader(scratch / "out").read(0), RecordingReader(file).read(0));
  CHECK(RecordingReader(scratch / "out").is_hashed());
  CHECK_FALSE(RecordingReader(file).is_hashed());
}
