#include "portraits/square.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace crossroads {
namespace {

// How a side of `from` pixels, `first` the first one, becomes one of `to`: each old pixel is cut
// into `to` parts, and each new one takes `from` parts.
struct Span {
  int first = 0, from = 0, to = 0;

  template <class Use>
  void for_each(int index, const Use& use) const {
    std::int64_t part = std::int64_t{index} * from;
    const std::int64_t end = part + from;
    while (part < end) {
      const std::int64_t pixel = part / to, next = std::min((pixel + 1) * to, end);
      use(first + static_cast<int>(pixel), static_cast<std::uint64_t>(next - part));
      part = next;
    }
  }
};

}  // namespace

Frame square_middle(const Frame& frame, int side_px) {
  const int side = std::min(frame.height_px, frame.width_px);
  const Span rows{(frame.height_px - side) / 2, side, side_px};
  const Span columns{(frame.width_px - side) / 2, side, side_px};
  const auto width = static_cast<std::size_t>(frame.width_px);
  const std::uint64_t parts = static_cast<std::uint64_t>(side) * static_cast<std::uint64_t>(side);
  Frame square(side_px, side_px);
  std::vector<std::uint64_t> sums(width);  // of each column, over the rows of a new pixel
  for (int channel = 0; channel < 3; ++channel) {
    for (int y = 0; y < side_px; ++y) {
      std::fill(sums.begin(), sums.end(), 0);
      rows.for_each(y, [&](int row, std::uint64_t weight) {
        for (std::size_t x = 0; x < width; ++x) {
          sums[x] += weight * frame.at(channel, row, static_cast<int>(x));
        }
      });
      for (int x = 0; x < side_px; ++x) {
        std::uint64_t sum = 0;
        columns.for_each(x, [&](int column, std::uint64_t weight) {
          sum += weight * sums[static_cast<std::size_t>(column)];
        });
        square.at(channel, y, x) = static_cast<std::uint8_t>((sum + parts / 2) / parts);
      }
    }
  }
  return square;
}

}  // namespace crossroads
