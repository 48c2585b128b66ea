#include <png.h>

#include "recordings/png.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

// Through libpng itself, so that the reader meets pictures that our writer never makes.
void write_foreign(const std::filesystem::path& file, int width, int height, int depth, int colour,
                   const std::vector<std::vector<png_byte>>& rows,
                   const std::vector<png_color>& palette = {},
                   const std::vector<png_byte>& palette_alpha = {},
                   int interlace = PNG_INTERLACE_NONE) {
  std::FILE* out = std::fopen(file.c_str(), "wb");
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, out);
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), depth,
               colour, interlace, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (!palette.empty()) png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  if (!palette_alpha.empty()) {
    png_set_tRNS(png, info, palette_alpha.data(), static_cast<int>(palette_alpha.size()), nullptr);
  }
  png_write_info(png, info);
  std::vector<png_bytep> pointers;
  for (const auto& row : rows) pointers.push_back(const_cast<png_bytep>(row.data()));
  png_write_image(png, pointers.data());
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  std::fclose(out);
}

void check_pixel(const Frame& frame, int y, int x, int red, int green, int blue) {
  CHECK(int{frame.at(0, y, x)} == red);
  CHECK(int{frame.at(1, y, x)} == green);
  CHECK(int{frame.at(2, y, x)} == blue);
}

}  // namespace

TEST_CASE("a frame of odd size comes back from PNG exactly") {
  const Scratch scratch;
  for (const auto& [height, width] : {std::pair{1, 1}, {1, 7}, {13, 1}, {31, 17}, {64, 64}}) {
    const Frame frame = sample_frame(height, width, 3);
    write_png(scratch / "frame.png", frame);
    CHECK((read_png(scratch / "frame.png") == frame));
  }
}

TEST_CASE("grey becomes RGB") {
  const Scratch scratch;
  write_foreign(scratch / "grey.png", 3, 1, 8, PNG_COLOR_TYPE_GRAY, {{0, 100, 255}});
  const Frame frame = read_png(scratch / "grey.png");
  CHECK(frame.width_px == 3);
  CHECK(frame.height_px == 1);
  check_pixel(frame, 0, 0, 0, 0, 0);
  check_pixel(frame, 0, 1, 100, 100, 100);
  check_pixel(frame, 0, 2, 255, 255, 255);

  // One bit a pixel: 10100000 is white, black, white.
  write_foreign(scratch / "bits.png", 3, 1, 1, PNG_COLOR_TYPE_GRAY, {{0xa0}});
  const Frame bits = read_png(scratch / "bits.png");
  check_pixel(bits, 0, 0, 255, 255, 255);
  check_pixel(bits, 0, 1, 0, 0, 0);
  check_pixel(bits, 0, 2, 255, 255, 255);
}

TEST_CASE("alpha is laid on black") {
  const Scratch scratch;
  write_foreign(scratch / "alpha.png", 3, 1, 8, PNG_COLOR_TYPE_RGB_ALPHA,
                {{200, 100, 50, 255, 200, 100, 50, 0, 200, 100, 50, 51}});
  const Frame frame = read_png(scratch / "alpha.png");
  check_pixel(frame, 0, 0, 200, 100, 50);
  check_pixel(frame, 0, 1, 0, 0, 0);
  check_pixel(frame, 0, 2, 40, 20, 10);  // 51 / 255 is one fifth

  write_foreign(scratch / "grey.png", 2, 1, 8, PNG_COLOR_TYPE_GRAY_ALPHA, {{255, 51, 80, 255}});
  const Frame grey = read_png(scratch / "grey.png");
  check_pixel(grey, 0, 0, 51, 51, 51);
  check_pixel(grey, 0, 1, 80, 80, 80);
}

TEST_CASE("a palette becomes its colours, with transparent entries on black") {
  const Scratch scratch;
  write_foreign(scratch / "palette.png", 3, 1, 8, PNG_COLOR_TYPE_PALETTE, {{2, 0, 1}},
                {{10, 20, 30}, {40, 50, 60}, {70, 80, 90}}, {255, 0, 255});
  const Frame frame = read_png(scratch / "palette.png");
  check_pixel(frame, 0, 0, 70, 80, 90);
  check_pixel(frame, 0, 1, 10, 20, 30);
  check_pixel(frame, 0, 2, 0, 0, 0);
}

TEST_CASE("16 bits become the nearest 8") {
  const Scratch scratch;
  // 0xffff is 255, 0x8080 is 128, 0x0000 is 0, 0x80ff is 128.49
  write_foreign(scratch / "deep.png", 2, 1, 16, PNG_COLOR_TYPE_RGB,
                {{0xff, 0xff, 0x80, 0x80, 0, 0, 0x80, 0xff, 0, 0, 0xff, 0xff}});
  const Frame frame = read_png(scratch / "deep.png");
  check_pixel(frame, 0, 0, 255, 128, 0);
  check_pixel(frame, 0, 1, 128, 0, 255);
}

TEST_CASE("an interlaced picture reads as any other") {
  const Scratch scratch;
  write_foreign(scratch / "lace.png", 2, 2, 8, PNG_COLOR_TYPE_GRAY, {{1, 2}, {3, 4}}, {}, {},
                PNG_INTERLACE_ADAM7);
  const Frame frame = read_png(scratch / "lace.png");
  check_pixel(frame, 0, 1, 2, 2, 2);
  check_pixel(frame, 1, 0, 3, 3, 3);
}

TEST_CASE("what is no PNG, or half of one, is refused by name") {
  const Scratch scratch;
  write_text(scratch / "text.png", "GIF89a and more");
  CHECK(error_of([&] { (void)read_png(scratch / "text.png"); }).find("text.png") !=
        std::string::npos);
  write_text(scratch / "empty.png", "");
  (void)error_of([&] { (void)read_png(scratch / "empty.png"); });
  CHECK(error_of([&] { (void)read_png(scratch / "none.png"); }).find("No such file") !=
        std::string::npos);

  write_png(scratch / "whole.png", sample_frame(20, 20, 1));
  const std::string whole = read_text(scratch / "whole.png");
  for (std::size_t size = 0; size < whole.size(); size += 13) {
    write_text(scratch / "cut.png", whole.substr(0, size));
    (void)error_of([&] { (void)read_png(scratch / "cut.png"); });
  }
}

TEST_CASE("enlarging repeats each pixel") {
  const Frame small = sample_frame(2, 3, 0);
  const Frame large = enlarge(small, 3);
  CHECK(large.height_px == 6);
  CHECK(large.width_px == 9);
  CHECK(large.at(1, 0, 0) == small.at(1, 0, 0));
  CHECK(large.at(1, 2, 5) == small.at(1, 0, 1));
  CHECK(large.at(2, 5, 8) == small.at(2, 1, 2));
}
