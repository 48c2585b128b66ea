#include "recordings/best_colours.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace crossroads {
namespace {

constexpr std::size_t kMostColours = 256;
constexpr int kBits = 5;

// Pixels whose colours share their upper bits.
struct Bin {
  double count = 0;
  std::array<double, 3> sum{};
  [[nodiscard]] double mean(std::size_t channel) const { return sum[channel] / count; }
};

// A part of the list of bins.
struct Box {
  std::size_t first = 0, last = 0;  // behind the last
  std::size_t channel = 0;          // along which it differs most
  double mean = 0, error = 0;       // there: where to cut, and the summed squared distance from it
};

std::size_t bin_of(const Frame& frame, std::size_t pixel) {
  const std::size_t plane = frame.pixels.size() / 3;
  std::size_t bin = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    bin = bin << kBits | frame.pixels[c * plane + pixel] >> (8 - kBits);
  }
  return bin;
}

bool has_few_colours(const Frame& frame) {
  const std::size_t plane = frame.pixels.size() / 3;
  std::unordered_set<std::uint32_t> colours;
  std::uint32_t before = 0xffffffff;
  for (std::size_t i = 0; i < plane; ++i) {
    const std::uint32_t colour = static_cast<std::uint32_t>(frame.pixels[i]) << 16U |
                                 static_cast<std::uint32_t>(frame.pixels[plane + i]) << 8U |
                                 frame.pixels[2 * plane + i];
    if (colour == before) continue;
    before = colour;
    if (colours.insert(colour).second && colours.size() > kMostColours) return false;
  }
  return true;
}

std::vector<Bin> bins_of(const Frame& frame) {
  const std::size_t plane = frame.pixels.size() / 3;
  std::vector<Bin> bins(std::size_t{1} << (3 * kBits));
  for (std::size_t i = 0; i < plane; ++i) {
    Bin& bin = bins[bin_of(frame, i)];
    ++bin.count;
    for (std::size_t c = 0; c < 3; ++c) bin.sum[c] += frame.pixels[c * plane + i];
  }
  return bins;
}

using Bins = std::vector<std::size_t>;  // which ones, box by box

Bin total(const std::vector<Bin>& bins, const Bins& order, const Box& box) {
  Bin all;
  for (std::size_t i = box.first; i < box.last; ++i) {
    all.count += bins[order[i]].count;
    for (std::size_t c = 0; c < 3; ++c) all.sum[c] += bins[order[i]].sum[c];
  }
  return all;
}

Box measured(const std::vector<Bin>& bins, const Bins& order, std::size_t first, std::size_t last) {
  Box box{first, last};
  const Bin all = total(bins, order, box);
  for (std::size_t c = 0; c < 3; ++c) {
    double error = 0;
    for (std::size_t i = first; i < last; ++i) {
      const Bin& bin = bins[order[i]];
      error += bin.count * std::pow(bin.mean(c) - all.mean(c), 2);
    }
    if (error > box.error) box = {first, last, c, all.mean(c), error};
  }
  return box;
}

std::vector<Box> boxes_of(const std::vector<Bin>& bins, Bins& order) {
  std::vector<Box> boxes{measured(bins, order, 0, order.size())};
  while (boxes.size() < kMostColours) {
    const auto worst = std::max_element(
        boxes.begin(), boxes.end(), [](const Box& a, const Box& b) { return a.error < b.error; });
    if (worst->error <= 0) break;  // one bin each
    const Box box = *worst;
    const auto begin = order.begin() + static_cast<std::ptrdiff_t>(box.first);
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(box.last);
    const auto cut = std::partition(
        begin, end, [&](std::size_t bin) { return bins[bin].mean(box.channel) < box.mean; });
    const auto middle = static_cast<std::size_t>(cut - order.begin());
    if (middle == box.first || middle == box.last) break;  // all alike but for rounding
    *worst = measured(bins, order, box.first, middle);
    boxes.push_back(measured(bins, order, middle, box.last));
  }
  return boxes;
}

}  // namespace

Frame with_best_colours(const Frame& frame) {
  if (has_few_colours(frame)) return frame;
  const auto bins = bins_of(frame);
  Bins order;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (bins[i].count > 0) order.push_back(i);
  }
  std::vector<std::array<std::uint8_t, 3>> colour(bins.size());
  for (const Box& box : boxes_of(bins, order)) {
    const Bin all = total(bins, order, box);
    for (std::size_t i = box.first; i < box.last; ++i) {
      for (std::size_t c = 0; c < 3; ++c) {
        colour[order[i]][c] = static_cast<std::uint8_t>(std::lround(all.mean(c)));
      }
    }
  }
  Frame result = frame;
  const std::size_t plane = frame.pixels.size() / 3;
  for (std::size_t i = 0; i < plane; ++i) {
    const auto& best = colour[bin_of(frame, i)];
    for (std::size_t c = 0; c < 3; ++c) result.pixels[c * plane + i] = best[c];
  }
  return result;
}

}  // namespace crossroads
