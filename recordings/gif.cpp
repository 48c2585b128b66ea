#include "recordings/gif.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "recordings/content.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kMostColours = 256;
constexpr int kMostCodeBits = 12;
constexpr std::size_t kLargestBlock = 255;

void put_16(std::string& out, int value) {
  out.push_back(static_cast<char>(value & 0xff));
  out.push_back(static_cast<char>(value >> 8 & 0xff));
}

// Codes, lowest bit first, gathered into blocks that open with their size.
class CodeBlocks {
 public:
  explicit CodeBlocks(std::string& out) : out_(out) {}

  void put(int code, int bits) {
    waiting_ |= static_cast<std::uint32_t>(code) << waiting_bits_;
    for (waiting_bits_ += bits; waiting_bits_ >= 8; waiting_bits_ -= 8) put_byte();
  }

  void end() {
    if (waiting_bits_ > 0) put_byte();
    put_block();
    out_.push_back('\0');
  }

 private:
  void put_byte() {
    block_.push_back(static_cast<char>(waiting_ & 0xffU));
    waiting_ >>= 8U;
    if (block_.size() == kLargestBlock) put_block();
  }
  void put_block() {
    if (block_.empty()) return;
    out_.push_back(static_cast<char>(block_.size()));
    out_ += block_;
    block_.clear();
  }

  std::string& out_;
  std::string block_;
  std::uint32_t waiting_ = 0;
  int waiting_bits_ = 0;
};

std::uint32_t colour(const Frame& frame, int y, int x) {
  return static_cast<std::uint32_t>(frame.at(0, y, x)) << 16U |
         static_cast<std::uint32_t>(frame.at(1, y, x)) << 8U | frame.at(2, y, x);
}

int bits_for(std::size_t colours) {
  int bits = 2;  // the least that LZW takes
  while ((std::size_t{1} << bits) < colours) ++bits;
  return bits;
}

// Filled up with black to 2^bits.
void put_colours(std::string& out, const std::vector<std::uint32_t>& colours) {
  for (std::size_t i = 0; i < (std::size_t{1} << bits_for(colours.size())); ++i) {
    const std::uint32_t rgb = i < colours.size() ? colours[i] : 0;
    for (const unsigned shift : {16U, 8U, 0U})
      out.push_back(static_cast<char>(rgb >> shift & 0xffU));
  }
}

std::unordered_map<std::uint32_t, std::uint8_t> indices(const std::vector<std::uint32_t>& colours) {
  std::unordered_map<std::uint32_t, std::uint8_t> all;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    all.emplace(colours[i], static_cast<std::uint8_t>(i));
  }
  return all;
}

// Nothing where a colour isn't in the palette.
std::optional<std::vector<std::uint8_t>> pixels_of(const Frame& frame, const Box& box,
                                                   const std::vector<std::uint32_t>& palette) {
  const auto all = indices(palette);
  std::vector<std::uint8_t> pixels;
  for (int y = box[0]; y < box[2]; ++y) {
    for (int x = box[1]; x < box[3]; ++x) {
      const auto found = all.find(colour(frame, y, x));
      if (found == all.end()) return std::nullopt;
      pixels.push_back(found->second);
    }
  }
  return pixels;
}

std::vector<std::uint32_t> all_colours_of(const Frame& frame, const Box& box) {
  std::vector<std::uint32_t> colours;
  for (int y = box[0]; y < box[2]; ++y) {
    for (int x = box[1]; x < box[3]; ++x) colours.push_back(colour(frame, y, x));
  }
  std::sort(colours.begin(), colours.end());
  colours.erase(std::unique(colours.begin(), colours.end()), colours.end());
  return colours;
}

std::vector<std::uint32_t> colours_of(const Frame& frame, const Box& box) {
  std::vector<std::uint32_t> colours = all_colours_of(frame, box);
  if (colours.size() <= kMostColours) return colours;
  throw Error("at most 256 colours in a frame of a GIF", std::to_string(colours.size()),
              "the frames to write", "write PNG or MP4, which keep them all");
}

}  // namespace

void append_lzw(std::string& out, const std::vector<std::uint8_t>& pixels, int bits) {
  const int clear = 1 << bits, end = clear + 1;
  out.push_back(static_cast<char>(bits));
  CodeBlocks blocks(out);
  // The word that `code` and a pixel make, or 0: no word of two pixels has that code.
  std::vector<std::array<std::uint16_t, 256>> longer(std::size_t{1} << kMostCodeBits);
  int next = end + 1, code_bits = bits + 1, word = -1;
  blocks.put(clear, code_bits);
  for (const std::uint8_t pixel : pixels) {
    if (word < 0) {
      word = pixel;
      continue;
    }
    std::uint16_t& together = longer[static_cast<std::size_t>(word)][pixel];
    if (together != 0) {
      word = together;
      continue;
    }
    blocks.put(word, code_bits);
    if (next == 1 << kMostCodeBits) {  // the dictionary is full: begin a new one
      blocks.put(clear, code_bits);
      for (auto& row : longer) row.fill(0);
      next = end + 1;
      code_bits = bits + 1;
    } else {
      if (next == 1 << code_bits) ++code_bits;
      together = static_cast<std::uint16_t>(next++);
    }
    word = pixel;
  }
  if (word >= 0) {
    blocks.put(word, code_bits);
    // The reader has added a word after this code too.
    if (next == 1 << code_bits && code_bits < kMostCodeBits) ++code_bits;
  }
  blocks.put(end, code_bits);
  blocks.end();
}

Frame with_few_colours(const Frame& frame) {
  Frame rounded = frame;
  const Box all{0, 0, frame.height_px, frame.width_px};
  // At the latest steps of 64 are coarse enough: five values a channel.
  for (int step = 2; all_colours_of(rounded, all).size() > kMostColours; step *= 2) {
    for (std::size_t i = 0; i < frame.pixels.size(); ++i) {
      rounded.pixels[i] =
          static_cast<std::uint8_t>(std::min(255, (frame.pixels[i] + step / 2) / step * step));
    }
  }
  return rounded;
}

GifEncoder::GifEncoder(int height_px, int width_px, const std::vector<std::uint8_t>& palette)
    : height_px_(height_px), width_px_(width_px) {
  for (std::size_t i = 0; i + 2 < palette.size() && palette_.size() < kMostColours; i += 3) {
    palette_.push_back(static_cast<std::uint32_t>(palette[i]) << 16U |
                       static_cast<std::uint32_t>(palette[i + 1]) << 8U | palette[i + 2]);
  }
  bytes_ = "GIF89a";
  put_16(bytes_, width_px);
  put_16(bytes_, height_px);
  const int table = palette_.empty() ? 0 : 0x80 | (bits_for(palette_.size()) - 1);
  bytes_ += {static_cast<char>(0x70 | table), '\0', '\0'};  // 8 bits a colour; black; square pixels
  if (!palette_.empty()) put_colours(bytes_, palette_);
  bytes_ += std::string("\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", 19);  // again and again
}

void GifEncoder::add(const Frame& frame, int hundredths) {
  if (frame.height_px != height_px_ || frame.width_px != width_px_ || height_px_ > 0xffff ||
      width_px_ > 0xffff) {
    throw Error("frames of one size, up to 65535 px",
                std::to_string(frame.width_px) + "x" + std::to_string(frame.height_px),
                "the frames to write", "enlarge less, or write frames of one size");
  }
  Box box{0, 0, height_px_, width_px_};
  if (!before_.pixels.empty()) {
    box = moving_box(before_, frame);
    if (box[2] == 0) box = {0, 0, 1, 1};  // an empty picture is not allowed
  }
  std::vector<std::uint32_t> own;
  std::optional<std::vector<std::uint8_t>> pixels = pixels_of(frame, box, palette_);
  if (!pixels) {
    own = colours_of(frame, box);
    pixels = pixels_of(frame, box, own);
  }
  bytes_ += {'\x21', '\xf9', '\x04', '\x04'};  // what was there before stays under the new box
  put_16(bytes_, hundredths);
  bytes_ += {'\0', '\0', '\x2c'};
  for (const int value : {box[1], box[0], box[3] - box[1], box[2] - box[0]}) put_16(bytes_, value);
  bytes_.push_back(static_cast<char>(own.empty() ? 0 : 0x80 | (bits_for(own.size()) - 1)));
  if (!own.empty()) put_colours(bytes_, own);
  append_lzw(bytes_, *pixels, bits_for(own.empty() ? palette_.size() : own.size()));
  before_ = frame;
}

std::string GifEncoder::finish() {
  bytes_.push_back('\x3b');
  return std::move(bytes_);
}

}  // namespace crossroads
