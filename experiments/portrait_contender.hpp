// Anything that draws portraits and can be compared: a trained run, or one of the two that need no
// training. The comparison knows no more of it than this.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "portraits/picture_set.hpp"
#include "portraits/portrait.hpp"
#include "predictor/facts.hpp"

namespace crossroads {

struct PortraitContender {
  std::string name;
  std::string arm;
  std::string folder;  // of its run; empty where nothing was trained
  Facts facts;
  bool deterministic = false;            // one picture for each request, however often it is asked
  std::array<bool, kAttributes> asks{};  // what can be asked for
  // One picture of 64x64 px for each request; what isn't fixed is free.
  std::function<std::vector<Frame>(std::span<const FixedAttributes>, std::uint64_t seed)> sample;
};

// Fresh pictures of the painter: the best that any generator can do.
[[nodiscard]] PortraitContender real_portraits();

// The exact answer of squared error: the mean of all pictures that would be right. Where nothing is
// asked that is the mean of the training pictures, otherwise of fresh ones; without training
// pictures always of fresh ones. Copies what it needs of them.
[[nodiscard]] PortraitContender mean_face(const PictureSet* training);

}  // namespace crossroads
