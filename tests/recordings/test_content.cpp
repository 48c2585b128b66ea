#include <hdf5.h>

#include "recordings/content.hpp"
#include "recordings/hash.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

TEST_CASE("hash_words sees every byte, the length, and bytes behind the last whole word") {
  const std::string text = "0123456789abc";
  const std::uint64_t whole = hash_words(text.data(), text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string other = text;
      other[i] = static_cast<char>(other[i] ^ (1 << bit));
      CHECK(hash_words(other.data(), other.size()) != whole);
    }
  }
  const std::string longer = text + std::string(1, '\0');
  CHECK(hash_words(longer.data(), longer.size()) != whole);
  CHECK(hash_words(nullptr, 0) != kHashStart);
}

TEST_CASE("the content hash changes with whatever an episode holds") {
  const Episode episode = sample_episode(6, 5, 4);
  const std::uint64_t hash = content_hash(episode);
  CHECK(content_hash(sample_episode(6, 5, 4)) == hash);
  const auto changed = [&](auto change) {
    Episode other = episode;
    change(other);
    return content_hash(other) != hash;
  };
  CHECK(changed([](Episode& e) { e.seed ^= 1; }));
  CHECK(changed([](Episode& e) { e.frames[4].pixels.back() ^= 1; }));
  CHECK(changed([](Episode& e) { e.actions[3] = 7; }));
  CHECK(changed([](Episode& e) { e.rewards[0] = -1; }));
  CHECK(changed([](Episode& e) { e.terminations[0] = 1; }));
  CHECK(changed([](Episode& e) { e.truncations[3] = 1; }));
  CHECK(changed([](Episode& e) { e.infos["lives"][2] = 2; }));
  CHECK(changed([](Episode& e) { e.infos["lifes"] = e.infos.extract("lives").mapped(); }));
}

TEST_CASE("the moving box is around all that differs, in every plane") {
  Frame before(6, 8);
  Frame after = before;
  CHECK(moving_box(before, after) == Box{0, 0, 0, 0});
  after.at(2, 3, 7) = 1;
  CHECK(moving_box(before, after) == Box{3, 7, 4, 8});
  after.at(0, 5, 2) = 9;
  CHECK(moving_box(before, after) == Box{3, 2, 6, 8});
  before.at(1, 0, 4) = 5;
  CHECK(moving_box(before, after) == Box{0, 2, 6, 8});
}

TEST_CASE("the moving mask marks each pixel that differs in any plane from the frame before") {
  const Frame before(2, 3);
  Frame after = before;
  after.at(0, 0, 1) = 7;
  after.at(1, 1, 2) = 8;
  after.at(2, 1, 2) = 1;
  const std::vector<std::uint8_t> still = {0, 0, 0, 0, 0, 0}, moving = {0, 1, 0, 0, 0, 1};
  CHECK(moving_masks({before, after, after, before}) == std::vector{still, moving, still, moving});
}
