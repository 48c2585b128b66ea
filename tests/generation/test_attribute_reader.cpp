#include <catch2/catch.hpp>

#include "generation/attribute_reader.hpp"
#include "generation/fresh_portraits.hpp"
#include "generation/reader_training.hpp"
#include "portraits/painted_set.hpp"
#include "recordings/error.hpp"

using namespace crossroads;

namespace {

const AttributeReader& shipped() {
  static const AttributeReader reader(CROSSROADS_WEIGHTS "/portrait-reader");
  return reader;
}

}  // namespace

TEST_CASE("the shipped reader reads each attribute of fresh portraits") {
  const ReaderScore score = score_reader(shipped(), 20'261, 600);
  for (std::size_t i = 0; i < kAttributes; ++i) {
    INFO(attribute_list()[i].name << ": " << score.accuracy[i]);
    CHECK(score.accuracy[i] >= 0.985);
    const auto stated = "accuracy_" + std::string(attribute_list()[i].name);
    CHECK(std::stod(fact(shipped().info(), stated)) >= 0.99);
  }
  CHECK(score.feature_square == Approx(1).margin(0.05));
}

TEST_CASE("a reading is a value of each attribute with its probability, and features") {
  const auto fresh = fresh_portraits(Purpose::reference, 5, 0, 3);
  const ReadPictures read = shipped().read(fresh.pictures);
  REQUIRE(read.readings.size() == 3);
  REQUIRE(read.features.count() == 3);
  CHECK(read.features.size == 256);
  for (const Reading& one : read.readings) {
    for (std::size_t i = 0; i < kAttributes; ++i) {
      CHECK(one.values[i] < attribute_list()[i].values.size());
      CHECK(one.probabilities[i] > 1.0F / 12);
      CHECK(one.probabilities[i] <= 1);
    }
    CHECK(one.least_probability() <= one.probabilities[7]);
  }
}

TEST_CASE("a picture is read alike alone and among others") {
  const auto fresh = fresh_portraits(Purpose::reference, 6, 0, 5);
  const auto together = shipped().read(fresh.pictures);
  const auto alone = shipped().read(std::span(fresh.pictures).subspan(4, 1));
  CHECK(alone.readings[0].values == together.readings[4].values);
  for (int i = 0; i < 256; ++i) {
    CHECK(alone.features.numbers[static_cast<std::size_t>(i)] ==
          Approx(together.features.numbers[static_cast<std::size_t>(4 * 256 + i)]).margin(1e-3));
  }
}

TEST_CASE("a reader that isn't there, and pictures of another size, are told") {
  CHECK_THROWS_AS(AttributeReader("no such folder"), Error);
  const std::vector<Frame> small{Frame(32, 32)};
  CHECK_THROWS_WITH((void)shipped().read(small), Catch::Contains("64 x 64"));
}

TEST_CASE("each purpose has portraits of its own, and each of them by its number") {
  const auto some = fresh_portraits(Purpose::reference, 1, 0, 5);
  const auto later = fresh_portraits(Purpose::reference, 1, 3, 2);
  CHECK(later.pictures[0] == some.pictures[3]);
  CHECK(later.values[1] == some.values[4]);
  CHECK(fresh_portraits(Purpose::reader_test, 1, 0, 1).pictures[0] != some.pictures[0]);
  CHECK(fresh_portraits(Purpose::reference, 2, 0, 1).pictures[0] != some.pictures[0]);
  FixedAttributes red;
  red[2] = 0;
  for (const auto& values : fresh_portraits(Purpose::reference, 1, 0, 5, red).values) {
    CHECK(values[2] == 0);
  }
}
