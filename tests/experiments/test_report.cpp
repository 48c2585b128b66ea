#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "experiments/comparison.hpp"
#include "experiments/html.hpp"
#include "experiments/picture.hpp"
#include "experiments/report.hpp"
#include "hand_made.hpp"

using namespace crossroads;
using namespace crossroads::hand_made;
using Catch::Contains;

namespace {

Contender fake(const std::string& name, const std::string& arm, const Frame& first,
               const Frame& second) {
  Contender run;
  run.name = name;
  run.arm = arm;
  run.folder = "runs/" + name;
  run.facts = {{"seed", name.substr(name.size() - 1)}, {"steps", "30"}, {"parameters", "1305219"}};
  run.deterministic = first == second;
  run.sample = [first, second](const EvaluationState&, int samples, std::uint64_t) {
    return of_each(first, samples / 2, second, samples / 2);
  };
  return run;
}

StateSet two_way_states() {
  StateSet set;
  set.main = {two_ways(), two_ways()};
  set.main[1].junction = 7;
  set.forced = {one_way()};
  set.excluded = {{"fewer than K past frames", 3}};
  set.games = 1;
  set.distinct_pasts = 1;
  return set;
}

Comparison small_comparison() {
  Contender blurred = fake("mse-1", "mse", half_and_half(), half_and_half());
  blurred.sample = [](const EvaluationState&, int, std::uint64_t) {
    return std::vector<Frame>{half_and_half()};
  };
  Setup setup;
  setup.level = "corner";
  setup.policy = "uniform";
  setup.samples = 16;
  setup.command = "compare --runs 'a b' <tag>";
  return compare(
      setup, two_way_states(),
      {copy_last(), exact_mean(), exact_sampler(), blurred,
       fake("gan-1", "gan+es", left(), right()), fake("gan-2", "gan+es", left(), blank())},
      {});
}

}  // namespace

TEST_CASE("a comparison measures every run, and runs of one arm together") {
  const Comparison comparison = small_comparison();
  REQUIRE(comparison.runs.size() == 6);
  REQUIRE(comparison.runs[1].metrics.at("blend").value == 1);
  REQUIRE(comparison.runs[3].metrics.at("blend").value == 1);
  REQUIRE(comparison.runs[4].metrics.at("valid").value == 1);
  REQUIRE(comparison.runs[5].metrics.at("valid").value == 0.5);
  REQUIRE(comparison.runs[5].metrics.at("vanished").value == 0.5);
  REQUIRE(comparison.runs[4].metrics.at("forced_valid").value == 0.5);  // half of it goes right
  REQUIRE(comparison.arms.size() == 1);
  REQUIRE(comparison.arms[0].runs == std::vector<std::string>{"gan-1", "gan-2"});
  REQUIRE(comparison.arms[0].metrics.at("valid").value == 0.75);
  REQUIRE(comparison.arms[0].metrics.at("valid").low == 0.5);
  REQUIRE(comparison.arms[0].metrics.at("valid").high == 1);
}

TEST_CASE("progress is told after every state of every contender") {
  std::int64_t last = 0;
  (void)compare({}, two_way_states(), {copy_last(), exact_mean()},
                [&](std::int64_t done, const std::string&) { last = done; });
  REQUIRE(last == 6);
}

TEST_CASE("metrics.json has numbers where they apply and null elsewhere") {
  const auto json = nlohmann::json::parse(metrics_json(small_comparison()));
  REQUIRE(json.at("schema") == 1);
  REQUIRE(json.at("states") == 2);
  REQUIRE(json.at("excluded").at("fewer than K past frames") == 3);
  REQUIRE(json.at("recording").is_null());
  const auto& mse = json.at("runs").at(3);
  REQUIRE(mse.at("steps") == 30);
  REQUIRE(mse.at("seconds").is_null());
  REQUIRE(mse.at("metrics").at("blend").at("value") == 1);
  REQUIRE(mse.at("metrics").at("turn_tv").is_null());
  REQUIRE(mse.at("metrics").at("z_effect").is_null());
  REQUIRE(mse.at("distinct_x_in_training_data").is_null());
}

TEST_CASE("with one real future everything that needs the others is null") {
  StateSet set;
  set.main = {one_way()};
  set.one_real_future = true;
  const Comparison comparison = compare({}, set, {copy_last()}, {});
  const auto json = nlohmann::json::parse(metrics_json(comparison));
  const auto& metrics = json.at("runs").at(0).at("metrics");
  for (const char* key : {"valid", "blend", "coverage", "tv", "turn_tv", "mse_to_exact_mean"}) {
    REQUIRE(metrics.at(key).is_null());
  }
  // Copying is wrong in two sprites' worth of values, on two sprites of three channels.
  REQUIRE(metrics.at("best_of_n").at("value") == Approx(2.0 / 3 * 255 * 255));
  REQUIRE(metrics.at("best_of_n").at("floor").is_null());
  REQUIRE_THAT(report_html(comparison, {}), Contains("What this cannot know"));
}

TEST_CASE("the report is one file that asks nothing of a network") {
  const std::string html =
      report_html(small_comparison(), {{"runs/gan-1", "step,seconds,loss\n10,1,5\n20,2,3\n"}});
  REQUIRE_THAT(html, !Contains("http") && !Contains("<script") && !Contains("<link"));
  REQUIRE_THAT(html, Contains("data:image/png;base64,") && Contains("image-rendering:pixelated"));
  REQUIRE_THAT(html, Contains("compare --runs &#39;a b&#39; &lt;tag&gt;"));
  REQUIRE_THAT(html, Contains("3 left out: fewer than K past frames"));
  REQUIRE_THAT(html, Contains("<polyline"));
  for (int i = 0; i < kMetrics; ++i) {
    const auto& text = metric_text(static_cast<Metric>(i));
    const std::string key = text.key;
    if (key[0] == 'z' || key.find("player") == 0 || key.find("ghost") == 0) continue;  // not here
    if (key == "action_accuracy") continue;  // nor is any run given an action
    REQUIRE_THAT(html, Contains(text.meaning));
  }
}

TEST_CASE("base64 pads its last group") {
  REQUIRE(base64("Man") == "TWFu");
  REQUIRE(base64("Ma") == "TWE=");
  REQUIRE(base64("M") == "TQ==");
  REQUIRE(base64("") == "");
  REQUIRE(base64("\xff\xff\xff") == "////");
}

TEST_CASE("numbers are written for people") {
  REQUIRE(number_text(-0.0001, 3) == "0.000");
  REQUIRE(number_text(std::nan(""), 3) == "&ndash;");
  REQUIRE(percent_text(0.5) == "50&nbsp;%");
  REQUIRE(percent_text(0.997) == "99.7&nbsp;%");
  REQUIRE(percent_text(0.004) == "0.4&nbsp;%");
  REQUIRE(percent_text(1) == "100&nbsp;%");
  REQUIRE(grouped_text("1305219") == "1&#8239;305&#8239;219");
  REQUIRE(grouped_text("0.5") == "0.5");
}

TEST_CASE("a training log without two lines has no curves, and one with gaps has some") {
  REQUIRE(training_curves_html("").empty());
  REQUIRE(training_curves_html("step,loss\n1,2\n").empty());
  REQUIRE_THAT(training_curves_html("step,loss,flat\n1,2,5\n2,,5\n3,nan,5\n4,1,5\n"),
               Contains("loss") && !Contains("flat"));
}

TEST_CASE("a close-up holds what moves and stays inside the frame") {
  EvaluationState state = one_way();  // moves from x 6..9 to 1..4, y 6..9
  const auto parts = close_ups({state}, 8);
  REQUIRE(parts[0].width == 13);  // 9 wide, and 2 at each side
  REQUIRE(parts[0].x == 0);
  REQUIRE(parts[0].y == 2);  // 4 px above what moves and 5 below
  REQUIRE(close_ups({state}, 99)[0].width == 16);
  REQUIRE(cut(left(), {1, 6, 4, 4}).at(0, 0, 0) == 255);
}

TEST_CASE("side by side is a picture with a line for every state") {
  const Comparison comparison = small_comparison();
  const Frame one = side_by_side(comparison, 1);
  const Frame two = side_by_side(comparison, 9);
  REQUIRE(one.width_px == two.width_px);
  REQUIRE(two.height_px > one.height_px);
}

TEST_CASE("a canvas cuts off what falls outside") {
  Canvas canvas(4, 4, {0, 0, 0});
  canvas.fill(2, 2, 10, 10, {9, 8, 7});
  canvas.write("W", -3, -3, 1, {1, 1, 1});
  REQUIRE(canvas.frame().at(2, 3, 3) == 7);
  REQUIRE(canvas.frame().at(0, 1, 1) != 9);
  REQUIRE(Canvas::text_width("AB", 2) == 22);
}
