// What a recording is worth after something went wrong: a full disk, damaged files.
#include <hdf5.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <cstring>

#include "recordings/recording.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

constexpr int kSize = 24;
constexpr int kSteps = 30;

std::filesystem::path record(const std::filesystem::path& folder, int episodes) {
  RecordingWriter writer(folder, sample_info(kSize, kSize));
  for (int i = 0; i < episodes; ++i) writer.append(sample_episode(kSize, kSize, kSteps, i));
  writer.close();
  return writer.folder();
}

// Episodes until the disk refuses; the exit code is how many went in, 100 more if the Error came.
int write_until_full(const std::filesystem::path& folder) {
  int written = 0;
  try {
    RecordingWriter writer(folder, sample_info(kSize, kSize));
    for (; written < 90; ++written) {
      writer.append(sample_episode(kSize, kSize, kSteps, written));
    }
  } catch (const Error&) {
    return 100 + written;
  }
  return written;
}

// A limit for file sizes is a full disk that needs no privilege.
template <class Work>
int in_child_with_file_limit(rlim_t bytes, Work work) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status);
}

void check_episodes(const std::filesystem::path& folder, int least, int most) {
  const RecordingReader reader(folder);
  CHECK(reader.episodes() >= least);
  CHECK(reader.episodes() <= most);
  for (int i = 0; i < reader.episodes(); ++i) {
    check_same(reader.read(i), sample_episode(kSize, kSize, kSteps, i));
  }
}

}  // namespace

TEST_CASE("a metadata.json one episode behind does not hide the last episode") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", 3);
  const auto metadata = folder / "data" / "metadata.json";
  std::string text = read_text(metadata);
  const std::size_t at = text.find("\"total_episodes\": 3");
  REQUIRE(at != std::string::npos);
  text[at + 18] = '2';
  write_text(metadata, text);
  check_episodes(folder, 3, 3);
  std::filesystem::remove(metadata);
  check_episodes(folder, 3, 3);
  text[at + 18] = '4';
  write_text(metadata, text);
  CHECK(error_of([&] { RecordingReader reader(folder); }).find("4 episodes") != std::string::npos);
  write_text(metadata, "{ no JSON");
  CHECK(error_of([&] { RecordingReader reader(folder); }).find("metadata.json") !=
        std::string::npos);
}

TEST_CASE("a file cut off anywhere is refused with one line") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", 2);
  const auto file = folder / "data" / "main_data.hdf5";
  const std::string whole = read_text(file);
  for (std::size_t size = 0; size < whole.size(); size += 1 + whole.size() / 200) {
    write_text(file, whole.substr(0, size));
    CHECK(error_of([&] { RecordingReader reader(folder); }).find("main_data.hdf5") !=
          std::string::npos);
  }
  write_text(file, whole);
  check_episodes(folder, 2, 2);
}

TEST_CASE("a file of another kind, a folder without a recording and nothing are refused") {
  const Scratch scratch;
  write_text(scratch / "text.hdf5", "this is no recording");
  (void)error_of([&] { RecordingReader reader(scratch / "text.hdf5"); });
  std::filesystem::create_directory(scratch / "empty");
  CHECK(error_of([&] { RecordingReader reader(scratch / "empty"); }).find("a folder without") !=
        std::string::npos);
  CHECK(error_of([&] { RecordingReader reader(scratch / "nothing"); }).find("found nothing") !=
        std::string::npos);
}

TEST_CASE("damaged frames are refused where they are read") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", 1);
  const auto file = folder / "data" / "main_data.hdf5";
  std::string bytes = read_text(file);
  // How a level 1 stream begins. Behind the masks' one, which is short, come the frames.
  const std::size_t masks = bytes.find("\x78\x01"), zlib_stream = bytes.find("\x78\x01", masks + 2);
  REQUIRE(zlib_stream != std::string::npos);
  for (std::size_t i = 40; i < 80; ++i) bytes[zlib_stream + i] ^= 0x55;
  write_text(file, bytes);
  const RecordingReader reader(folder);
  CHECK(error_of([&] { (void)reader.read(0); }).find("episode_0/observations") !=
        std::string::npos);
}

TEST_CASE("missing datasets and columns of another length are refused by name") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", 1);
  const auto file = folder / "data" / "main_data.hdf5";
  hid_t out = H5Fopen(file.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  H5Ldelete(out, "episode_0/rewards", H5P_DEFAULT);
  H5Fclose(out);
  CHECK(error_of([&] { (void)RecordingReader(folder).read(0); }).find("episode_0/rewards") !=
        std::string::npos);

  out = H5Fopen(file.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  const hsize_t rows = 7;
  const hid_t space = H5Screate_simple(1, &rows, nullptr);
  H5Dclose(H5Dcreate2(out, "episode_0/rewards", H5T_NATIVE_DOUBLE, space, H5P_DEFAULT, H5P_DEFAULT,
                      H5P_DEFAULT));
  H5Sclose(space);
  H5Fclose(out);
  const std::string line = error_of([&] { (void)RecordingReader(folder).read(0); });
  CHECK(line.find("(30,)") != std::string::npos);
  CHECK(line.find("(7)") != std::string::npos);
}

// Puts a dataset of this shape, never written, in the place of the recorded one.
std::string error_with_empty_dataset(const std::filesystem::path& folder, const char* name,
                                     const std::vector<hsize_t>& size) {
  const hid_t out =
      H5Fopen((folder / "data" / "main_data.hdf5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  H5Ldelete(out, name, H5P_DEFAULT);
  const std::vector<hsize_t> chunk(size.size(), 1);
  const hid_t layout = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_chunk(layout, static_cast<int>(chunk.size()), chunk.data());
  const hid_t space = H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr);
  H5Dclose(H5Dcreate2(out, name, H5T_NATIVE_UINT8, space, H5P_DEFAULT, layout, H5P_DEFAULT));
  H5Sclose(space);
  H5Pclose(layout);
  H5Fclose(out);
  return error_of([&] { (void)RecordingReader(folder).read(0); });
}

TEST_CASE("a frame 2^32 px wider than it should be is refused, not cut down to its last 32 bits") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", 1);
  const std::string line = error_with_empty_dataset(folder, "episode_0/observations",
                                                    {31, 3, kSize, (1ULL << 32U) + kSize});
  CHECK(line.find("episode_0/observations") != std::string::npos);
}

TEST_CASE("a dataset that claims more values than its bytes can hold is refused") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", 1);
  const std::string line =
      error_with_empty_dataset(folder, "episode_0/observations", {1ULL << 50U, 3, kSize, kSize});
  CHECK(line.find("only 0 bytes") != std::string::npos);
}

TEST_CASE("several texts where one should be are none, and are not read over other memory") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", 1);
  const hid_t out =
      H5Fopen((folder / "data" / "main_data.hdf5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  H5Adelete(out, "policy");
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  const std::vector<const char*> texts(100, "uniform");
  const hsize_t count = texts.size();
  const hid_t space = H5Screate_simple(1, &count, nullptr);
  const hid_t attribute = H5Acreate2(out, "policy", type, space, H5P_DEFAULT, H5P_DEFAULT);
  H5Awrite(attribute, type, texts.data());
  H5Aclose(attribute);
  H5Sclose(space);
  H5Tclose(type);
  H5Fclose(out);
  CHECK(error_of([&] { RecordingReader reader(folder); }).find("content hash") !=
        std::string::npos);
}

TEST_CASE("a recording of a newer format is refused") {
  const Scratch scratch;
  const auto folder = record(scratch / "game", 1);
  const hid_t out =
      H5Fopen((folder / "data" / "main_data.hdf5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  const hid_t attribute = H5Aopen(out, "crossroads_format", H5P_DEFAULT);
  const std::int64_t newer = 2;
  H5Awrite(attribute, H5T_NATIVE_INT64, &newer);
  H5Aclose(attribute);
  H5Fclose(out);
  CHECK(error_of([&] { RecordingReader reader(folder); }).find("format 2") != std::string::npos);
}

TEST_CASE("an episode that the disk refuses is an Error and keeps every episode before") {
  const Scratch scratch;
  const int code = in_child_with_file_limit(60000, [&] {
    RecordingWriter writer(scratch / "game", sample_info(kSize, kSize));
    writer.append(sample_episode(kSize, kSize, kSteps, 0));
    writer.append(sample_episode(kSize, kSize, kSteps, 1));
    try {
      writer.append(sample_episode(kSize, kSize, 100 * kSteps, 2));
    } catch (const Error&) {
      writer.append(sample_episode(kSize, kSize, kSteps, 2));  // a smaller one still fits
      return 7;
    }
    return 0;
  });
  CHECK(code == 7);
  check_episodes(scratch / "game", 3, 3);
}

TEST_CASE("without room for one file the episodes stay in files of their own, behind links") {
  const Scratch scratch;
  const int code = in_child_with_file_limit(200000, [&] {
    RecordingWriter writer(scratch / "game", sample_info(kSize, kSize));
    for (int i = 0; i < 40; ++i) writer.append(sample_episode(kSize, kSize, kSteps, i));
    writer.close();
    return 7;
  });
  CHECK(code == 7);
  CHECK(std::filesystem::exists(scratch / "game-v0/data/episode_39.hdf5"));
  check_episodes(scratch / "game", 40, 40);
  std::filesystem::remove(scratch / "game-v0/data/episode_7.hdf5");
  CHECK(error_of([&] { (void)RecordingReader(scratch / "game").read(7); }).find("episode_7") !=
        std::string::npos);
}

TEST_CASE("a closed recording is one file") {
  const Scratch scratch;
  const auto data = record(scratch / "game", 5) / "data";
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(data)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  CHECK(names == std::vector<std::string>{"main_data.hdf5", "metadata.json"});
  std::filesystem::copy(data / "main_data.hdf5", scratch / "alone.hdf5");
  check_episodes(scratch / "alone.hdf5", 5, 5);
}

TEST_CASE("a recording can be read while it is written") {
  const Scratch scratch;
  RecordingWriter writer(scratch / "game", sample_info(kSize, kSize));
  for (int i = 0; i < 3; ++i) {
    check_episodes(scratch / "game", i, i);
    writer.append(sample_episode(kSize, kSize, kSteps, i));
  }
  check_episodes(scratch / "game", 3, 3);
}

TEST_CASE("a full disk keeps every episode before") {
  const Scratch scratch;
  const auto disk = scratch / "disk";
  std::filesystem::create_directory(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0) {
    WARN("skipped: a full disk (no privilege to mount a small one: " << std::strerror(errno)
                                                                     << ")");
    return;
  }
  const int written = write_until_full(disk / "game") - 100;
  CHECK(written > 0);
  if (written > 0) check_episodes(disk / "game", written, written + 1);
  CHECK(::umount(disk.c_str()) == 0);
}
