// Games and hand-made runs to test `live` with: what they answer is known.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "experiments/live_session.hpp"
#include "tests/experiments/hand_made.hpp"
#include "tests/recordings/scratch.hpp"

namespace crossroads::live_world {

using tests::Scratch;

inline constexpr int kSkip = 8;  // ticks a recorded frame of the levels below

// A way round without a junction, a dot or an end.
inline const std::string kRing =
    "ticks_per_frame 8\ndots_percent 0\nstart maze\nmaze\n"
    "######\n#P...#\n#.##.#\n#.##.#\n#....#\n######\n";

inline Level ring() {
  return parse_level(kRing, "ring");
}

// The level corner, where the player goes left or right with 1/2 each at a junction.
inline Level corner() {
  return load_level("corner");
}

// A run that needs two past frames. z is one bit: the first legal frame for -1, the last for +1.
inline Contender sampler() {
  Contender run;
  run.name = run.arm = run.folder = "sampler";
  run.past_frames = 2;
  run.facts = {{"z-distribution", "bernoulli"}};
  run.draw_z = [](int count, std::uint64_t seed) {
    std::vector<Z> z;
    for (int i = 0; i < count; ++i) z.push_back({(seed >> i & 1) != 0 ? 1.0F : -1.0F});
    return z;
  };
  run.sample_with = [](const EvaluationState& state, const std::vector<Z>& z) {
    std::vector<Frame> frames;
    for (const Z& one : z) {
      frames.push_back(one[0] < 0 ? state.legal.front().frame : state.legal.back().frame);
    }
    return frames;
  };
  run.sample = [](const EvaluationState& state, int count, std::uint64_t) {
    return hand_made::repeat(state.legal.front().frame, count);
  };
  return run;
}

// The mean of all that is legal: what squared error is best at.
inline Contender baseline() {
  Contender run = exact_mean();
  run.folder = "baseline";
  run.past_frames = 2;
  return run;
}

inline std::vector<Contender> both(const std::vector<std::string>&) {
  return {baseline(), sampler()};
}

inline LiveSetup setup(const std::string& level, const std::string& policy = "uniform") {
  LiveSetup result;
  result.level = level;
  result.policy = policy;
  result.runs = {"baseline", "sampler"};
  return result;
}

struct Live {
  Scratch scratch;
  LiveSession session;

  static LiveSetup in_file(const Scratch& scratch, const std::string& policy) {
    std::ofstream(scratch / "ring.level") << kRing;
    return setup((scratch / "ring.level").string(), policy);
  }
  explicit Live(const std::string& policy = "uniform") : session(in_file(scratch, policy), both) {}

  void ticks(int count) {
    for (; count > 0; --count) session.tick();
  }
  // Ticks, and every question answered at once.
  void play(int count) { play_on(session, count); }
  static void play_on(LiveSession& session, int count) {
    for (; count > 0; --count) {
      session.tick();
      if (auto question = session.question()) session.take(answer(std::move(*question)));
    }
  }
};

// A moment at which corner's player has two ways, all predicted.
inline Prediction open_moment(LiveSession& session) {
  for (int i = 0; i < 100000; ++i) {
    Live::play_on(session, 1);
    const auto& prediction = session.prediction();
    if (prediction && session.source().on_frame() && prediction->moment.state.legal.size() == 2) {
      return *prediction;
    }
  }
  throw std::runtime_error("no junction");
}

}  // namespace crossroads::live_world
