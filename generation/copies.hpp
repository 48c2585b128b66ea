// Whether samples are copies: the nearest training picture of each, by a distance that overlooks
// small shifts. No torch in this header.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "recordings/frame.hpp"

namespace crossroads {

struct Nearest {
  std::size_t index = 0;  // of the training picture
  double distance = 0;    // root mean square difference of both pictures' 16x16x3 means, 0 to 255
};

class TrainingPictures {
 public:
  // `picture(i)` is [3, side_px, side_px]; side_px a multiple of 16. At least one.
  TrainingPictures(std::size_t count, int side_px,
                   const std::function<const std::uint8_t*(std::size_t)>& picture);
  ~TrainingPictures();
  TrainingPictures(TrainingPictures&&) noexcept;

  // One for each; `pictures` of side_px, too.
  [[nodiscard]] std::vector<Nearest> nearest(std::span<const Frame> pictures) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Nearer than 999 in 1,000 fresh real pictures come to any training picture: what is nearer still
// is called a copy. Of at least one.
[[nodiscard]] double copy_distance(std::vector<Nearest> of_fresh_pictures);

}  // namespace crossroads
