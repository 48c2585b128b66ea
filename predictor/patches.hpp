// Patches cut on the fly: K past frames and the one to predict, `ahead` frames after the last, at
// the same place. The choice of places depends on the past alone (never on the future, which would
// bias the rates of the turns), and on seed and step alone otherwise: every arm sees the same
// batches, and a resumed run goes on exactly. Packed arms alone are told by the simulator where the
// future is open (a function of the past, too): most of their patches come from there.
#pragma once

#include "predictor/moving_box.hpp"
#include "predictor/options.hpp"
#include "predictor/torch.hpp"
#include "recordings/frame_source.hpp"

namespace crossroads {

struct PatchBatch {
  // [N, 3K, P, P], float32 in [-1, 1], oldest frame first; with actions their planes behind them.
  torch::Tensor past;
  torch::Tensor next;   // [N, 3, P, P]
  torch::Tensor other;  // for a packed arm another real future of the same past, [N, 3, P, P]
};

class PatchCutter {
 public:
  // Keeps a reference to `source`. Error: frames smaller than a patch, too few frames, actions
  // wanted where the source has none or others than 0 to 4.
  PatchCutter(const FrameSource& source, const TrainOptions& options);
  [[nodiscard]] PatchBatch cut(std::int64_t step) const;

 private:
  void find_open();
  [[nodiscard]] MovingBox box_at(std::int64_t last) const;
  void copy_patch(const std::uint8_t* frame, int top, int left, std::uint8_t* out) const;
  [[nodiscard]] torch::Tensor actions_after(const std::vector<std::int64_t>& lasts) const;

  const FrameSource& source_;
  bool actions_;
  int past_frames_, ahead_, patch_px_, align_px_, batch_;
  double open_share_, moving_share_;
  std::uint64_t seed_;
  std::vector<std::int64_t> starts_;  // index of the oldest past frame
  std::vector<MovingBox> boxes_;      // for each start: where the last two past frames differ
  std::vector<std::int64_t> moving_;  // indices into starts_ with a box
  bool packed_;
  std::vector<std::int64_t> open_;  // those of moving_ from which more than one frame may follow
};

}  // namespace crossroads
