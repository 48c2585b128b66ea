#include <catch2/catch.hpp>
#include <cmath>

#include "experiments/statistics.hpp"

using namespace crossroads;

TEST_CASE("a perfect sampler of two equal futures has the known floor") {
  REQUIRE(tv_floor({0.5, 0.5}, 64) == Approx(0.0497).margin(0.00005));
  REQUIRE(tv_floor({0.5, 0.5}, 256) == Approx(0.0249).margin(0.00005));
}

TEST_CASE("the expected error of a share is exact for few draws") {
  // Two fair coins: shares 0, 1/2, 1 with chances 1/4, 1/2, 1/4.
  REQUIRE(expected_share_error(2, 0.5) == Approx(0.25));
  // One draw at p = 1/4: |1 - 1/4| / 4 + |0 - 1/4| * 3 / 4.
  REQUIRE(expected_share_error(1, 0.25) == Approx(0.375));
  REQUIRE(expected_share_error(5, 1) == Approx(0));
}

TEST_CASE("the chance of at least so many is exact for few draws") {
  REQUIRE(chance_of_at_least(3, 0.5, 2) == Approx(0.5));
  REQUIRE(chance_of_at_least(2, 0.25, 1) == Approx(1 - 0.5625));
  REQUIRE(chance_of_at_least(2, 0.25, 0) == Approx(1));
}

TEST_CASE("the bootstrap draws junctions with all their states") {
  // Junction 1 holds three states at 0, junction 2 one at 1: the mean is 0, 1/4 or 1, each draw of
  // two junctions with chance 1/4, 1/2, 1/4.
  const RunTallies run{{{0, 1, 0}, {0, 1, 0}, {0, 1, 0}, {1, 1, 0}}, {1, 1, 1, 2}};
  const Interval interval = bootstrap(Metric::valid, {run}, 1);
  REQUIRE(interval.low == 0);
  REQUIRE(interval.high == 1);
}

TEST_CASE("the bootstrap of equal states has no width") {
  const RunTallies run{{{3, 4, 0}, {3, 4, 0}}, {1, 2}};
  const Interval interval = bootstrap(Metric::best_of_n, {run, run}, 1);
  REQUIRE(interval.low == Approx(0.75));
  REQUIRE(interval.high == Approx(0.75));
}

TEST_CASE("the bootstrap draws runs too") {
  const RunTallies good{{{1, 1, 0}, {1, 1, 0}}, {1, 2}};
  const RunTallies bad{{{0, 1, 0}, {0, 1, 0}}, {1, 2}};
  const Interval interval = bootstrap(Metric::valid, {good, bad}, 1);
  REQUIRE(interval.low == 0);
  REQUIRE(interval.high == 1);
}

TEST_CASE("what is hard about a junction does not average out over runs") {
  // All eight runs fail at junction 1: one draw of the junctions in four takes it twice.
  const RunTallies run{{{0, 1, 0}, {1, 1, 0}}, {1, 2}};
  const Interval interval = bootstrap(Metric::valid, std::vector<RunTallies>(8, run), 1);
  REQUIRE(interval.low == 0);
  REQUIRE(interval.high == 1);
}

TEST_CASE("a difference is drawn in pairs: what both share has no width") {
  // Each run of a is better than its partner by 1/2, at every junction, however these differ.
  const RunTallies a1{{{0.5, 1, 0}, {1, 1, 0}}, {1, 2}}, b1{{{0, 1, 0}, {0.5, 1, 0}}, {1, 2}};
  const RunTallies a2{{{0.75, 1, 0}, {0.5, 1, 0}}, {1, 2}}, b2{{{0.25, 1, 0}, {0, 1, 0}}, {1, 2}};
  const Interval interval = bootstrap_difference(Metric::valid, {a1, a2}, {b1, b2}, 1);
  REQUIRE(interval.low == Approx(0.5));
  REQUIRE(interval.high == Approx(0.5));
}

TEST_CASE("the bootstrap of nothing is not a number") {
  REQUIRE(std::isnan(bootstrap(Metric::valid, {}, 1).low));
  REQUIRE(std::isnan(bootstrap(Metric::valid, {{{{0, 0, 0}}, {1}}}, 1).high));
}
