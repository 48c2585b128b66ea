#include "portraits/painted_set.hpp"
#include "portraits/picture_set.hpp"
#include "portraits/square.hpp"
#include "recordings/jpeg.hpp"
#include "recordings/png.hpp"
#include "recordings/recording.hpp"
#include "tests/portraits/jpeg_files.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

// Without steps from pixel to pixel: JPEG keeps it nearly.
Frame smooth_frame(int height, int width) {
  Frame frame(height, width);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      frame.at(0, y, x) = static_cast<std::uint8_t>(2 * y);
      frame.at(1, y, x) = static_cast<std::uint8_t>(100 + x);
      frame.at(2, y, x) = 60;
    }
  }
  return frame;
}

int greatest_difference(const Frame& a, const Frame& b) {
  int most = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) {
    most = std::max(most, std::abs(a.pixels[i] - b.pixels[i]));
  }
  return most;
}

}  // namespace

TEST_CASE("what paint wrote comes as it is, with attributes, by folder or file") {
  const Scratch scratch;
  (void)write_portraits({scratch / "set", 12, 3, {}}, [](std::int64_t) { return true; });
  const PictureFile file = read_picture_file(scratch / "set" / kPortraitsFile);
  for (const auto& path : {scratch / "set", scratch / "set" / kPortraitsFile}) {
    const PictureSet set = load_pictures({path});
    CHECK(set.count() == 12);
    CHECK(set.pixels == file.pixels);
    REQUIRE(set.labels.size() == file.labels.size());
    CHECK(set.labels[4].column == file.labels[4].column);
  }
  const PictureSet small = load_pictures({scratch / "set", 32});
  CHECK(small.count() == 12);
  CHECK((small.copy_picture(5) ==
         square_middle(load_pictures({scratch / "set"}).copy_picture(5), 32)));
}

TEST_CASE("a folder of PNG and JPEG pictures of any size, folders within it too, by name") {
  const Scratch scratch;
  const std::filesystem::path folder = scratch / "my faces";
  std::filesystem::create_directories(folder / "more");
  std::filesystem::create_directories(folder / ".thumbnails");
  write_png(folder / "a.PNG", sample_frame(64, 64, 1));
  write_jpeg(folder / "b.jpg", smooth_frame(70, 50));
  write_png(folder / "more" / "c.png", sample_frame(9, 100, 3));
  write_png(folder / ".thumbnails" / "d.png", sample_frame(8, 8, 4));
  write_text(folder / "notes.txt", "mine");
  std::int64_t told = 0;
  const PictureSet set = load_pictures({folder}, [&](std::int64_t done, std::int64_t total) {
    told = done;
    CHECK(total == 3);
  });
  CHECK(told == 3);
  REQUIRE(set.count() == 3);
  CHECK(set.labels.empty());
  CHECK((set.copy_picture(0) == sample_frame(64, 64, 1)));
  CHECK(greatest_difference(set.copy_picture(1), square_middle(smooth_frame(70, 50), 64)) <= 4);
  CHECK((set.copy_picture(2) == square_middle(sample_frame(9, 100, 3), 64)));
  CHECK(load_pictures({folder}).data_hash == set.data_hash);
  CHECK(load_pictures({folder / "more"}).data_hash != set.data_hash);
}

TEST_CASE("a grey JPEG becomes RGB") {
  const Scratch scratch;
  write_jpeg(scratch / "grey.jpg", smooth_frame(20, 30), true);
  const Frame frame = read_jpeg(scratch / "grey.jpg");
  CHECK(frame.height_px == 20);
  CHECK(frame.width_px == 30);
  CHECK(std::abs(frame.at(0, 10, 3) - 20) <= 2);
  CHECK(frame.at(0, 10, 3) == frame.at(2, 10, 3));
}

TEST_CASE("a recording's frames are pictures, by folder or file") {
  const Scratch scratch;
  RecordingWriter writer(scratch / "game", sample_info(20, 30));
  writer.append(sample_episode(20, 30, 4, 0));
  writer.append(sample_episode(20, 30, 2, 1));
  writer.close();
  for (const auto& path :
       {scratch / "game", scratch / "game-v0", scratch / "game-v0" / "data" / "main_data.hdf5"}) {
    const PictureSet set = load_pictures({path, 16});
    REQUIRE(set.count() == 8);
    CHECK((set.copy_picture(6) == square_middle(sample_frame(20, 30, 101), 16)));
  }
}

TEST_CASE("what holds no pictures, or a broken one, is refused in one line") {
  const Scratch scratch;
  const auto refused = [](const std::filesystem::path& path, const std::string& word) {
    const std::string error = error_of([&] { (void)load_pictures({path}); });
    CHECK(error.find(word) != std::string::npos);
  };
  refused(scratch / "none", "none");
  std::filesystem::create_directories(scratch / "empty");
  refused(scratch / "empty", "PNG or JPEG");
  write_text(scratch / "file.h5", "no HDF5");
  refused(scratch / "file.h5", "file.h5");
  std::filesystem::create_directories(scratch / "cut");
  write_jpeg(scratch / "cut" / "a.jpg", smooth_frame(64, 64));
  const std::string whole = read_text(scratch / "cut" / "a.jpg");
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{2}, std::size_t{100}, whole.size() / 2}) {
    write_text(scratch / "cut" / "a.jpg", whole.substr(0, size));
    refused(scratch / "cut", "a.jpg");
  }
  std::filesystem::create_directories(scratch / "wrong");
  write_text(scratch / "wrong" / "b.png", "no PNG");
  refused(scratch / "wrong", "b.png");
}
