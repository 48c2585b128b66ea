// The comparison with contenders that are known through and through.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "experiments/portrait_report.hpp"
#include "generation/fresh_portraits.hpp"
#include "tests/experiments/html_check.hpp"

using namespace crossroads;

namespace {

// One face of the training pictures, whatever is asked.
PortraitContender one_face(const Frame& face) {
  PortraitContender contender;
  contender.name = "one <face>";
  contender.arm = "gan";
  contender.folder = "runs/one";
  contender.asks.fill(true);
  contender.asks[0] = false;  // knows no hair styles
  contender.sample = [face](std::span<const FixedAttributes> requests, std::uint64_t) {
    return std::vector<Frame>(requests.size(), face);
  };
  return contender;
}

struct Compared {
  FreshPortraits learnt = fresh_portraits(Purpose::means, 77, 0, 8);
  PictureSet training;
  PortraitComparison comparison;
  std::int64_t told = 0, promised = 0;

  Compared() {
    training.side_px = 64;
    training.data_hash = "of eight";
    for (const Frame& one : learnt.pictures) {
      training.pixels.insert(training.pixels.end(), one.pixels.begin(), one.pixels.end());
    }
    const AttributeReader reader(CROSSROADS_WEIGHTS "/portrait-reader");
    PortraitSetup setup;
    setup.samples = 60;
    setup.asked = 16;
    setup.command = "compare-portraits --out runs/x";
    setup.reader = reader.info();
    const std::vector<PortraitContender> all{real_portraits(), mean_face(&training),
                                             one_face(learnt.pictures[3])};
    promised = pictures_to_compare(setup, all);
    comparison = compare_portraits(setup, reader, all, &training,
                                   [&](std::int64_t done, const std::string&) { told = done; });
  }
};

const Compared& compared() {
  static const Compared once;
  return once;
}

const PortraitResult& result(std::size_t index) {
  return compared().comparison.results[index];
}

double value(std::size_t index, PortraitNumber number) {
  return result(index).number(number).value;
}

}  // namespace

TEST_CASE("real pictures come out as real, nearly") {
  CHECK(value(0, PortraitNumber::legible) > 0.95);
  CHECK(value(0, PortraitNumber::met_one) > 0.95);
  CHECK(value(0, PortraitNumber::met_two) > 0.9);
  CHECK(value(0, PortraitNumber::met_all) > 0.9);
  CHECK(value(0, PortraitNumber::recall) > 0.6);
  CHECK(value(0, PortraitNumber::frechet) < value(1, PortraitNumber::frechet) / 2);
}

TEST_CASE("the mean of everything is no face of any value as often as is due") {
  CHECK(result(1).deterministic);
  CHECK(value(1, PortraitNumber::missing) == 61 - 9);
  CHECK(value(1, PortraitNumber::recall) == 0);
  CHECK(value(1, PortraitNumber::tv) == Approx((9 - 1.533333) / 9).margin(1e-4));
  CHECK(result(1).shown.front() == result(1).shown.back());
}

TEST_CASE("the mean of training pictures is theirs where nothing is asked") {
  int sum = 0;
  for (const Frame& one : compared().learnt.pictures) sum += one.pixels[5000];
  CHECK(result(1).shown.front().pixels[5000] == (sum + 4) / 8);
}

TEST_CASE("one training picture again and again is legible, a copy, and meets few wishes") {
  CHECK(value(2, PortraitNumber::copies) == 1);
  CHECK(result(2).pairs.front().distance == 0);
  CHECK(result(2).pairs.front().training == compared().learnt.pictures[3]);
  CHECK(value(2, PortraitNumber::missing) == 61 - 9);
  CHECK(result(2).attributes[2].met.value == Approx(2.0 / 16));  // of 16 wishes two for each colour
  // The others' evenness, all at its least.
  CHECK(value(2, PortraitNumber::variety) == Approx(1.408333 / 8).margin(1e-4));
}

TEST_CASE("what a run can't be asked is not measured") {
  CHECK(std::isnan(value(2, PortraitNumber::met_all)));
  CHECK(std::isnan(result(2).attributes[0].met.value));
  CHECK_FALSE(std::isnan(value(2, PortraitNumber::met_two)));
}

TEST_CASE("the bar is told as many pictures as were promised") {
  CHECK(compared().told == compared().promised);
}

TEST_CASE("the numbers are there for other programs, with null for what was not measured") {
  const auto json = nlohmann::json::parse(portrait_metrics_json(compared().comparison));
  CHECK(json["runs"].size() == 3);
  CHECK(json["runs"][2]["metrics"]["met_all"].is_null());
  CHECK(json["runs"][2]["metrics"]["copies"]["value"] == 1);
  CHECK(json["runs"][0]["metrics"]["frechet_distance"]["lo"].is_null());
  CHECK(json["runs"][2]["run"] == "runs/one");
  CHECK(json["training_data_hash"] == "of eight");
  std::int64_t mouths = 0;
  for (const auto& count : json["runs"][0]["attributes"]["mouth"]["counts"]) {
    mouths += count.get<std::int64_t>();
  }
  CHECK(mouths == 60);
}

TEST_CASE("the page is whole, loads nothing, and shows every contender") {
  const HtmlCheck page(portrait_report_html(compared().comparison));
  CHECK(page.complaint.empty());
  for (const auto& load : page.loads) CHECK((load[0] == '#' || load.rfind("data:", 0) == 0));
  CHECK(page.elements.at("svg") == 9);
  CHECK(page.elements.at("img") > 3 + 3 * 33 - 12);
}

TEST_CASE("a number is written in as many digits as it is worth") {
  CHECK(portrait_value_html(PortraitNumber::frechet, 123.456) == "123");
  CHECK(portrait_value_html(PortraitNumber::frechet, 0.123) == "0.12");
  CHECK(portrait_value_html(PortraitNumber::kernel, -0.00012) == "-0.0001");
  CHECK(portrait_value_html(PortraitNumber::legible, 0.5) == "50&nbsp;%");
  CHECK(portrait_value_html(PortraitNumber::missing, 52) == "52");
}
