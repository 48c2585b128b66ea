// A window that shows palette pixels or frames, enlarged by whole numbers, and tells which keys
// were pressed, on the keyboard or a gamepad, and what the mouse does. F11 changes to the full
// screen and back. The only place that knows SFML. It draws nothing of its own: the pixels come
// from the CPU.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "recordings/frame.hpp"
#include "sim/input.hpp"

namespace crossroads {

class Window {
 public:
  // Pictures of this size, from the start as large as fits the desktop well. Error: no display.
  Window(const std::string& title, int height_px, int width_px);
  ~Window();

  // Since the last call, oldest first. Closing the window counts as Key::quit.
  [[nodiscard]] std::vector<Input> inputs();
  // The same for who needs no mouse, which a full screen then hides.
  [[nodiscard]] std::vector<Key> keys();

  void show(std::span<const std::uint8_t> palette_pixels);  // of the size given at the start
  void show(const Frame& picture);  // of any size, also another one each time

  // Of the inside, now: for who draws pictures that fill it.
  [[nodiscard]] int height_px() const;
  [[nodiscard]] int width_px() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace crossroads
