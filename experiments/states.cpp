#include "experiments/states.hpp"

#include <algorithm>
#include <array>
#include <deque>

#include "experiments/frame_math.hpp"
#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "sim/recorder.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"

namespace crossroads {
namespace {

constexpr int kMostGames = 20000;        // a level without junctions ends here instead of never
constexpr std::size_t kMostLegal = 256;  // judging grows with the square of their number
constexpr std::array<const char*, 4> kDirections{"up", "left", "down", "right"};

// Labels tell the legal frames apart: the player's direction where that is enough.
void name_legal_frames(std::vector<LegalFrame>& legal, const std::vector<Branch>& from) {
  std::set<std::string> used;
  for (std::size_t m = 0; m < legal.size(); ++m) {
    legal[m].label = kDirections[static_cast<std::size_t>(from[m].state.player.facing)];
    used.insert(legal[m].label);
  }
  if (used.size() == legal.size()) return;
  for (std::size_t m = 0; m < legal.size(); ++m) {
    legal[m].label = m < 26 ? std::string(1, static_cast<char>('A' + m)) : std::to_string(m + 1);
  }
}

int player_tile(const Level& level, const State& state) {
  constexpr int kTile16th = kTilePx * 16;
  return state.player.y_16th_px / kTile16th * level.cols + state.player.x_16th_px / kTile16th;
}

int count_distinct(const std::vector<EvaluationState>& states, int past_frames) {
  std::set<std::uint64_t> pasts;
  for (const auto& state : states) pasts.insert(hash_past(state.past, past_frames));
  return static_cast<int>(pasts.size());
}

// Sorts the states of one game after another into the set, until it has enough.
class Collector {
 public:
  Collector(const std::vector<Level>& levels, const Policy& policy, const StateRequest& request)
      : levels_(levels), policy_(policy), request_(request) {}

  StateSet collect() {
    while (!enough() && set_.games < kMostGames) {
      const std::size_t main = set_.main.size(), forced = set_.forced.size();
      play(set_.games % static_cast<int>(levels_.size()),
           game_seed(request_.seed, static_cast<std::uint64_t>(set_.games), Purpose::compare));
      ++set_.games;
      if (levels_.size() == 1) continue;
      keep_share(set_.main, main, request_.states);
      keep_share(set_.forced, forced, request_.forced);
    }
    if (!enough()) throw too_few();
    set_.distinct_pasts = count_distinct(set_.main, request_.past_frames);
    return std::move(set_);
  }

 private:
  [[nodiscard]] bool enough() const {
    return static_cast<int>(set_.main.size()) >= request_.states;
  }

  // One level: the first states in seed order. Several: whole games, of which each keeps its share.
  [[nodiscard]] bool is_full() const { return levels_.size() == 1 && enough(); }

  // Of the states from `before` on, which one game gave, as many as leave room for all levels,
  // evenly spread over the game.
  void keep_share(std::vector<EvaluationState>& states, std::size_t before, int wanted) {
    const auto most = static_cast<std::size_t>(wanted);
    const std::size_t count = states.size() - before;
    const std::size_t share =
        std::min(std::max<std::size_t>(most / levels_.size(), 1), most - before);
    if (count <= share) return;
    for (std::size_t i = 0; i < share; ++i) {
      std::swap(states[before + i], states[before + (2 * i + 1) * count / (2 * share)]);
    }
    states.resize(before + share);
    set_.excluded["beyond the share of one game"] += static_cast<int>(count - share);
  }

  [[nodiscard]] Error too_few() const {
    return {
        std::to_string(request_.states) + " states with several futures after " +
            std::to_string(request_.past_frames) + " frames",
        std::to_string(set_.main.size()) + " of them in " + std::to_string(set_.games) + " games",
        "level " + levels_[0].name + (levels_.size() > 1 ? " and others" : ""),
        "ask for fewer --states or take another level"};
  }

  [[nodiscard]] Error too_many(const Level& level, std::size_t legal) const {
    return {"at most " + std::to_string(kMostLegal) + " legal frames",
            std::to_string(legal) + " of them " + std::to_string(request_.ahead) + " frames ahead",
            "level " + level.name, "predict less far ahead, or take another level"};
  }

  [[nodiscard]] bool ends_before_its_last_interval(const State& now,
                                                   const std::vector<Branch>& futures) const {
    const int due = now.ticks + request_.frame_skip * (request_.ahead - 1);
    return std::any_of(futures.begin(), futures.end(), [due](const Branch& future) {
      return future.state.over && future.state.ticks <= due;
    });
  }

  void play(int index, std::uint64_t seed) {
    const Level& level = levels_[static_cast<std::size_t>(index)];
    State state = start_game(level, seed);
    std::deque<Frame> past{render_frame(level, state)};
    for (int step = 0; step < level.frames_per_game && !state.over && !is_full(); ++step) {
      if (static_cast<int>(past.size()) == request_.past_frames) {
        const int junction = index * kMostTiles + player_tile(level, state);
        sort_in(level, state, {{past.begin(), past.end()}, {}, seed, step, junction, {}, index});
        past.pop_front();
      } else {
        ++set_.excluded["fewer than K past frames"];
      }
      for (int i = 0; i < request_.frame_skip && !state.over; ++i) tick(level, state, policy_);
      past.push_back(render_frame(level, state));
    }
  }

  void sort_in(const Level& level, const State& state, EvaluationState question) {
    auto next = branches(level, policy_, state, request_.frame_skip * request_.ahead);
    if (next.size() > kMostLegal) throw too_many(level, next.size());
    const bool unrecorded = ends_before_its_last_interval(state, next);
    question.actors = actor_regions(level, state, next);
    question.legal = legal_frames(std::move(next));
    if (unrecorded) {
      ++set_.excluded["the game may be over before the frame is due"];
    } else if (question.legal.size() == 1) {
      if (question.legal[0].frame == question.past.back()) {
        ++set_.excluded["one legal frame, and nothing moves"];
      } else if (static_cast<int>(set_.forced.size()) >= request_.forced) {
        ++set_.excluded["one legal frame, beyond those needed for the forced row"];
      } else {
        set_.forced.push_back(std::move(question));
      }
    } else if (!told_apart(question.legal)) {
      ++set_.excluded["legal frames too alike to tell apart"];
    } else {
      set_.main.push_back(std::move(question));
    }
  }

  const std::vector<Level>& levels_;
  const Policy& policy_;
  StateRequest request_;
  StateSet set_;
};

std::uint64_t chain(std::uint64_t hash, std::uint64_t next) {
  return hash_bytes(&next, sizeof next, hash);
}

std::vector<Frame> frames_up_to(const FrameSource& source, std::int64_t last, int past_frames) {
  std::vector<Frame> past;
  for (std::int64_t i = last - past_frames + 1; i <= last; ++i) {
    past.push_back(source.copy_frame(i));
  }
  return past;
}

}  // namespace

std::vector<LegalFrame> legal_frames(std::vector<Branch> from) {
  std::vector<LegalFrame> legal;
  for (auto& branch : from) {
    legal.push_back({std::move(branch.frame), std::move(branch.without_actors), branch.probability,
                     "", branch.by_action});
  }
  name_legal_frames(legal, from);
  return legal;
}

bool told_apart(const std::vector<LegalFrame>& legal) {
  for (std::size_t m = 0; m < legal.size(); ++m) {
    for (std::size_t k = m + 1; k < legal.size(); ++k) {
      if (squared_distance(legal[m].frame, legal[k].frame) < kLeastSquaredDistance) return false;
    }
  }
  return true;
}

StateSet collect_states(const std::vector<Level>& levels, const Policy& policy,
                        const StateRequest& request) {
  return Collector(levels, policy, request).collect();
}

StateSet collect_states(const Level& level, const Policy& policy, const StateRequest& request) {
  return collect_states(std::vector<Level>{level}, policy, request);
}

StateSet states_of_recording(const FrameSource& source, int past_frames, int states, int ahead) {
  StateSet set;
  struct Place {
    std::int64_t last = 0;  // the present frame
    int episode = 0;
  };
  std::vector<Place> places;
  for (std::size_t episode = 0; episode < source.episodes.size(); ++episode) {
    const auto& span = source.episodes[episode];
    set.excluded["fewer than K past frames"] +=
        static_cast<int>(std::min<std::int64_t>(past_frames, span.count));
    for (std::int64_t last = span.first + past_frames - 1; last + ahead < span.first + span.count;
         ++last) {
      if (std::equal(source.frame(last), source.frame(last) + source.bytes_per_frame(),
                     source.frame(last + ahead))) {
        ++set.excluded["nothing moves"];
      } else {
        places.push_back({last, static_cast<int>(episode)});
      }
    }
  }
  if (places.empty()) {
    throw Error("a place where something moves after " + std::to_string(past_frames) + " frames",
                "none", "the recording", "record something that moves, or longer episodes");
  }
  const std::size_t count = std::min(places.size(), static_cast<std::size_t>(states));
  if (places.size() > count) {
    set.excluded["beyond the number asked for"] = static_cast<int>(places.size() - count);
  }
  set.one_real_future = true;
  set.games = static_cast<int>(source.episodes.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Place& place = places[i * places.size() / count];
    const auto& span = source.episodes[static_cast<std::size_t>(place.episode)];
    const std::int64_t next = place.last + ahead;
    LegalFrame real{source.copy_frame(next), {}, 1.0, "real", {}};
    // What is no action of ours says nothing: a foreign recording may count on.
    const std::int64_t action = source.actions.empty() ? -1 : source.actions[place.last];
    if (action >= 0 && action < kActionCount) real.by_action[action] = 1;
    set.main.push_back({frames_up_to(source, place.last, past_frames),
                        {std::move(real)},
                        0,
                        static_cast<int>(next - span.first),
                        place.episode,
                        {}});
  }
  set.distinct_pasts = count_distinct(set.main, past_frames);
  return set;
}

std::uint64_t hash_past(const std::vector<Frame>& past, int past_frames) {
  std::uint64_t hash = kHashStart;
  for (std::size_t i = past.size() - static_cast<std::size_t>(past_frames); i < past.size(); ++i) {
    hash = chain(hash, hash_bytes(past[i].pixels.data(), past[i].pixels.size()));
  }
  return hash;
}

std::set<std::uint64_t> past_hashes(const FrameSource& source, int past_frames) {
  std::vector<std::uint64_t> of_frame;
  for (std::int64_t i = 0; i < source.frames(); ++i) {
    of_frame.push_back(
        hash_bytes(source.frame(i), static_cast<std::size_t>(source.bytes_per_frame())));
  }
  std::set<std::uint64_t> hashes;
  for (const auto& span : source.episodes) {
    for (std::int64_t end = span.first + past_frames; end <= span.first + span.count; ++end) {
      std::uint64_t hash = kHashStart;
      for (std::int64_t i = end - past_frames; i < end; ++i) {
        hash = chain(hash, of_frame[static_cast<std::size_t>(i)]);
      }
      hashes.insert(hash);
    }
  }
  return hashes;
}

}  // namespace crossroads
