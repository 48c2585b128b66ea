#include <catch2/catch.hpp>

#include "tests/experiments/live_world.hpp"

using namespace crossroads;
using namespace crossroads::live_world;
using Catch::Contains;

TEST_CASE("A recorded frame is complete every so many ticks, and has a moment after K frames") {
  const auto source = play_live(corner(), kSkip, 1, parse_policy("uniform"));
  CHECK(source->frames() == 1);  // the reset frame
  CHECK_FALSE(source->moment(2));
  for (int i = 0; i < kSkip - 1; ++i) source->tick();
  CHECK(source->frames() == 1);
  CHECK(source->completes_frame());
  source->tick();
  CHECK(source->frames() == 2);
  CHECK(source->on_frame());
  const auto moment = source->moment(2);
  REQUIRE(moment);
  CHECK(moment->state.past.size() == 2);
  CHECK(moment->state.past.back() == source->picture());
  CHECK_FALSE(source->moment(3));
}

TEST_CASE("The frame that comes is among the legal ones, whoever plays") {
  for (const bool person : {false, true}) {
    const auto source = play_live(corner(), kSkip, 3,
                                  person ? std::nullopt : std::optional(parse_policy("uniform")));
    source->press(Direction::left);
    for (int frame = 0; frame < 60; ++frame) {
      const auto moment = source->moment(1);
      for (int i = 0; i < kSkip; ++i) {
        if (i == 3) source->press(static_cast<Direction>(frame * 7 % 4));  // heard a frame later
        source->tick();
      }
      if (!moment) continue;  // a board was over, the next one has begun
      const auto& legal = moment->state.legal;
      const Frame now = source->picture();
      CHECK(std::any_of(legal.begin(), legal.end(),
                        [&](const LegalFrame& one) { return one.frame == now; }));
    }
  }
}

TEST_CASE("A person in a corridor has two legal frames, on and back, and nobody knows which") {
  const auto source = play_live(ring(), kSkip, 1, std::nullopt);
  source->press(Direction::right);
  for (int i = 0; i < kSkip; ++i) source->tick();
  const auto moment = source->moment(2);
  REQUIRE(moment);
  CHECK(moment->known == Known::legal_frames);
  REQUIRE(moment->state.legal.size() == 2);
  CHECK(moment->state.legal[0].probability == 0.5);
  CHECK(moment->state.legal[1].probability == 0.5);
  CHECK(moment->state.legal[0].frame != moment->state.legal[1].frame);
}

TEST_CASE("Nothing moves before a person's first key, and a policy can be taken over from") {
  const auto source = play_live(ring(), kSkip, 1, std::nullopt);
  for (int i = 0; i < 100; ++i) source->tick();
  CHECK(source->frames() == 1);
  source->hand_over(parse_policy("uniform"));
  CHECK(source->who() == "uniform");
  for (int i = 0; i < kSkip; ++i) source->tick();
  CHECK(source->frames() == 2);
  source->hand_over(std::nullopt);
  CHECK(source->who() == "you");
}
