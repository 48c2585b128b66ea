// Which moments a training shows of itself.
#include <catch2/catch.hpp>

#include "predictor/sample_sheet.hpp"
#include "tests/predictor/small_world.hpp"

using namespace crossroads;

namespace {

// A square walks right along row 2 to column 3, then up or down, as `ways` says for each episode.
FrameSource forks(const std::string& ways) {
  FrameSource source;
  source.height_px = 32;
  source.width_px = 64;
  for (const char way : ways) {
    source.episodes.push_back({source.frames(), 5});
    for (int t = 0; t < 5; ++t) {
      const auto frame = t < 4 ? test::square_at(t, 2) : test::square_at(3, way == 'u' ? 1 : 3);
      source.pixels.insert(source.pixels.end(), frame.pixels.begin(), frame.pixels.end());
    }
  }
  return source;
}

}  // namespace

TEST_CASE("a moment is open where the same motion went on in two ways, each of them twice") {
  // Frame 5 * e + 3 stands at the fork; the first of the rarer way is shown.
  CHECK(open_moments(forks("udduu"), 3, 1, 1) == std::vector<std::int64_t>{8});
  CHECK(open_moments(forks("uuudd"), 3, 1, 1) == std::vector<std::int64_t>{18});
}

TEST_CASE("without open moments, or beside them, moments are spread over the recording") {
  CHECK(open_moments(forks("uuuu"), 2, 1, 2) == std::vector<std::int64_t>{6, 16});
  CHECK(open_moments(forks("uddu"), 3, 1, 3) == std::vector<std::int64_t>{8, 3, 12});
  CHECK(open_moments(forks("u"), 4, 1, 5) == std::vector<std::int64_t>{3});
}
