#include <catch2/catch.hpp>

#include "generation/attribute_metrics.hpp"

using namespace crossroads;

namespace {

constexpr std::size_t kEyeColour = 2, kMouth = 6;

Reading reading(std::uint8_t eye_colour, std::uint8_t mouth, float least = 0.95F) {
  Reading one;
  one.values[kEyeColour] = eye_colour;
  one.values[kMouth] = mouth;
  one.probabilities.fill(0.99F);
  one.probabilities[4] = least;
  return one;
}

FixedAttributes eyes(std::uint8_t colour) {
  FixedAttributes request;
  request[kEyeColour] = colour;
  return request;
}

}  // namespace

TEST_CASE("the distance from an even distribution is the share that would have to move") {
  CHECK(uniform_tv({5, 5, 5, 5}) == Approx(0));
  CHECK(uniform_tv({2, 2, 0, 0}) == Approx(0.5));
  CHECK(uniform_tv({3, 1}) == Approx(0.25));
  CHECK(uniform_tv({0, 0, 0, 0, 7}) == Approx(0.8));
}

TEST_CASE("values that never come are missing") {
  CHECK(missing_values({1, 0, 0, 9}) == 2);
  CHECK(missing_values({1, 2}) == 0);
}

TEST_CASE("evenness is the share of the values that as even a set would have") {
  CHECK(evenness({4, 4, 4, 4}) == Approx(1));
  CHECK(evenness({2, 2, 0, 0}) == Approx(0.5));
  CHECK(evenness({0, 9, 0, 0}) == Approx(0.25));
  // Entropy of 1/2, 1/4, 1/4 is 1.5 bits: 2^1.5 of 4 values.
  CHECK(evenness({2, 1, 1, 0}) == Approx(0.7071).margin(1e-4));
}

TEST_CASE("values are counted by attribute") {
  const std::vector<Reading> readings{reading(3, 0), reading(3, 4), reading(0, 4)};
  CHECK(count_values(readings, kEyeColour) == Counts{1, 0, 0, 2, 0, 0, 0, 0});
  CHECK(count_values(readings, kMouth) == Counts{1, 0, 0, 0, 2});
}

TEST_CASE("a picture is legible where the least sure of nine answers is sure") {
  const std::vector<Reading> readings{reading(0, 0, 0.95F), reading(0, 0, 0.91F),
                                      reading(0, 0, 0.89F), reading(0, 0, 0.3F)};
  CHECK(legibility(readings, 1).value == Approx(0.5));
}

TEST_CASE("a request is met where all that was asked for is there") {
  const std::vector<Reading> readings{reading(1, 2), reading(1, 3), reading(5, 2), reading(5, 3)};
  FixedAttributes both = eyes(1);
  both[kMouth] = 2;
  const std::vector<FixedAttributes> requests{both, both, eyes(5), eyes(0)};
  CHECK(requests_met(readings, requests, 1).value == Approx(0.5));
  CHECK(requests_met(readings, std::vector<FixedAttributes>(4), 1).value == Approx(1));
}

TEST_CASE("beside what is asked for, pictures that are all alike have one value of each") {
  const std::vector<Reading> readings{reading(0, 1), reading(0, 1), reading(4, 2)};
  const std::vector<FixedAttributes> requests{eyes(0), eyes(0), eyes(4)};
  // 1/12 1/10 1/4 1/5 1/4 1/5 1/8 1/5 are the others' evenness: 1.40833 in all.
  CHECK(variety_beside(readings, requests, kEyeColour) == Approx(1.408333 / 8).margin(1e-6));
  // Two mouths under one colour of eyes: 2/5 instead of 1/5 there.
  const std::vector<Reading> two{reading(0, 1), reading(0, 3)};
  CHECK(variety_beside(two, std::vector{eyes(0), eyes(0)}, kEyeColour) ==
        Approx(1.608333 / 8).margin(1e-6));
}

TEST_CASE("an estimate's interval holds its mean, and is as wide as chance") {
  std::vector<double> values(100, 0);
  std::fill_n(values.begin(), 50, 1.0);
  const Estimate half = mean_estimate(values, 7);
  CHECK(half.value == Approx(0.5));
  CHECK(half.low == Approx(0.402).margin(0.02));  // 1.96 * 0.05 on both sides
  CHECK(half.high == Approx(0.598).margin(0.02));
  const std::vector<double> same(10, 3.0);
  CHECK(mean_estimate(same, 7).low == 3.0);
  CHECK(mean_estimate(same, 7).high == 3.0);
  CHECK(mean_estimate({}, 7).value != mean_estimate({}, 7).value);  // no number
}
