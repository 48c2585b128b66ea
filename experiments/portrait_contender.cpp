#include "experiments/portrait_contender.hpp"

#include <map>
#include <optional>

#include "generation/fresh_portraits.hpp"
#include "portraits/paint.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kMeanOfAll = 5000, kMeanOfAsked = 64;  // pictures painted for one mean

std::array<bool, kAttributes> everything() {
  std::array<bool, kAttributes> asks;
  asks.fill(true);
  return asks;
}

class Mean {
 public:
  void add(const std::uint8_t* pixels) {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += pixels[i];
    ++count_;
  }
  [[nodiscard]] Frame frame() const {
    Frame frame(kPortraitSidePx, kPortraitSidePx);
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      frame.pixels[i] = static_cast<std::uint8_t>((sums_[i] + count_ / 2) / count_);
    }
    return frame;
  }

 private:
  std::vector<std::uint64_t> sums_ =
      std::vector<std::uint64_t>(std::size_t{3} * kPortraitSidePx * kPortraitSidePx);
  std::uint64_t count_ = 0;
};

Frame mean_of_training(const PictureSet& training) {
  Mean mean;
  for (std::size_t i = 0; i < training.count(); ++i) mean.add(training.picture(i));
  return mean.frame();
}

Frame mean_of_fresh(const FixedAttributes& request, std::uint64_t seed) {
  constexpr std::size_t kAtOnce = 100;
  const std::size_t all = request == FixedAttributes{} ? kMeanOfAll : kMeanOfAsked;
  Mean mean;
  for (std::size_t from = 0; from < all; from += kAtOnce) {
    const auto fresh =
        fresh_portraits(Purpose::means, seed, from, std::min(kAtOnce, all - from), request);
    for (const Frame& picture : fresh.pictures) mean.add(picture.pixels.data());
  }
  return mean.frame();
}

}  // namespace

PortraitContender real_portraits() {
  PortraitContender real;
  real.name = real.arm = "real";
  real.asks = everything();
  real.sample = [](std::span<const FixedAttributes> requests, std::uint64_t seed) {
    std::vector<Frame> pictures;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      auto fresh = fresh_portraits(Purpose::real_samples, seed, i, 1, requests[i]);
      pictures.push_back(std::move(fresh.pictures.front()));
    }
    return pictures;
  };
  return real;
}

PortraitContender mean_face(const PictureSet* training) {
  PortraitContender mean;
  mean.name = "mean face";
  mean.arm = "exact_mean";
  mean.deterministic = true;
  mean.asks = everything();
  std::map<FixedAttributes, Frame> known;
  if (training) known[{}] = mean_of_training(*training);
  mean.sample = [known](std::span<const FixedAttributes> requests, std::uint64_t seed) mutable {
    std::vector<Frame> pictures;
    for (const FixedAttributes& request : requests) {
      auto found = known.find(request);
      if (found == known.end()) found = known.emplace(request, mean_of_fresh(request, seed)).first;
      pictures.push_back(found->second);
    }
    return pictures;
  };
  return mean;
}

}  // namespace crossroads
