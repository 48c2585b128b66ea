#include <zlib.h>

#include <span>
#include <vector>

#include "recordings/deflate.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes inflated(const Bytes& stream, std::size_t size) {
  Bytes out(size + 1);
  uLongf got = out.size();
  REQUIRE(uncompress(out.data(), &got, stream.data(), stream.size()) == Z_OK);
  out.resize(got);
  return out;
}

// A generator of its own: the same bytes everywhere.
struct Noise {
  std::uint32_t state = 1;
  std::uint32_t operator()() {
    state = state * 1664525U + 1013904223U;
    return state >> 8;
  }
};

}  // namespace

TEST_CASE("zlib inflates runs of every length to the bytes they were") {
  for (std::size_t run = 0; run <= 600; ++run) {
    Bytes raw(run, 7);
    raw.push_back(200);
    raw.insert(raw.begin(), 99);
    CHECK(inflated(deflate_frames(raw, 64, 8), raw.size()) == raw);
  }
  CHECK(inflated(deflate_frames({}, 64, 8), 0).empty());
}

TEST_CASE("zlib inflates repetitions at every distance of the window") {
  for (std::size_t distance = 1; distance <= kDeflateWindowBytes; distance += 1 + distance / 7) {
    Noise noise;
    Bytes raw;
    for (std::size_t i = 0; i < distance; ++i) raw.push_back(static_cast<std::uint8_t>(noise()));
    for (std::size_t i = 0; i < 8 * distance + 300; ++i) raw.push_back(raw[raw.size() - distance]);
    const Bytes stream = deflate_frames(raw, distance, 3);
    CHECK(inflated(stream, raw.size()) == raw);
    CHECK(stream.size() < raw.size() / 4 + 350);
  }
}

TEST_CASE("zlib inflates every byte value and noise, and noise hardly grows") {
  Noise noise;
  Bytes raw;
  for (int value = 0; value < 256; ++value) raw.push_back(static_cast<std::uint8_t>(value));
  CHECK(inflated(deflate_frames(raw, 100, 10), raw.size()) == raw);
  for (int i = 0; i < 100000; ++i) raw.push_back(static_cast<std::uint8_t>(noise()));
  const Bytes stream = deflate_frames(raw, 12288, 64);
  CHECK(inflated(stream, raw.size()) == raw);
  CHECK(stream.size() < raw.size() + 100);
}

TEST_CASE("a frame that stands still takes a hundredth of its bytes") {
  const Frame frame = tests::sample_frame(64, 64, 1);
  Bytes raw;
  for (int i = 0; i < 16; ++i) raw.insert(raw.end(), frame.pixels.begin(), frame.pixels.end());
  const Bytes half = deflate_frames(std::span(raw).first(raw.size() / 2), 12288, 64);
  const Bytes all = deflate_frames(raw, 12288, 64);
  CHECK(inflated(all, raw.size()) == raw);
  // A repetition of 258 bytes takes 25 bits, and 8 frames are 381.02 of these: 1191 bytes.
  CHECK(all.size() - half.size() <= 1192);
  CHECK(all.size() - half.size() >= 1190);
}

TEST_CASE("random mixtures of repetitions and noise inflate to what they were") {
  Noise noise;
  for (int trial = 0; trial < 200; ++trial) {
    const std::size_t frame_bytes = 1 + noise() % 5000, row_bytes = 1 + noise() % 100;
    Bytes raw;
    while (raw.size() < 20000) {
      const std::size_t distance = noise() % 2 ? frame_bytes : row_bytes;
      const std::size_t length = noise() % 700;
      for (std::size_t i = 0; i < length; ++i) {
        raw.push_back(raw.size() < distance || noise() % 50 == 0
                          ? static_cast<std::uint8_t>(noise())
                          : raw[raw.size() - distance]);
      }
    }
    const Bytes stream = deflate_frames(raw, frame_bytes, row_bytes);
    REQUIRE(inflated(stream, raw.size()) == raw);
  }
}
