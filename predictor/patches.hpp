// Patches cut on the fly: K past frames and the next one, at the same place. The choice of places
// depends on the past alone (never on the future, which would bias the rates of the turns), and on
// seed and step alone otherwise: every arm sees the same batches, and a resumed run goes on
// exactly.
#pragma once

#include "predictor/options.hpp"
#include "predictor/torch.hpp"
#include "recordings/frame_source.hpp"

namespace crossroads {

struct PatchBatch {
  torch::Tensor past;  // [N, 3K, P, P], float32 in [-1, 1], oldest frame first
  torch::Tensor next;  // [N, 3, P, P]
};

class PatchCutter {
 public:
  // Keeps a reference to `source`. Error: frames smaller than a patch, too few frames.
  PatchCutter(const FrameSource& source, const TrainOptions& options);
  [[nodiscard]] PatchBatch cut(std::int64_t step) const;

 private:
  struct Box {
    std::int16_t top = 0, left = 0, bottom = 0, right = 0;  // of what moved; bottom, right outside
    bool empty() const { return bottom <= top; }
  };
  [[nodiscard]] Box moving_box(std::int64_t last) const;

  const FrameSource& source_;
  int past_frames_, patch_px_, align_px_, batch_;
  double moving_share_;
  std::uint64_t seed_;
  std::vector<std::int64_t> starts_;  // index of the oldest past frame
  std::vector<Box> boxes_;            // for each start: where the last two past frames differ
  std::vector<std::int64_t> moving_;  // indices into starts_ with a box
};

}  // namespace crossroads
