#include "recordings/deflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>

namespace crossroads {
namespace {

constexpr int kZlibLevel = 1;
constexpr std::size_t kTilePx = 8;
constexpr std::size_t kShortestMatch = 4;  // a shorter one takes as many bits as its bytes
constexpr std::size_t kLongestMatch = 258;
constexpr std::size_t kWorthwhile = 4;  // raw bytes for each compressed one, else zlib tries too

struct Code {
  std::uint32_t bits = 0;  // the first bit of the stream lowest
  int count = 0;
};

// Codes of Huffman stand in the stream highest bit first, numbers lowest bit first.
constexpr Code huffman(std::uint32_t code, int count) {
  std::uint32_t bits = 0;
  for (int i = 0; i < count; ++i) bits |= (code >> i & 1) << (count - 1 - i);
  return {bits, count};
}

constexpr Code followed_by(Code code, std::uint32_t number, int count) {
  return {code.bits | number << code.count, code.count + count};
}

// RFC 1951, 3.2.6
constexpr Code fixed_code(std::uint32_t symbol) {
  if (symbol < 144) return huffman(0x30 + symbol, 8);
  if (symbol < 256) return huffman(0x190 + symbol - 144, 9);
  if (symbol < 280) return huffman(symbol - 256, 7);
  return huffman(0xc0 + symbol - 280, 8);
}

// RFC 1951, 3.2.5: symbols 257 to 284 stand for lengths from 3 up in steps that double every four
// symbols; 285 is 258.
constexpr Code length_code(std::size_t length) {
  if (length == kLongestMatch) return fixed_code(285);
  std::uint32_t base = 3;
  for (std::uint32_t symbol = 257; symbol < 285; ++symbol) {
    const int extra = symbol < 265 ? 0 : static_cast<int>(symbol - 261) / 4;
    const std::uint32_t size = std::uint32_t{1} << extra;
    if (length < base + size) {
      return followed_by(fixed_code(symbol), static_cast<std::uint32_t>(length) - base, extra);
    }
    base += size;
  }
  return {};
}

// The same for distances: 30 symbols of 5 bits, steps double every two symbols.
constexpr Code distance_code(std::size_t distance) {
  std::uint32_t base = 1;
  for (std::uint32_t symbol = 0; symbol < 30; ++symbol) {
    const int extra = symbol < 4 ? 0 : static_cast<int>(symbol - 2) / 2;
    const std::uint32_t size = std::uint32_t{1} << extra;
    if (distance < base + size) {
      return followed_by(huffman(symbol, 5), static_cast<std::uint32_t>(distance) - base, extra);
    }
    base += size;
  }
  return {};
}

template <std::size_t Size, class Make>
constexpr std::array<Code, Size> table(Make make) {
  std::array<Code, Size> codes{};
  for (std::size_t i = 0; i < Size; ++i) codes[i] = make(i);
  return codes;
}

constexpr auto kLiterals =
    table<256>([](std::size_t i) { return fixed_code(static_cast<std::uint32_t>(i)); });
constexpr auto kLengths =
    table<kLongestMatch + 1>([](std::size_t i) { return i < 3 ? Code{} : length_code(i); });

class BitWriter {
 public:
  // Memory that is never touched costs nothing, so it isn't cleared.
  explicit BitWriter(std::size_t most_bytes)
      : out_(std::make_unique_for_overwrite<std::uint8_t[]>(most_bytes)) {}

  void put(Code code) {
    waiting_ |= static_cast<std::uint64_t>(code.bits) << count_;
    count_ += code.count;
    if (count_ < 32) return;
    for (int i = 0; i < 4; ++i) out_[size_++] = static_cast<std::uint8_t>(waiting_ >> (8 * i));
    waiting_ >>= 32;
    count_ -= 32;
  }
  void put_byte(std::uint32_t byte) { put({byte, 8}); }
  void to_whole_byte() { count_ = (count_ + 7) / 8 * 8; }
  [[nodiscard]] std::vector<std::uint8_t> finish() {
    for (; count_ > 0; count_ -= 8, waiting_ >>= 8) {
      out_[size_++] = static_cast<std::uint8_t>(waiting_);
    }
    return {out_.get(), out_.get() + size_};
  }

 private:
  std::unique_ptr<std::uint8_t[]> out_;
  std::size_t size_ = 0;
  std::uint64_t waiting_ = 0;
  int count_ = 0;
};

// Nearest first: of two repetitions of one length the nearer takes fewer bits.
struct Distance {
  std::size_t bytes;
  Code code;
};

std::vector<Distance> distances(std::size_t frame_bytes, std::size_t row_bytes) {
  std::vector<Distance> all;
  for (const std::size_t bytes :
       {std::size_t{1}, kTilePx, row_bytes, kTilePx * row_bytes, frame_bytes}) {
    if (bytes <= kDeflateWindowBytes) all.push_back({bytes, distance_code(bytes)});
  }
  return all;
}

// How many bytes from `at` on equal those from `back` on.
std::size_t equal_bytes(const std::uint8_t* at, const std::uint8_t* back, std::size_t most) {
  static_assert(std::endian::native == std::endian::little);
  std::size_t length = 0;
  for (; length + 8 <= most; length += 8) {
    std::uint64_t a, b;
    std::memcpy(&a, at + length, 8);
    std::memcpy(&b, back + length, 8);
    if (a != b) return length + static_cast<std::size_t>(std::countr_zero(a ^ b)) / 8;
  }
  while (length < most && at[length] == back[length]) ++length;
  return length;
}

struct Match {
  std::size_t length = 0;
  Code distance;
};

Match longest_match(std::span<const std::uint8_t> raw, std::size_t at,
                    const std::vector<Distance>& distances) {
  const std::size_t most = std::min(kLongestMatch, raw.size() - at);
  Match best;
  for (const Distance& distance : distances) {
    if (distance.bytes > at) continue;
    const std::uint8_t* here = raw.data() + at;
    const std::size_t length = equal_bytes(here, here - distance.bytes, most);
    if (length > best.length) best = {length, distance.code};
    if (length == most) break;
  }
  return best;
}

// RFC 1950, 8.2, in blocks that a compiler turns into vector instructions: several times zlib's
// pace. Within a block of n bytes b_i, the second sum grows by n * (first sum) + sum of (n - i)
// b_i.
std::uint32_t adler32_of(std::span<const std::uint8_t> raw) {
  constexpr std::uint32_t kModulus = 65521;
  constexpr std::size_t kBlock = 64;
  constexpr std::size_t kBlocks = 64;  // together: so many that neither sum overflows
  std::uint32_t first = 1, second = 0;
  const std::uint8_t* at = raw.data();
  std::size_t left = raw.size();
  while (left >= kBlock) {
    for (std::size_t block = 0; block < kBlocks && left >= kBlock; ++block) {
      std::int32_t sum = 0, weighted = 0;
      for (std::size_t i = 0; i < kBlock; ++i) {
        sum += at[i];
        weighted += static_cast<std::int16_t>(at[i]) * static_cast<std::int16_t>(kBlock - i);
      }
      second += kBlock * first + static_cast<std::uint32_t>(weighted);
      first += static_cast<std::uint32_t>(sum);
      at += kBlock;
      left -= kBlock;
    }
    first %= kModulus;
    second %= kModulus;
  }
  for (; left > 0; --left) {
    first = (first + *at++) % kModulus;
    second = (second + first) % kModulus;
  }
  return second << 16U | first;
}

std::vector<std::uint8_t> by_distances(std::span<const std::uint8_t> raw,
                                       const std::vector<Distance>& distances) {
  BitWriter out(raw.size() + raw.size() / 8 + 32);  // a literal takes 9 bits at most
  out.put_byte(0x78);                               // zlib, a window of 32 KiB
  out.put_byte(0x01);
  out.put({3, 3});  // the last block; fixed codes
  for (std::size_t at = 0; at < raw.size();) {
    const Match match = longest_match(raw, at, distances);
    if (match.length >= kShortestMatch) {
      out.put(kLengths[match.length]);
      out.put(match.distance);
      at += match.length;
    } else {
      out.put(kLiterals[raw[at++]]);
    }
  }
  out.put(fixed_code(256));
  out.to_whole_byte();
  const std::uint32_t sum = adler32_of(raw);
  for (int i = 3; i >= 0; --i) out.put_byte(sum >> (8 * i) & 0xff);
  return out.finish();
}

std::vector<std::uint8_t> by_zlib(std::span<const std::uint8_t> raw) {
  uLongf size = compressBound(static_cast<uLong>(raw.size()));
  std::vector<std::uint8_t> out(size);
  compress2(out.data(), &size, raw.data(), static_cast<uLong>(raw.size()), kZlibLevel);
  out.resize(size);
  return out;
}

}  // namespace

std::vector<std::uint8_t> deflate_frames(std::span<const std::uint8_t> raw, std::size_t frame_bytes,
                                         std::size_t row_bytes) {
  std::vector<std::uint8_t> ours = by_distances(raw, distances(frame_bytes, row_bytes));
  if (ours.size() * kWorthwhile <= raw.size()) return ours;
  std::vector<std::uint8_t> zlibs = by_zlib(raw);
  return zlibs.size() < ours.size() ? zlibs : ours;
}

}  // namespace crossroads
