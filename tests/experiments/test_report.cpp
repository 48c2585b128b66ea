#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "experiments/comparison.hpp"
#include "experiments/html.hpp"
#include "experiments/picture.hpp"
#include "experiments/report.hpp"
#include "experiments/report_style.hpp"
#include "hand_made.hpp"
#include "html_check.hpp"

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
  const std::string html = report_html(
      small_comparison(), {{{"runs/gan-1", "step,seconds,loss\n10,1,5\n20,2,3\n"}}, {}});
  const HtmlCheck page(html);
  REQUIRE(page.complaint.empty());
  for (const auto& load : page.loads) {
    REQUIRE((load[0] == '#' || load.rfind("data:image/png;base64,", 0) == 0));
  }
  REQUIRE_THAT(html, !Contains("http:") && !Contains("https:") && !Contains("url(") &&
                         !Contains("<link") && !Contains("import"));
  REQUIRE_THAT(html, Contains("default-src 'none'"));
  REQUIRE(page.elements.at("script") == 1);
  REQUIRE_THAT(html, Contains("data:image/png;base64,") && Contains("image-rendering:pixelated"));
  REQUIRE_THAT(html, Contains("compare --runs &#39;a b&#39; &lt;tag&gt;"));
  REQUIRE_THAT(html, Contains("3 left out: fewer than K past frames"));
  REQUIRE_THAT(html, Contains("whole loss over steps"));
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
  const auto curves = [](const std::string& csv) {
    return training_section(small_comparison(), {{"runs/gan-1", csv}}).body;
  };
  REQUIRE(curves("").empty());
  REQUIRE(curves("step,loss\n1,2\n").empty());
  REQUIRE_THAT(curves("step,loss,flat\n1,2,5\n2,,5\n3,nan,5\n4,1,5\n"),
               Contains("whole loss") && !Contains("flat"));
}

TEST_CASE("a curve begins where its term is switched on") {
  const std::string csv = "step,energy_score\n10,0\n20,0\n30,4\n40,2\n";
  const std::string body = training_section(small_comparison(), {{"runs/gan-1", csv}}).body;
  // From step 30 of 40: three quarters of the way from the left edge (46) to the right one (348).
  REQUIRE_THAT(body, Contains("d='M272.5 ") && !Contains("d='M121.5 "));
}

TEST_CASE("the page opens with moments of two about equally likely futures") {
  StateSet set;
  set.main = {two_ways(0.75), two_ways(0.5), two_ways(0.625), two_ways(0.6)};
  REQUIRE(chosen_moments(compare({}, set, {copy_last()}, {})) == std::vector<std::size_t>{1, 3});
  set.main = {two_ways(0.75), two_ways(0.9)};
  REQUIRE(chosen_moments(compare({}, set, {copy_last()}, {})) == std::vector<std::size_t>{0, 1});
}

TEST_CASE("the curve of errors has the frames where they belong") {
  // At 1/2 a frame between the two reads a quarter of their squared distance, a true one a half:
  // 37 px of 186 (0.7 of the axis) below the top at 24 are 0.56. x: 0.5 lies in the middle, at 197.
  const std::string svg = error_curve_html(small_comparison(), 0);
  REQUIRE_THAT(svg, Contains("class='c-blend' cx='197.0' cy='143."));
  REQUIRE_THAT(svg, Contains("class='c-valid' cx='322.8' cy='77.1'"));
  REQUIRE_THAT(svg, Contains("A true frame reads 0.50 or 0.50, the blur 0.25"));
}

TEST_CASE("pictures that don't compress make fewer rows, not a page that is too large") {
  StateSet set;
  const auto noisy = [](int seed) {
    Frame frame(224, 224);
    std::uint32_t value = static_cast<std::uint32_t>(seed);
    for (auto& pixel : frame.pixels) {
      pixel = static_cast<std::uint8_t>((value = value * 1664525U + 1013904223U) >> 24U);
    }
    return frame;
  };
  for (int i = 0; i < 8; ++i) {
    EvaluationState state;
    state.past = {noisy(i)};
    state.legal = {{noisy(i + 50), Frame(224, 224), 0.5, "left"},
                   {noisy(i + 90), Frame(224, 224), 0.5, "right"}};
    set.main.push_back(state);
  }
  Setup setup;
  setup.samples = 8;
  setup.rows = 8;
  const Comparison comparison = compare(setup, set, {copy_last(), exact_sampler()}, {});
  const std::string html = report_html(comparison, {});
  REQUIRE(html.size() < 10'000'000);
  REQUIRE_THAT(html, Contains("Of 8 the first "));
}

TEST_CASE("texts can be read on their ground, in light and in dark") {
  const auto luminance = [](const std::string& colours, const std::string& name) {
    const auto at = colours.find(name + ":#") + name.size() + 2;
    std::string digits = colours.substr(at, colours.find(';', at) - at);
    if (digits.size() == 3) {
      digits = {digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]};
    }
    double sum = 0;
    for (const auto& [place, weight] : {std::pair{0, 0.2126}, {2, 0.7152}, {4, 0.0722}}) {
      const double value =
          std::stoi(digits.substr(static_cast<std::size_t>(place), 2), nullptr, 16) / 255.0;
      sum += weight * (value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
  };
  for (const std::string colours : {kLightColours, kDarkColours}) {
    for (const std::string ground : {"--paper", "--card"}) {
      for (const std::string ink :
           {"--ink", "--quiet", "--valid", "--blend", "--vanished", "--other", "--truth"}) {
        const double a = luminance(colours, ground), b = luminance(colours, ink);
        CAPTURE(ground, ink);
        CHECK((std::max(a, b) + 0.05) / (std::min(a, b) + 0.05) >= 4.5);  // WCAG 2.2, AA
      }
    }
  }
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
