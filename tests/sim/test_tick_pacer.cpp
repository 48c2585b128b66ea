#include <catch2/catch.hpp>
#include <numeric>
#include <vector>

#include "sim/tick_pacer.hpp"

using namespace crossroads;
using namespace std::chrono_literals;

namespace {

constexpr TickPacer::Time kStart = 12345ms;  // any moment

// The ticks of each picture of a screen at this rate.
std::vector<int> ticks_of(int screen_hz, int seconds, int slowness) {
  TickPacer pacer(kStart);
  pacer.set_slowness(slowness);
  std::vector<int> ticks;
  for (int picture = 1; picture <= screen_hz * seconds; ++picture) {
    ticks.push_back(pacer.due(kStart + picture * 1000000000LL / screen_hz * 1ns));
  }
  return ticks;
}

int total(const std::vector<int>& ticks) {
  return std::accumulate(ticks.begin(), ticks.end(), 0);
}

}  // namespace

// 33 s are exactly 2000 ticks of 16.5 ms.
TEST_CASE("The game runs at 60.606 ticks a second on a screen of any rate") {
  for (const int screen_hz : {24, 30, 50, 60, 75, 100, 144, 165, 240, 1000}) {
    INFO(screen_hz << " Hz");
    CHECK(total(ticks_of(screen_hz, 33, 1)) == 2000);
  }
}

TEST_CASE("Ticks come as evenly as the screen allows") {
  for (const int ticks : ticks_of(144, 10, 1)) CHECK((ticks == 0 || ticks == 1));
  for (const int ticks : ticks_of(60, 10, 1)) CHECK((ticks == 1 || ticks == 2));
  for (const int ticks : ticks_of(30, 10, 1)) CHECK((ticks == 2 || ticks == 3));
}

TEST_CASE("Slow motion takes exactly 2, 4 or 8 times as long") {
  CHECK(total(ticks_of(60, 33, 2)) == 1000);
  CHECK(total(ticks_of(60, 33, 4)) == 500);
  CHECK(total(ticks_of(144, 33, 8)) == 250);
}

TEST_CASE("Back from slow motion there are no ticks to catch up with") {
  TickPacer pacer(kStart);
  pacer.set_slowness(8);
  CHECK(pacer.due(kStart + 120ms) == 0);  // the first one is due after 132 ms
  pacer.set_slowness(1);
  CHECK(pacer.due(kStart + 121ms) == 0);
  CHECK(pacer.due(kStart + 122ms) == 1);  // 15 of 16.5 ms were over: 1.5 ms to go
  CHECK(pacer.due(kStart + 137ms) == 0);
  CHECK(pacer.due(kStart + 138ms) == 1);
}

TEST_CASE("After a long hitch the game goes on without rushing") {
  TickPacer pacer(kStart);
  CHECK(pacer.due(kStart + 5s) == 6);
  CHECK(pacer.due(kStart + 5s) == 0);
  CHECK(pacer.due(kStart + 5s + 16ms) == 0);
  CHECK(pacer.due(kStart + 5s + 17ms) == 1);
}

TEST_CASE("Whoever waits is woken at the next tick, in slow motion once a tick's time") {
  TickPacer pacer(kStart);
  CHECK(pacer.due(kStart + 10ms) == 0);
  CHECK(pacer.next() == kStart + 16500us);
  pacer.set_slowness(8);
  CHECK(pacer.next() == kStart + 26500us);
  pacer.set_slowness(2);
  CHECK(pacer.next() == kStart + 23ms);
}
