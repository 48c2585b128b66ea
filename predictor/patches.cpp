#include "predictor/patches.hpp"

#include <algorithm>

#include "predictor/arms.hpp"
#include "predictor/generator.hpp"
#include "predictor/motion_futures.hpp"
#include "recordings/error.hpp"

namespace crossroads {

namespace {

// SplitMix64 (Steele et al. 2014): a stateless stream for each (seed, step).
class Stream {
 public:
  Stream(std::uint64_t seed, std::uint64_t step) : state_(seed * 0x9e3779b97f4a7c15ULL ^ step) {
    next();
  }
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
  }
  // [0, bound); the bias of the remainder is below 2^-40 here.
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
  }
  double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

// A multiple of `align` in [0, frame - patch] such that [from, to) lies in the patch, with a whole
// margin on both sides where the frame has room for it.
int place(Stream& stream, int from, int to, int frame, int patch, int align) {
  const int last = (frame - patch) / align;
  const int margin = std::max(0, std::min(patch / 4, (patch - (to - from)) / 2));
  const auto slot = [&](int px) { return std::clamp(px, 0, last * align); };
  int low = (slot(to + margin - patch) + align - 1) / align;
  int high = slot(from - margin) / align;
  if (high < low) std::swap(low, high);
  return align * static_cast<int>(low + stream.below(high - low + 1));
}

void check_actions(const std::vector<std::int64_t>& actions) {
  if (actions.empty()) {
    throw Error("a recording with actions, as --actions needs them", "one in which nobody acts",
                "the recording", "record a game, or leave out --actions");
  }
  const auto foreign = std::find_if(actions.begin(), actions.end(), [](std::int64_t action) {
    return action < 0 || action >= kActionCount;
  });
  if (foreign != actions.end()) {
    throw Error("actions of 0 (none) to 4 (right)", std::to_string(*foreign), "the recording",
                "leave out --actions");
  }
}

}  // namespace

PatchCutter::PatchCutter(const FrameSource& source, const TrainOptions& options)
    : source_(source),
      actions_(options.generator.actions),
      past_frames_(options.generator.past_frames),
      ahead_(options.ahead),
      patch_px_(options.patch_px),
      align_px_(options.generator.downscale),
      batch_(options.batch),
      open_share_(options.open_share),
      moving_share_(options.moving_share),
      seed_(options.seed),
      packed_(find_arm(options.arm).packed) {
  if (packed_ && source.other_pixels.empty()) {
    throw UsageError("--arm " + options.arm + " needs --redrawn: second futures, made by redraw");
  }
  if (source.height_px < patch_px_ || source.width_px < patch_px_) {
    throw Error("frames of at least " + std::to_string(patch_px_) + " x " +
                    std::to_string(patch_px_) + " px",
                std::to_string(source.width_px) + " x " + std::to_string(source.height_px),
                "the recording", "choose a smaller --patch");
  }
  for (const auto& episode : source.episodes) {
    for (std::int64_t i = 0; i + past_frames_ + ahead_ - 1 < episode.count; ++i) {
      starts_.push_back(episode.first + i);
      boxes_.push_back(box_at(episode.first + i + past_frames_ - 1));
      if (boxes_.back().empty()) continue;
      const auto index = static_cast<std::int64_t>(starts_.size()) - 1;
      moving_.push_back(index);
      if (packed_ && source.open[episode.first + i + past_frames_] != 0) open_.push_back(index);
    }
  }
  if (starts_.empty()) {
    throw Error("an episode of at least " + std::to_string(past_frames_ + ahead_) + " frames",
                "only shorter ones", "the recording",
                "record longer ones, or lower --past-frames or --ahead");
  }
  if (actions_) check_actions(source.actions);
  if (!packed_) find_open();
}

void PatchCutter::find_open() {
  if (past_frames_ == 1) return;  // one frame shows no motion
  MotionFutures futures;
  std::vector<std::pair<Motion, MovingBox>> seen;  // for each of moving_, with what came
  for (const std::int64_t index : moving_) {
    const std::int64_t last = starts_[index] + past_frames_ - 1;
    const MovingBox before = past_frames_ > 2 ? box_at(last - 1) : MovingBox{};
    seen.push_back({{before, boxes_[index]}, moving_box(source_, last, last + ahead_)});
    futures.add(seen.back().first, seen.back().second, last);
  }
  for (std::size_t i = 0; i < moving_.size(); ++i) {
    if (futures.open(seen[i].first, seen[i].second)) open_.push_back(moving_[i]);
  }
}

MovingBox PatchCutter::box_at(std::int64_t last) const {
  if (past_frames_ > 1) return moving_box(source_, last - 1, last);
  return {0, 0, static_cast<std::int16_t>(source_.height_px),
          static_cast<std::int16_t>(source_.width_px)};
}

PatchBatch PatchCutter::cut(std::int64_t step) const {
  const int patch = patch_px_;
  const std::int64_t area = std::int64_t{patch} * patch;
  const int frames = past_frames_ + (packed_ ? 2 : 1);
  auto bytes = torch::empty({batch_, 3 * frames, patch, patch}, torch::kUInt8);
  auto* out = bytes.data_ptr<std::uint8_t>();
  Stream stream(seed_, static_cast<std::uint64_t>(step));
  std::vector<std::int64_t> lasts;  // the present frame of each patch
  for (int n = 0; n < batch_; ++n) {
    const bool open = !open_.empty() && stream.unit() < open_share_;
    const bool moving = open || (!moving_.empty() && stream.unit() < moving_share_);
    const auto& among = open ? open_ : moving_;
    const std::int64_t index = moving ? among[stream.below(static_cast<std::int64_t>(among.size()))]
                                      : stream.below(static_cast<std::int64_t>(starts_.size()));
    const MovingBox box = moving ? boxes_[index]
                                 : MovingBox{0, 0, static_cast<std::int16_t>(source_.height_px),
                                             static_cast<std::int16_t>(source_.width_px)};
    int top = 0, left = 0;
    if (box.bottom - box.top <= patch) {
      top = place(stream, box.top, box.bottom, source_.height_px, patch, align_px_);
    } else {
      top = align_px_ * static_cast<int>(stream.below((source_.height_px - patch) / align_px_ + 1));
    }
    if (box.right - box.left <= patch) {
      left = place(stream, box.left, box.right, source_.width_px, patch, align_px_);
    } else {
      left = align_px_ * static_cast<int>(stream.below((source_.width_px - patch) / align_px_ + 1));
    }
    lasts.push_back(starts_[index] + past_frames_ - 1);
    for (int k = 0; k < frames; ++k) {
      const std::int64_t frame = k < past_frames_ ? starts_[index] + k : lasts.back() + ahead_;
      copy_patch(k <= past_frames_ ? source_.frame(frame) : source_.other_frame(frame), top, left,
                 out + (std::int64_t{n} * frames + k) * 3 * area);
    }
  }
  const auto all = bytes.to(torch::kFloat32).div_(127.5).sub_(1);
  const auto past = all.narrow(1, 0, 3 * past_frames_);
  return {actions_ ? with_actions(past, actions_after(lasts)) : past,
          all.narrow(1, 3 * past_frames_, 3),
          packed_ ? all.narrow(1, 3 * past_frames_ + 3, 3) : torch::Tensor()};
}

void PatchCutter::copy_patch(const std::uint8_t* frame, int top, int left,
                             std::uint8_t* out) const {
  for (int row = 0; row < 3 * patch_px_; ++row) {
    const std::int64_t y = (row / patch_px_) * source_.height_px + top + row % patch_px_;
    std::copy_n(frame + y * source_.width_px + left, patch_px_,
                out + std::int64_t{row} * patch_px_);
  }
}

torch::Tensor PatchCutter::actions_after(const std::vector<std::int64_t>& lasts) const {
  auto actions = torch::empty({batch_}, torch::kInt64);
  for (std::size_t n = 0; n < lasts.size(); ++n) {
    actions.data_ptr<std::int64_t>()[n] = source_.actions[lasts[n]];
  }
  return actions;
}

}  // namespace crossroads
