// A window that shows palette pixels, enlarged by whole numbers, and tells which keys were pressed,
// on the keyboard or a gamepad. F11 changes to the full screen and back. The only place that knows
// SFML. It draws nothing of its own: the pixels come from the CPU.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/keys.hpp"

namespace crossroads {

class Window {
 public:
  // Pictures of this size, from the start as large as fits the desktop well. Error: no display.
  Window(const std::string& title, int height_px, int width_px);
  ~Window();

  // Pressed since the last call, oldest first. Closing the window counts as Key::quit.
  [[nodiscard]] std::vector<Key> keys();
  void show(std::span<const std::uint8_t> palette_pixels);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace crossroads
