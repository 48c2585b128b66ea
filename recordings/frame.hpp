// One picture, as it is recorded, predicted and compared: RGB, 8 bits, channel-first.
// Palette pixels (one byte each) exist only inside the simulator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace crossroads {

struct Frame {
  int height_px = 0;
  int width_px = 0;
  std::vector<std::uint8_t> pixels;  // [3, height_px, width_px], R plane first

  Frame() = default;
  Frame(int height, int width)
      : height_px(height),
        width_px(width),
        pixels(std::size_t{3} * static_cast<std::size_t>(height) *
               static_cast<std::size_t>(width)) {}

  [[nodiscard]] std::uint8_t& at(int channel, int y, int x) { return pixels[index(channel, y, x)]; }
  [[nodiscard]] std::uint8_t at(int channel, int y, int x) const {
    return pixels[index(channel, y, x)];
  }
  [[nodiscard]] bool operator==(const Frame&) const = default;

 private:
  [[nodiscard]] std::size_t index(int channel, int y, int x) const {
    return (static_cast<std::size_t>(channel) * static_cast<std::size_t>(height_px) +
            static_cast<std::size_t>(y)) *
               static_cast<std::size_t>(width_px) +
           static_cast<std::size_t>(x);
  }
};

}  // namespace crossroads
