#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "experiments/comparison.hpp"
#include "experiments/picture.hpp"
#include "experiments/report.hpp"
#include "hand_made.hpp"

using namespace crossroads;
using namespace crossroads::hand_made;
using Catch::Contains;

namespace {

StateSet lopsided_states() {
  StateSet set;
  set.main = {two_ways(0.75), two_ways(0.75)};
  set.main[1].junction = 7;
  return set;
}

// Goes left in so many of 64 samples, else right.
Contender sampler(const std::string& name, int left_of_64,
                  std::map<std::string, std::string> facts = {}) {
  Contender run;
  run.name = name;
  run.arm = name.substr(0, name.find('-'));
  run.folder = "runs/" + name;
  run.facts = std::move(facts);
  run.facts["seed"] = name.substr(name.size() - 1);
  run.sample = [left_of_64](const EvaluationState&, int, std::uint64_t) {
    return of_each(left(), left_of_64, right(), 64 - left_of_64);
  };
  return run;
}

// One number as z: below 0 is left, above it right, 0 is both.
Contender walker() {
  Contender run = sampler("walk-1", 32);
  run.draw_z = [](int samples, std::uint64_t) {
    std::vector<Z> z;
    for (int i = 0; i < samples; ++i) z.push_back({2 * i < samples ? -1.0F : 1.0F});
    return z;
  };
  run.sample_with = [](const EvaluationState&, const std::vector<Z>& z) {
    std::vector<Frame> frames;
    for (const Z& one : z) {
      frames.push_back(one[0] < 0 ? left() : one[0] > 0 ? right() : half_and_half());
    }
    return frames;
  };
  return run;
}

Comparison ask(const std::vector<Contender>& contenders, int snapshot_states = 0) {
  Setup setup;
  setup.snapshot_states = snapshot_states;
  return compare(setup, lopsided_states(), contenders, {});
}

}  // namespace

TEST_CASE("calibration has a point for each probability, with its error and its noise") {
  const auto comparison = ask({exact_sampler(), sampler("es-1", 32)});
  const auto& points = comparison.runs[1].calibration;
  REQUIRE(points.size() == 2);
  REQUIRE(points[0].probability == Approx(0.25));
  REQUIRE(points[0].share.value == Approx(0.5));
  REQUIRE(points[0].share.count == 2);
  REQUIRE(points[0].error.value == Approx(0.25));
  REQUIRE(points[1].probability == Approx(0.75));
  REQUIRE(points[1].error.value == Approx(0.25));
  REQUIRE(points[0].noise == Approx(1.96 * 0.4330127 / 11.3137085));  // 128 draws at 1/4
  REQUIRE(comparison.runs[1].metrics.at("calibration_error").value == Approx(0.25));
  const std::string html = report_html(comparison, {});
  REQUIRE_THAT(html,
               Contains("id='calibration'") && Contains("share drawn against true probability"));
}

TEST_CASE("the headline numbers are also told by the number of ways") {
  StateSet states = lopsided_states();
  EvaluationState three = two_ways(0.5);
  three.legal[1].probability = 0.25;
  three.legal.push_back({up(), blank(), 0.25, "up"});
  states.main.push_back(three);
  const auto comparison = compare({}, states, {sampler("es-1", 48)}, {});
  const auto& by_ways = comparison.runs[0].by_ways;
  REQUIRE(by_ways.size() == 2);
  REQUIRE(by_ways.at("2").at("turn_tv").value == Approx(0).margin(1e-12));
  REQUIRE(by_ways.at("2").at("valid").count == 2);
  REQUIRE(by_ways.at("3").at("turn_tv").value == Approx(0.25));  // 3/4, 1/4, 0 for 1/2, 1/4, 1/4
  REQUIRE(by_ways.at("3").at("coverage").value == Approx(2.0 / 3));
  REQUIRE_THAT(report_html(comparison, {}), Contains("id='ways'"));
}

TEST_CASE("arms are told apart by what differs, and compared over the seeds that both have") {
  const auto comparison =
      ask({sampler("es-1", 32, {{"z-dim", "1"}}), sampler("es-2", 32, {{"z-dim", "1"}}),
           sampler("es-1", 48, {{"z-dim", "8"}}), sampler("es-2", 48, {{"z-dim", "8"}}),
           sampler("gan-2", 64)});
  REQUIRE(comparison.arms.size() == 2);
  REQUIRE(comparison.arms[0].label == "es, z-dim 1");
  REQUIRE(comparison.arms[1].label == "es, z-dim 8");
  REQUIRE(comparison.differences.size() == 3);
  const auto& of_z = comparison.differences[0];
  REQUIRE(of_z.a == "es, z-dim 8");
  REQUIRE(of_z.b == "es, z-dim 1");
  REQUIRE(of_z.pairs == 2);
  REQUIRE(of_z.metrics.at("turn_tv").value == Approx(-0.25));
  REQUIRE(of_z.metrics.at("turn_tv").low == Approx(-0.25));
  REQUIRE(of_z.metrics.at("turn_tv").high == Approx(-0.25));
  REQUIRE(comparison.differences[2].pairs == 1);  // gan has seed 2 alone
  REQUIRE(comparison.differences[2].metrics.at("turn_tv").value == Approx(0.25));
  REQUIRE_THAT(report_html(comparison, {}), Contains("id='differences'"));
}

TEST_CASE("what tells of no seed repeats nothing and is paired with nothing") {
  Contender script = sampler("net-1", 64), other = sampler("own-1", 48),
            again = sampler("net-1", 32);
  for (Contender* one : {&script, &other, &again}) one->facts.erase("seed");
  const auto comparison = ask({script, other, again, sampler("es-1", 32), sampler("gan-1", 48)});
  REQUIRE(comparison.arms.empty());
  REQUIRE(comparison.differences.size() == 1);
  REQUIRE(comparison.differences[0].a == "gan");
  REQUIRE(comparison.differences[0].b == "es");
}

TEST_CASE("runs of equal minutes are one arm whatever their steps") {
  const auto by_minutes = ask({sampler("es-1", 32, {{"minutes", "8"}, {"steps", "900"}}),
                               sampler("es-2", 32, {{"minutes", "8"}, {"steps", "950"}})});
  REQUIRE(by_minutes.arms.size() == 1);
  const auto by_steps =
      ask({sampler("es-1", 32, {{"steps", "900"}}), sampler("es-2", 32, {{"steps", "950"}})});
  REQUIRE(by_steps.arms.empty());
}

TEST_CASE("quality is reached at the first snapshot from which on all are good") {
  const QualityPoint bad{10, 1, 0.84, 0.05}, uneven{20, 2, 0.9, 0.11}, good{30, 3, 0.85, 0.1};
  const auto later = [](QualityPoint point, double seconds) {
    point.seconds = seconds;
    return point;
  };
  REQUIRE_FALSE(seconds_to_quality({}));
  REQUIRE_FALSE(seconds_to_quality({bad, uneven}));
  REQUIRE(seconds_to_quality({bad, uneven, good}) == 3.0);
  REQUIRE(seconds_to_quality({bad, good, later(bad, 4), later(good, 5), later(good, 6)}) == 5.0);
  REQUIRE_FALSE(seconds_to_quality({good, later(bad, 4)}));
}

TEST_CASE("snapshots are asked like the run itself and tell when it became good") {
  const auto at = [](int left_of_64, const std::string& steps, const std::string& seconds) {
    return sampler("es-1", left_of_64, {{"steps", steps}, {"seconds", seconds}});
  };
  Contender run = at(48, "300", "30");
  run.snapshots = {[=] { return at(64, "100", "10"); }, [=] { return at(46, "200", "20"); }};
  const auto comparison = ask({run}, 1);
  const auto& quality = comparison.runs[0].quality;
  REQUIRE(quality.size() == 3);
  REQUIRE(quality[0].turn_tv == Approx(0.25));
  REQUIRE(quality[1].turn_tv == Approx(0.03125));
  REQUIRE(quality[2].step == 300);
  const auto json = nlohmann::json::parse(metrics_json(comparison));
  REQUIRE(json.at("runs").at(0).at("time_to_quality").at("seconds") == 20);
  REQUIRE_THAT(report_html(comparison, {}), Contains("id='time'"));
  REQUIRE(ask({run}).runs[0].quality.empty());
}

TEST_CASE("a walk of z goes from one future to the other in equal steps") {
  const auto comparison = ask({walker()});
  const auto& walk = comparison.runs[0].z_walk;
  REQUIRE(walk);
  REQUIRE(walk->frames.size() == 17);
  REQUIRE(walk->z[0] == Z{-1});
  REQUIRE(walk->z[6] == Z{-0.25});
  REQUIRE(walk->frames[7] == left());
  REQUIRE(walk->judged[8].verdict == Verdict::blend);
  REQUIRE(walk->frames[9] == right());
  REQUIRE(comparison.runs[0].metrics.at("z_information").value == Approx(1));
  const auto picture = z_walks(comparison);
  REQUIRE(picture);
  REQUIRE(picture->width_px > 9 * 16);
  REQUIRE_FALSE(z_walks(ask({sampler("es-1", 32)})));
}

TEST_CASE("z information is that of the best number of z, by its sign") {
  const auto state = two_ways();
  const Truth truth(state);
  const Truth::Judged l{Verdict::valid, 0}, r{Verdict::valid, 1}, none{Verdict::blend, 0};
  // The first number decides; the second has nothing to do with it.
  const std::vector<Z> z{{0.3F, 1}, {2, -1}, {-1, 1}, {-0.1F, -1}};
  const Tally decides = z_information(truth, {l, l, r, r}, z);
  REQUIRE(decides.sum == Approx(1));
  REQUIRE(decides.perfect == Approx(0).margin(1e-12));
  // The first number is + - - +, the second + + - -: neither tells left, right, left, right.
  REQUIRE(z_information(truth, {l, r, l, r}, {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}}).sum ==
          Approx(0).margin(1e-12));
  REQUIRE(z_information(truth, {l, l, none, none}, z).weight == 0);  // nothing to settle
}
