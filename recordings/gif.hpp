// GIF films of frames, exact: no colour is changed, so a frame may hold 256 colours at most (each
// frame may have others). Only what moves is stored, which is little.
// Format: GIF89a, https://www.w3.org/Graphics/GIF/spec-gif89a.txt
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "recordings/frame.hpp"

namespace crossroads {

// LZW as GIF has it: codes of `bits` + 1 to 12 bits, in blocks of up to 255 bytes, ended by an
// empty one. Every pixel is below 2^bits; bits from 2 to 8.
void append_lzw(std::string& out, const std::vector<std::uint8_t>& pixels, int bits);

// For pictures that are no palette pixels: each value rounded to a multiple of 2, 4, 8, ... until
// 256 colours are enough. Unchanged where they already are.
[[nodiscard]] Frame with_few_colours(const Frame& frame);

class GifEncoder {
 public:
  // `palette`: 3 bytes a colour, at most 256 of them, for the frames that need no others.
  GifEncoder(int height_px, int width_px, const std::vector<std::uint8_t>& palette);

  // `hundredths`: how long it is shown, in 1/100 s. Viewers slow down what is below 2.
  // Error: more than 256 colours, another size.
  void add(const Frame& frame, int hundredths);

  [[nodiscard]] std::string finish();  // the whole file; nothing may be added behind it

 private:
  int height_px_, width_px_;
  std::vector<std::uint32_t> palette_;
  Frame before_;
  std::string bytes_;
};

}  // namespace crossroads
