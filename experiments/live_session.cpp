#include "experiments/live_session.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "recordings/error.hpp"
#include "recordings/hash.hpp"
#include "sim/tick_pacer.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

constexpr int kLingerTicks = 75;  // a bit more than a second
constexpr const char* kWeights = "generator.safetensors";

bool is_run(const fs::path& folder) {
  std::error_code unreadable;
  return fs::is_regular_file(folder / kWeights, unreadable);
}

// Run folders in a folder, and in its folders, by name.
void add_runs_of(const fs::path& folder, int levels, std::vector<std::string>& runs) {
  std::error_code unreadable;
  std::vector<fs::path> inside;
  for (const auto& entry : fs::directory_iterator(folder, unreadable)) {
    if (entry.is_directory(unreadable)) inside.push_back(entry.path());
  }
  std::sort(inside.begin(), inside.end());
  for (const auto& one : inside) {
    if (is_run(one)) {
      runs.push_back(one.string());
    } else if (levels > 1) {
      add_runs_of(one, levels - 1, runs);
    }
  }
}

// All its futures come in one go: shown together, they don't flicker.
bool is_soon_whole(const Moment& moment) {
  const Frame& last = moment.state.past.back();
  return kFutures * last.height_px * last.width_px <= kPixelsAtOnce;
}

std::optional<Policy> policy_for(const std::string& asked, const Contender& run,
                                 const Level& level) {
  if (asked == "person") return std::nullopt;
  return asked.empty() ? policy_to_play(run, level) : parse_policy(asked, level);
}

}  // namespace

LiveSession::LiveSession(LiveSetup setup, Load load)
    : setup_(std::move(setup)), load_(std::move(load)) {
  if (setup_.runs.size() == 1) {
    throw UsageError("--runs: expected two or more, found one: " + setup_.runs.front());
  }
  load_runs(setup_.runs.empty() ? shipped_pair(setup_.level)
                                : std::vector<std::string>{setup_.runs[0], setup_.runs[1]});
  begin();
}

std::vector<std::string> LiveSession::shipped_pair(const std::string& level) const {
  const fs::path baseline = setup_.shipped / (level + "-mse"),
                 gan = setup_.shipped / (level + "-gan");
  if (is_run(baseline) && is_run(gan)) return {baseline.string(), gan.string()};
  throw Error("shipped runs for level " + level,
              "no " + (is_run(baseline) ? gan : baseline).filename().string(),
              setup_.shipped.string(), "train two and give them: live --runs BASELINE GAN");
}

void LiveSession::load_runs(const std::vector<std::string>& paths) {
  auto loaded = load_(paths);
  for (const auto& run : loaded) {
    if (run.ahead == 1) continue;
    throw Error("runs that predict the next frame",
                "one that predicts " + std::to_string(run.ahead) + " frames ahead", run.folder,
                "take runs that were trained with --ahead 1");
  }
  runs_ = {std::move(loaded.at(0)), std::move(loaded.at(1))};
}

void LiveSession::begin() {
  if (!setup_.recording.empty()) {
    source_ = play_back(setup_.recording);
    level_hash_.clear();
  } else {
    Level level = load_level(setup_.level);
    policy_of_level_ = policy_ = policy_for(setup_.policy, runs_[1], level);
    if (!policy_of_level_) policy_of_level_ = policy_to_play(runs_[1], level);
    level_hash_ = level.hash;
    const int frame_skip = frame_skip_of(level, setup_.frame_skip);
    source_ = play_live(std::move(level), frame_skip, setup_.seed, policy_);
  }
  strip_.clear();
  forget_prediction();
  new_frame();
}

int LiveSession::past_frames() const {
  return std::max(runs_[0].past_frames, runs_[1].past_frames);
}

std::string LiveSession::title() const {
  return fs::path(setup_.recording.empty() ? setup_.level : setup_.recording).stem().string();
}

std::string LiveSession::mismatch(std::size_t side) const {
  const Facts& facts = runs_[side].facts;
  if (facts.count("arm") == 0 || !setup_.recording.empty()) return "";
  if (fact(facts, "level_hash") != level_hash_) {
    const std::string level = fact(facts, "level_name");
    return "learnt " + (level.empty() ? "no level" : level);
  }
  const std::string skip = fact(facts, "frame_skip");
  if (skip != std::to_string(source_->frame_skip())) return "learnt " + skip + " ticks a frame";
  const std::string policy = learnt_policy(runs_[side]);
  const bool another = policy_ && !policy.empty() && policy != policy_text(*policy_);
  return another ? "learnt from " + policy : "";
}

void LiveSession::tick() {
  if ((awaited_ > 0 || to_ask_) && source_->completes_frame()) return;
  if (source_->on_frame()) {
    if (linger_ticks_ > 0) --linger_ticks_;
    if (frozen_ ? !steps_ : linger_ticks_ > 0) return;
    steps_ = false;
  }
  const auto before = source_->frames();
  source_->tick();
  if (source_->frames() != before) new_frame();
}

bool LiveSession::stands() const {
  return source_->on_frame() && (frozen_ || linger_ticks_ > 0);
}

void LiveSession::forget_prediction() {
  prediction_.reset();
  coming_.reset();
  oldest_shown_ = asked_ + 1;
}

void LiveSession::new_frame() {
  moment_ = source_->moment(past_frames());
  to_ask_ = counts_ = moment_.has_value();
  if (!moment_) {
    forget_prediction();
    return;
  }
  if (!holds_z_) draw_z();
  const bool open = moment_->known == Known::probabilities && moment_->state.legal.size() > 1;
  linger_ticks_ = lingers_ && open ? kLingerTicks : 0;
}

// As many as there are futures; another seed for every frame, and every time they are drawn again.
void LiveSession::draw_z() {
  const std::uint64_t place[] = {setup_.seed, static_cast<std::uint64_t>(source_->frames()),
                                 redrawn_};
  const std::uint64_t seed = hash_bytes(place, sizeof place);
  z_.clear();
  if (runs_[1].draw_z) z_ = runs_[1].draw_z(kFutures, seed);
}

std::optional<Question> LiveSession::question() {
  if (!to_ask_ || awaited_ > 0) return std::nullopt;
  to_ask_ = false;
  if (coming_) prediction_ = std::exchange(coming_, std::nullopt);  // it stays as it is
  awaited_ = ++asked_;
  if (std::exchange(counts_, false)) counted_ = asked_;
  const std::uint64_t place[] = {setup_.seed, static_cast<std::uint64_t>(source_->frames()),
                                 holds_z_ ? 0 : redrawn_};
  return Question{asked_, *moment_, runs_, z_, chosen_, hash_bytes(place, sizeof place)};
}

void LiveSession::take(Prediction prediction) {
  if (prediction.number == awaited_) awaited_ = 0;
  if (!prediction.error.empty()) {
    notice_ = prediction.error;
    forget_prediction();
    counted_ = 0;
    return;
  }
  if (prediction.number == counted_) {
    counted_ = 0;
    ++predictions_;
    StripPoint point;
    const std::array<const PredictedFrame*, 2> both{&prediction.baseline, &prediction.sampled()};
    for (std::size_t side = 0; side < both.size(); ++side) {
      if (both[side]->judged) point.verdict[side] = both[side]->judged->verdict;
      point.sharpness[side] = both[side]->sharpness;
    }
    strip_.push_back(point);
    if (strip_.size() > kStripLength) strip_.pop_front();
  }
  if (prediction.number < oldest_shown_) return;
  if (!prediction.complete && is_soon_whole(prediction.moment)) {
    coming_ = std::move(prediction);
  } else {
    coming_.reset();
    prediction_ = std::move(prediction);
  }
}

void LiveSession::press(Direction way) {
  notice_.clear();
  if (!setup_.recording.empty()) return;
  if (policy_) change_player();
  frozen_ = false;
  source_->press(way);
}

void LiveSession::freeze() {
  notice_.clear();
  frozen_ = !frozen_;
  steps_ = false;
}

void LiveSession::next_frame() {
  notice_.clear();
  frozen_ = steps_ = true;
}

void LiveSession::linger() {
  notice_.clear();
  lingers_ = !lingers_;
  linger_ticks_ = 0;
}

void LiveSession::slow_down() {
  notice_.clear();
  slowness_ = slowness_ < kMostSlowness ? slowness_ * 2 : 1;
}

void LiveSession::restart() {
  notice_.clear();
  source_->restart();
  new_frame();
}

void LiveSession::change_player() {
  notice_.clear();
  if (!setup_.recording.empty()) {
    notice_ = "a recording plays itself: there is no player to change";
    return;
  }
  policy_ = policy_ ? std::nullopt : policy_of_level_;
  source_->hand_over(policy_);
  if (!source_->on_frame() || !moment_) return;
  moment_ = source_->moment(past_frames());  // another player, other futures
  ask_again();
}

void LiveSession::ask_again() {
  to_ask_ = moment_.has_value();
}

void LiveSession::new_z() {
  notice_.clear();
  ++redrawn_;
  draw_z();
  ask_again();
}

void LiveSession::hold_z() {
  notice_.clear();
  if (z_.empty()) {
    notice_ = "this run keeps its z to itself";
    return;
  }
  holds_z_ = !holds_z_;
}

void LiveSession::choose_future(std::size_t index) {
  notice_.clear();
  if (index >= z_.size()) return;
  chosen_ = index;
  holds_z_ = true;
  ask_again();
}

void LiveSession::set_z(std::size_t dimension, float value) {
  notice_.clear();
  if (z_.empty() || dimension >= z_[chosen_].size()) return;
  value = std::clamp(value, -z_range(), z_range());
  if (z_is_bits()) value = value < 0 ? -1.0F : 1.0F;
  if (holds_z_ && z_[chosen_][dimension] == value) return;
  z_[chosen_][dimension] = value;
  holds_z_ = true;
  ask_again();
}

bool LiveSession::z_is_bits() const {
  return fact(runs_[1].facts, "z-distribution") == "bernoulli";
}

float LiveSession::z_range() const {
  return fact(runs_[1].facts, "z-distribution") == "normal" ? 3.0F : 1.0F;
}

void LiveSession::next_level() {
  notice_.clear();
  if (!setup_.recording.empty()) {
    notice_ = "a recording has the level that it has";
    return;
  }
  const auto names = level_names();
  const std::string last = tried_level_.empty() ? setup_.level : tried_level_;
  auto found = std::find(names.begin(), names.end(), last);
  if (found == names.end() || ++found == names.end()) found = names.begin();
  tried_level_ = *found;
  const std::string before = setup_.level;
  try {
    if (setup_.runs.empty()) load_runs(shipped_pair(tried_level_));
    setup_.level = tried_level_;
    holds_z_ = false;
    begin();
  } catch (const Error& error) {
    setup_.level = before;
    notice_ = error.what();
  }
}

std::vector<std::string> LiveSession::all_runs() const {
  std::vector<std::string> runs = setup_.runs;
  add_runs_of(setup_.shipped, 1, runs);
  add_runs_of(setup_.runs_at_hand, 2, runs);
  return runs;
}

void LiveSession::next_run(std::size_t side) {
  notice_.clear();
  const auto runs = all_runs();
  auto found = std::find(runs.begin(), runs.end(), runs_[side].folder);
  if (found == runs.end() || ++found == runs.end()) found = runs.begin();
  try {
    std::vector<std::string> pair{runs_[0].folder, runs_[1].folder};
    pair[side] = *found;
    load_runs(pair);
  } catch (const std::exception& error) {
    notice_ = error.what();
    return;
  }
  strip_.clear();
  holds_z_ = false;
  chosen_ = 0;
  moment_ = source_->on_frame() ? source_->moment(past_frames()) : moment_;
  if (moment_ && static_cast<int>(moment_->state.past.size()) < past_frames()) moment_.reset();
  draw_z();
  ask_again();
}

}  // namespace crossroads
