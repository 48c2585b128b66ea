// Inputs in, ticks, a picture out, until it is over: what every program with a game in a window
// does.
#pragma once

#include <chrono>
#include <thread>

#include "recordings/program.hpp"
#include "sim/tick_pacer.hpp"
#include "sim/window.hpp"

namespace crossroads {

[[nodiscard]] inline TickPacer::Time steady_now() {
  return std::chrono::steady_clock::now().time_since_epoch();
}

// Game: over(), handle(const Input&), tick(), slowness() and draw(), which gives the picture.
template <class Game>
void play_in_window(Window& window, Game& game) {
  TickPacer pacer(steady_now());
  while (!interrupted() && !game.over()) {
    for (const Input& input : window.inputs()) game.handle(input);
    for (int due = pacer.due(steady_now()); due > 0; --due) game.tick();
    pacer.set_slowness(game.slowness());
    window.show(game.draw());
    std::this_thread::sleep_until(std::chrono::steady_clock::time_point(pacer.next()));
  }
}

}  // namespace crossroads
