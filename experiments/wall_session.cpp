#include "experiments/wall_session.hpp"

#include <algorithm>
#include <utility>

#include "generation/z_path.hpp"
#include "recordings/hash.hpp"

namespace crossroads {
namespace {

constexpr float kWayTicks = 240;  // about four seconds from one z to the other

}  // namespace

WallSession::WallSession(FaceSource source, Request request, std::uint64_t seed)
    : source_(std::move(source)), request_(std::move(request)), seed_(seed) {
  new_z();
}

// The first ones are those that sample-portraits draws with the same seed.
std::vector<Z> WallSession::fresh() {
  const std::uint64_t place[] = {seed_, draws_};
  return source_.draw(kWallFaces, draws_++ == 0 ? seed_ : hash_bytes(place, sizeof place));
}

void WallSession::changed(Stale what) {
  notice_.clear();
  stale_ = std::max(stale_, what);
}

void WallSession::ask(std::size_t attribute, std::uint8_t value) {
  if (attribute >= request_.size()) return;
  if (value >= source_.space[attribute].values.size()) return;
  auto& asked = request_[attribute];
  asked = asked == value ? std::nullopt : std::optional(value);
  changed();
}

void WallSession::ask_next(std::size_t attribute) {
  if (attribute >= request_.size()) return;
  auto& asked = request_[attribute];
  const std::size_t next = asked ? *asked + std::size_t{1} : 0;
  const bool there = next < source_.space[attribute].values.size();
  asked = there ? std::optional(static_cast<std::uint8_t>(next)) : std::nullopt;
  changed();
}

void WallSession::free(std::size_t attribute) {
  if (attribute >= request_.size() || !request_[attribute]) return;
  request_[attribute].reset();
  changed();
}

void WallSession::free_all() {
  if (!asks()) return;
  std::fill(request_.begin(), request_.end(), std::nullopt);
  changed();
}

bool WallSession::asks() const {
  return std::any_of(request_.begin(), request_.end(),
                     [](const auto& asked) { return asked.has_value(); });
}

void WallSession::new_z() {
  from_ = fresh();
  to_ = fresh();
  changed();
}

void WallSession::other_z() {
  for (std::size_t i = 0; i < from_.size(); ++i) from_[i] = z(i);
  to_ = fresh();
  share_ = 0;
  way_ = 1;
  changed();
}

void WallSession::walk() {
  walks_ = !walks_;
  notice_.clear();
}

void WallSession::set_share(float share) {
  share = std::clamp(share, 0.0F, 1.0F);
  if (share == share_) return;
  share_ = share;
  changed();
}

void WallSession::tick() {
  if (!walks_) return;
  if (share_ >= 1) way_ = -1;
  if (share_ <= 0) way_ = 1;
  share_ = std::clamp(share_ + way_ / kWayTicks, 0.0F, 1.0F);
  stale_ = Stale::all;  // a notice stays: nobody did anything
}

void WallSession::look_at(std::size_t face) {
  if (face >= from_.size()) return;
  const bool again = chosen_ == face;
  look_away();
  if (!again) chosen_ = face;
}

void WallSession::look_away() {
  notice_.clear();
  if (stale_ == Stale::chosen) stale_ = Stale::all;  // which one it was is forgotten
  chosen_.reset();
}

Z WallSession::z(std::size_t face) const {
  return z_between(from_[face], to_[face], share_);
}

void WallSession::set_z(std::size_t dimension, float value) {
  if (!chosen_ || dimension >= from_[*chosen_].size()) return;
  value = std::clamp(value, -source_.z_range, source_.z_range);
  const float by = value - z(*chosen_)[dimension];
  from_[*chosen_][dimension] += by;
  to_[*chosen_][dimension] += by;
  changed(Stale::chosen);
}

void WallSession::refresh() {
  if (stale_ == Stale::none) return;
  const bool one = stale_ == Stale::chosen && chosen_ && !faces_.empty();
  std::vector<Z> all;
  for (std::size_t i = 0; i < from_.size(); ++i) {
    if (!one || i == *chosen_) all.push_back(z(i));
  }
  auto drawn = source_.sample(request_, all);
  if (one) {
    faces_[*chosen_] = std::move(drawn.front());
  } else {
    faces_ = std::move(drawn);
  }
  stale_ = Stale::none;
  ++refreshes_;
}

std::string spoken(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

}  // namespace crossroads
