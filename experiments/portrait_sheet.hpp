// sheet.png of compare-portraits: a row of pictures for each contender, its name above.
#pragma once

#include <string>
#include <vector>

#include "recordings/frame.hpp"

namespace crossroads {

struct NamedPictures {
  std::string name;
  std::vector<Frame> pictures;  // all of one size
};

// At least one row, with a picture.
[[nodiscard]] Frame named_rows(const std::vector<NamedPictures>& rows);

}  // namespace crossroads
