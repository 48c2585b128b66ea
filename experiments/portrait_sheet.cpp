#include "experiments/portrait_sheet.hpp"

#include <algorithm>

#include "experiments/picture.hpp"

namespace crossroads {

Frame named_rows(const std::vector<NamedPictures>& rows) {
  constexpr int kZoom = 2, kBetween = 4, kTitle = 9 * kText + 8;
  const Frame& first = rows.front().pictures.front();
  const int width = first.width_px * kZoom + kBetween;
  const int height = kTitle + first.height_px * kZoom + kGap;
  std::size_t most = 1;
  for (const auto& row : rows) most = std::max(most, row.pictures.size());
  Canvas canvas(kGap + static_cast<int>(rows.size()) * height,
                2 * kGap + static_cast<int>(most) * width - kBetween, kPaper);
  int y = kGap;
  for (const auto& row : rows) {
    canvas.write(row.name, kGap, y, kText, kInk);
    int x = kGap;
    for (const Frame& picture : row.pictures) {
      canvas.draw(picture, x, y + kTitle, kZoom);
      x += width;
    }
    y += height;
  }
  return canvas.take();
}

}  // namespace crossroads
