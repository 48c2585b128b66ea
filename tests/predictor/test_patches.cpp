#include <catch2/catch.hpp>

#include "predictor/generator.hpp"
#include "predictor/patches.hpp"
#include "recordings/error.hpp"
#include "tests/predictor/small_world.hpp"

using namespace crossroads;

TEST_CASE("a patch holds the past frames, oldest first, and the next one at the same place") {
  auto options = test::small_options();
  options.moving_share = 1;
  const auto source = test::walks(4);
  const PatchCutter cutter(source, options);
  const auto batch = cutter.cut(0);
  CHECK(batch.past.sizes().vec() == std::vector<std::int64_t>{8, 6, 32, 32});
  CHECK(batch.next.sizes().vec() == std::vector<std::int64_t>{8, 3, 32, 32});
  CHECK(batch.past.min().item<double>() == -1);
  CHECK(batch.past.max().item<double>() == 1);
  for (std::int64_t n = 0; n < 8; ++n) {
    // The square is 8 px further right in each frame: column means tell where it is.
    const auto column = [&](const torch::Tensor& frame) {
      return frame[0].amax(0).argmax(0).item<std::int64_t>();
    };
    const auto first = column(batch.past[n].narrow(0, 0, 3));
    CHECK(column(batch.past[n].narrow(0, 3, 3)) == first + 8);
    CHECK(column(batch.next[n]) == first + 16);
  }
}

TEST_CASE("patches are placed on the network's multiple") {
  auto options = test::small_options();
  options.moving_share = 0;
  const auto source = test::walks(4);
  const PatchCutter cutter(source, options);
  const auto batch = cutter.cut(3);
  const auto rows = batch.next.amax({1});  // [N, P, P]
  for (std::int64_t n = 0; n < rows.size(0); ++n) {
    const auto lit = rows[n].amax(0).eq(1).nonzero();
    if (lit.numel() > 0) CHECK(lit[0].item<std::int64_t>() % 8 == 0);
  }
}

TEST_CASE("where patches are cut never depends on the future") {
  auto options = test::small_options();
  const auto source = test::walks(4);
  auto other = source;
  // Other futures: every episode's last frame, which is never among the last two past frames of a
  // start whose next frame exists, becomes white.
  for (int e = 0; e < 4; ++e) {
    std::fill_n(other.pixels.begin() + (8 * e + 7) * other.bytes_per_frame(),
                other.bytes_per_frame(), 255);
  }
  const PatchCutter one(source, options);
  const PatchCutter two(other, options);
  for (std::int64_t step = 0; step < 20; ++step) {
    CHECK(torch::equal(one.cut(step).past, two.cut(step).past));
  }
}

TEST_CASE("every arm sees the same batches, another seed or step sees others") {
  auto options = test::small_options();
  const auto source = test::walks(8);
  const PatchCutter cutter(source, options);
  options.arm = "mse";
  const PatchCutter same(source, options);
  options.seed = 2;
  const PatchCutter other(source, options);
  CHECK(torch::equal(cutter.cut(5).past, same.cut(5).past));
  CHECK_FALSE(torch::equal(cutter.cut(5).past, cutter.cut(6).past));
  CHECK_FALSE(torch::equal(cutter.cut(5).past, other.cut(5).past));
}

TEST_CASE("frames smaller than a patch and episodes shorter than K + 1 are refused in one line") {
  auto options = test::small_options();
  options.patch_px = 40;
  const auto source = test::walks(1);
  CHECK_THROWS_WITH(PatchCutter(source, options), Catch::Contains("found 64 x 32"));
  options = test::small_options();
  options.generator.past_frames = 8;
  CHECK_THROWS_WITH(PatchCutter(source, options), Catch::Contains("at least 9 frames"));
}

TEST_CASE("with --ahead the frame to predict is so many frames after the last past one") {
  auto options = test::small_options();
  options.moving_share =
      0;  // cut anywhere: around what moves, the square has left the patch by then
  options.ahead = 2;
  const auto source = test::walks(4);
  const PatchCutter cutter(source, options);
  int seen = 0;
  for (std::int64_t step = 0; step < 20; ++step) {
    const auto batch = cutter.cut(step);
    for (std::int64_t n = 0; n < 8; ++n) {
      const auto last = batch.past[n].narrow(0, 3, 3);
      const auto lit = [](const torch::Tensor& frame) { return frame.max().item<double>() == 1; };
      if (!lit(last) || !lit(batch.next[n])) continue;
      const auto column = [](const torch::Tensor& frame) {
        return frame[0].amax(0).argmax(0).item<std::int64_t>();
      };
      CHECK(column(batch.next[n]) == column(last) + 16);
      ++seen;
    }
  }
  CHECK(seen > 0);
  options.ahead = 7;
  CHECK_THROWS_WITH(PatchCutter(source, options), Catch::Contains("at least 9 frames"));
}

TEST_CASE("with actions their planes lie behind the past frames, that of the taken one at 1") {
  auto options = test::small_options();
  options.generator.actions = true;
  auto source = test::walks(4);
  // Each action tells the row of its episode, so that a patch can be told whose it has.
  for (int i = 0; i < 32; ++i) source.actions[i] = i % 8 == 7 ? 0 : 1 + i / 8;
  const PatchCutter cutter(source, options);
  options.generator.actions = false;
  const PatchCutter without(source, options);
  const auto batch = cutter.cut(0);
  REQUIRE(batch.past.sizes().vec() == std::vector<std::int64_t>{8, 11, 32, 32});
  CHECK(torch::equal(batch.past.narrow(1, 0, 6), without.cut(0).past));
  CHECK(torch::equal(batch.next, without.cut(0).next));
  CHECK(torch::equal(last_frame(batch.past, {.past_frames = 2, .actions = true}),
                     batch.past.narrow(1, 3, 3)));
  for (std::int64_t n = 0; n < 8; ++n) {
    const auto planes = batch.past[n].narrow(0, 6, 5);
    CHECK(torch::equal(planes.amin({1, 2}), planes.amax({1, 2})));
    CHECK(planes.amax({1, 2}).sum().item<double>() == 1 - 4);
    const auto rows = batch.next[n][0].amax(1);  // 32 rows, as many as the frame has
    if (rows.max().item<double>() < 1) continue;
    const auto episode = rows.argmax(0).item<std::int64_t>() / 8;
    CHECK(planes.amax({1, 2}).argmax(0).item<std::int64_t>() == 1 + episode);
  }
}

TEST_CASE("actions are refused where nobody acts, or where they are not ours") {
  auto options = test::small_options();
  options.generator.actions = true;
  auto source = test::walks(1);
  source.actions[3] = 17;
  CHECK_THROWS_WITH(PatchCutter(source, options), Catch::Contains("found 17"));
  source.actions.clear();
  CHECK_THROWS_WITH(PatchCutter(source, options), Catch::Contains("a recording with actions"));
}

TEST_CASE("a packed arm's patches hold another future of the same past, mostly where it is open") {
  auto options = test::small_options();
  options.arm = "gan-packed";
  options.batch = 500;
  options.moving_share = 0;
  CHECK_THROWS_WITH(PatchCutter(test::walks(4), options), Catch::Contains("needs --redrawn"));
  auto source = test::redrawn_walks(1);
  // The square's fourth frame alone could have come otherwise: then nothing would be there.
  source.open[3] = 1;
  std::fill_n(source.other_pixels.begin() + 3 * source.bytes_per_frame(), source.bytes_per_frame(),
              std::uint8_t{0});
  const auto batch = PatchCutter(source, options).cut(0);
  const auto differs = (batch.next != batch.other).flatten(1).any(1);
  // 60 % come from there by choice, and a sixth of the rest (one of six starts) by chance. Five
  // deviations of 500 draws are 0.11.
  const double share = differs.to(torch::kFloat32).mean().item<double>();
  CHECK(share > 0.55);
  CHECK(share < 0.78);
  CHECK((batch.other.index({differs}) == -1).all().item<bool>());
}

TEST_CASE("most patches come from where the same motion went on in another way elsewhere") {
  auto options = test::small_options();
  options.generator.past_frames = 3;
  options.batch = 500;
  options.open_share = 0.6;
  options.moving_share = 0;
  // Of eight walks half turn up at the end, at the last of five moments.
  auto source = test::walks(8);
  for (int e = 0; e < 8; ++e) {
    const auto turned = e % 2 == 0 ? test::square_at(6, 1) : test::square_at(7, 0);
    for (int t = 0; t < 8; ++t) {
      const auto frame = t == 7 ? turned : test::square_at(t, 0);
      std::copy(frame.pixels.begin(), frame.pixels.end(),
                source.pixels.begin() + (8 * e + t) * source.bytes_per_frame());
    }
  }
  const auto batch = PatchCutter(source, options).cut(0);
  const auto turns = (batch.next.select(1, 0).amax(2).select(1, 12) == 1);  // row 12 is tile 1
  // Half of 60 %, and 1.6 % by chance. Five deviations of 500 draws are 0.1.
  const double share = turns.to(torch::kFloat32).mean().item<double>();
  CHECK(share > 0.22);
  CHECK(share < 0.40);
}
