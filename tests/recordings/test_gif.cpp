#include "recordings/best_colours.hpp"
#include "recordings/gif.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

// Reads codes as the GIF89a text says: clear, end, and words that grow by one pixel each.
std::vector<std::uint8_t> read_lzw(const std::string& bytes) {
  const int bits = bytes[0], clear = 1 << bits, end = clear + 1;
  std::string stream;
  for (std::size_t at = 1; bytes[at] != 0; at += 1 + static_cast<unsigned char>(bytes[at])) {
    stream += bytes.substr(at + 1, static_cast<unsigned char>(bytes[at]));
  }
  std::size_t bit = 0;
  int code_bits = bits + 1;
  const auto next_code = [&] {
    int code = 0;
    for (int i = 0; i < code_bits; ++i, ++bit) {
      REQUIRE(bit / 8 < stream.size());
      code |= (static_cast<unsigned char>(stream[bit / 8]) >> (bit % 8) & 1) << i;
    }
    return static_cast<std::size_t>(code);
  };
  std::vector<std::string> words;
  std::string pixels, before;
  for (;;) {
    const std::size_t code = next_code();
    if (code == static_cast<std::size_t>(end)) break;
    if (code == static_cast<std::size_t>(clear)) {
      words.assign(static_cast<std::size_t>(end) + 1, "");
      for (int i = 0; i < clear; ++i) words[static_cast<std::size_t>(i)] = static_cast<char>(i);
      code_bits = bits + 1;
      before.clear();
      continue;
    }
    REQUIRE(code <= words.size());
    const std::string word = code < words.size() ? words[code] : before + before[0];
    if (!before.empty() && words.size() < 4096) words.push_back(before + word[0]);
    if (words.size() == std::size_t{1} << code_bits && code_bits < 12) ++code_bits;
    pixels += word;
    before = word;
  }
  return {pixels.begin(), pixels.end()};
}

}  // namespace

TEST_CASE("colours are rounded only as far as a GIF needs") {
  Frame many(1, 512);  // every value of red twice, with two greens: 512 colours
  for (int x = 0; x < 512; ++x) {
    many.at(0, 0, x) = static_cast<std::uint8_t>(x / 2);
    many.at(1, 0, x) = static_cast<std::uint8_t>(x % 2 * 100);
  }
  const Frame few = with_few_colours(many);
  // Steps of 2 leave 129 reds (the last is 255), twice that is too many; steps of 4 leave 65.
  CHECK(few.at(0, 0, 2 * 101) == 100);
  CHECK(few.at(0, 0, 2 * 102) == 104);
  CHECK(few.at(0, 0, 511) == 255);
  CHECK(few.at(1, 0, 511) == 100);
  const Frame dark(2, 2);
  CHECK(with_few_colours(dark) == dark);
}

TEST_CASE("LZW comes back exactly, short and long, smooth and noisy, past a full dictionary") {
  std::uint32_t noise = 1;
  for (const int bits : {2, 4, 8}) {
    for (const std::size_t size : {0, 1, 2, 3, 7, 100, 4093, 70000}) {
      for (const bool noisy : {false, true}) {
        std::vector<std::uint8_t> pixels(size);
        for (std::size_t i = 0; i < size; ++i) {
          noise = noise * 1664525U + 1013904223U;
          pixels[i] =
              static_cast<std::uint8_t>((noisy ? noise >> 24U : i / 50) & ((1U << bits) - 1));
        }
        std::string bytes;
        append_lzw(bytes, pixels, bits);
        REQUIRE(read_lzw(bytes) == pixels);
        CHECK(bytes.back() == 0);
      }
    }
  }
}

TEST_CASE("one black pixel makes the GIF that the format's text describes") {
  GifEncoder gif(1, 1, {0, 0, 0, 255, 255, 255});
  gif.add(Frame(1, 1), 7);
  // Header and screen; 4 colours; the loop; the delay of 7; the box; clear 0 end in 3 bits each:
  // 4, 0, 5 are 100, 000, 101, from the lowest bit up 1 0100 0100 = 0x44 0x01.
  const std::string wanted = std::string("GIF89a\1\0\1\0\xf1\0\0", 13) +
                             std::string("\0\0\0\xff\xff\xff\0\0\0\0\0\0", 12) +
                             std::string("\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", 19) +
                             std::string("\x21\xf9\x04\x04\x07\0\0\0", 8) +
                             std::string("\x2c\0\0\0\0\1\0\1\0\0", 10) +
                             std::string("\x02\x02\x44\x01\0\x3b", 6);
  CHECK(gif.finish() == wanted);
}

TEST_CASE("a second frame stores only the box that differs") {
  GifEncoder gif(50, 60, {});
  Frame frame(50, 60);
  gif.add(frame, 4);
  frame.at(0, 20, 30) = 200;
  frame.at(0, 22, 31) = 200;
  gif.add(frame, 4);
  const std::string bytes = gif.finish();
  // left 30, top 20, width 2, height 3, colours of its own
  CHECK(bytes.find(std::string("\x2c\x1e\0\x14\0\2\0\3\0\x81", 10)) != std::string::npos);
}

TEST_CASE("a frame of more than 256 colours is refused, and so is another size") {
  GifEncoder gif(20, 20, {});
  Frame frame(20, 20);
  for (int i = 0; i < 400; ++i) {
    frame.at(0, i / 20, i % 20) = static_cast<std::uint8_t>(i % 200);
    frame.at(1, i / 20, i % 20) = static_cast<std::uint8_t>(i / 200);
  }
  const std::string line = error_of([&] { gif.add(frame, 4); });
  CHECK(line.find("400") != std::string::npos);
  CHECK(error_of([&] { gif.add(Frame(20, 21), 4); }).find("21x20") != std::string::npos);
}

TEST_CASE("The best colours for a GIF are near, and those of large plain areas exact") {
  Frame picture(64, 192);  // three squares: 4,096 colours, and two plain ones
  const std::uint8_t plain[2][3] = {{16, 17, 24}, {236, 236, 242}};
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 192; ++x) {
      const int square = x / 64;
      for (int c = 0; c < 3; ++c) {
        const int smooth = c == 0 ? 4 * x : c == 1 ? 4 * y : 128;
        picture.at(c, y, x) =
            square == 0 ? static_cast<std::uint8_t>(smooth) : plain[square - 1][c];
      }
    }
  }
  const Frame best = with_best_colours(picture), rounded = with_few_colours(picture);
  GifEncoder film(64, 192, {});
  film.add(best, 10);  // no Error: 256 colours or fewer
  double error = 0, of_rounded = 0;
  for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
    error += std::abs(picture.pixels[i] - best.pixels[i]);
    of_rounded += std::abs(picture.pixels[i] - rounded.pixels[i]);
    CHECK(std::abs(picture.pixels[i] - best.pixels[i]) <= 16);
  }
  CHECK(error < of_rounded / 2);
  for (int square = 1; square < 3; ++square) {
    for (int c = 0; c < 3; ++c) CHECK(best.at(c, 9, 64 * square + 9) == plain[square - 1][c]);
  }
  CHECK(with_best_colours(best) == best);
}
