#include "experiments/dream_session.hpp"

#include <algorithm>
#include <utility>

#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "sim/branching.hpp"
#include "sim/renderer.hpp"
#include "sim/rules.hpp"

namespace crossroads {
namespace {

constexpr std::uint64_t kForZ = 0, kForAction = 1;  // purposes of seeds

int action_of(Direction way) {
  return static_cast<int>(way) + 1;
}

}  // namespace

DreamSession::DreamSession(const Level& level, const Policy& policy, int frame_skip,
                           std::uint64_t seed, Dreamer dreamer)
    : level_(level),
      policy_(policy),
      frame_skip_(frame_skip),
      seed_(seed),
      dreamer_(std::move(dreamer)) {
  if (!dreamer_.run.takes_actions) {
    throw Error("a run that is given actions", "one that is not", dreamer_.run.folder,
                "train one by train --actions");
  }
  restart();
}

void DreamSession::press(Direction way) {
  dream_.wish = real_.wish = action_of(way);
}

void DreamSession::restart() {
  ++game_;
  RolloutSetup setup;
  setup.seed = seed_ + static_cast<std::uint64_t>(game_);
  setup.frame_skip = frame_skip_;
  setup.past_frames = dreamer_.run.past_frames;
  setup.starts = 1;
  setup.frames = 0;
  RolloutStart start = collect_starts(level_, policy_, setup).front();
  dream_ = real_ = {start.state, start.past.back(), std::nullopt, 0};
  past_ = std::move(start.past);
  rollout_ = {};
  frames_ = 0;
  if (!holds_z_) z_ = dreamer_.draw_z(seed_of(kForZ));
}

void DreamSession::hold_z() {
  holds_z_ = !holds_z_;
}

void DreamSession::new_z() {
  z_ = dreamer_.draw_z(hash_words(z_.data(), z_.size() * sizeof(float), seed_of(kForZ)));
}

void DreamSession::next_frame() {
  if (over()) return;
  ++frames_;
  if (!dream_.state.over) dream_on();
  if (!real_.state.over) play_on();
}

std::uint64_t DreamSession::seed_of(std::uint64_t purpose) const {
  const std::uint64_t place[] = {seed_, static_cast<std::uint64_t>(game_),
                                 static_cast<std::uint64_t>(frames_), purpose};
  return hash_bytes(place, sizeof place);
}

// Both sides draw with the same seed: where they stand alike they go alike.
void DreamSession::choose_action(Side& side, const std::vector<LegalFrame>& legal) const {
  const auto may = [&](int action) {
    return std::any_of(legal.begin(), legal.end(), [&](const LegalFrame& one) {
      return one.by_action[static_cast<std::size_t>(action)] > 0;
    });
  };
  const int straight_on = action_of(side.state.player.facing);
  if (side.wish && may(*side.wish)) {
    side.action = *std::exchange(side.wish, std::nullopt);
  } else if (may(straight_on)) {
    side.action = straight_on;
  } else {
    EvaluationState state;
    state.legal = legal;
    side.action = draw_actions(state, 1, seed_of(kForAction)).front();
  }
}

void DreamSession::dream_on() {
  auto from = branches(level_, policy_, dream_.state, frame_skip_);
  std::vector<State> next;
  for (const auto& branch : from) next.push_back(branch.state);
  const auto legal = legal_frames(std::move(from));
  choose_action(dream_, legal);
  if (!holds_z_) z_ = dreamer_.draw_z(seed_of(kForZ));
  Frame dreamt = dreamer_.next(past_, z_, dream_.action);
  const auto [nearest, is_legal] = decode(dreamt, legal, dream_.frame, dream_.action);
  judge(rollout_, is_legal, next[nearest].over);
  dream_.state = next[nearest];
  dream_.frame = legal[nearest].frame;
  past_.erase(past_.begin());
  past_.push_back(std::move(dreamt));
}

void DreamSession::play_on() {
  choose_action(real_, legal_frames(branches(level_, policy_, real_.state, frame_skip_)));
  for (int i = 0; i < frame_skip_ && !real_.state.over; ++i) {
    tick(level_, real_.state, i == 0 ? static_cast<Action>(real_.action) : Action::none);
  }
  real_.frame = render_frame(level_, real_.state);
}

}  // namespace crossroads
