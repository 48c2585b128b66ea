#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "experiments/rollout.hpp"
#include "experiments/rollout_picture.hpp"
#include "experiments/rollout_report.hpp"
#include "html_check.hpp"
#include "recordings/error.hpp"
#include "recordings/random.hpp"
#include "sim/branching.hpp"

using namespace crossroads;
using Catch::Contains;
using End = Rollout::End;

namespace {

const Policy kUniform = parse_policy("uniform");

// A way round without a junction and without dots: one legal frame at every step, and no end.
Level ring() {
  return parse_level(
      "ticks_per_frame 8\nspeed_16th_px 16\ndots_percent 0\nframes_per_game 64\nstart random\n"
      "maze\n########\n#......#\n#.####.#\n#.####.#\n#.####.#\n#.####.#\n#......#\n########\n",
      "ring");
}

RolloutSetup setup(int starts, int frames) {
  return {"corner", "hash", "uniform", "rollout --runs <tag>", 5, 8, 4, starts, frames};
}

Contender hand_made(const std::function<Frame(const EvaluationState&)>& next) {
  Contender contender;
  contender.name = contender.arm = "hand-made";
  contender.sample = [next](const EvaluationState& state, int, std::uint64_t) {
    return std::vector<Frame>{next(state)};
  };
  return contender;
}

Rolled roll(const Level& level, const RolloutSetup& setup, const Contender& contender) {
  return roll_out(level, kUniform, setup, contender, collect_starts(level, kUniform, setup), {});
}

std::vector<double> shares(const std::vector<LegalShare>& curve) {
  std::vector<double> result;
  for (const auto& point : curve) result.push_back(point.share);
  return result;
}

RolloutStudy small_study() {
  Contender trained = hand_made([](const EvaluationState& state) { return state.legal[0].frame; });
  trained.name = "dream<er>";
  trained.folder = "runs/dreamer";
  trained.facts = {{"seed", "3"}};
  return study_rollouts(load_level("corner"), kUniform, setup(4, 16),
                        {copy_last(), exact_mean(), exact_sampler(), trained}, {});
}

}  // namespace

TEST_CASE("starts are games of their own, known by their past, and go on as the rules allow") {
  const Level level = load_level("corner");
  const auto starts = collect_starts(level, kUniform, setup(6, 20));
  REQUIRE(starts.size() == 6);
  for (const auto& start : starts) {
    CHECK(start.past.size() == 4);
    CHECK_FALSE(start.state.over);
    const auto next = branches(level, kUniform, start.state, 8);
    CHECK(std::any_of(next.begin(), next.end(),
                      [&](const Branch& branch) { return branch.frame == start.real[0]; }));
  }
  const auto fewer = collect_starts(level, kUniform, setup(2, 20));
  CHECK(fewer[1].past == starts[1].past);
  CHECK(starts[0].past != starts[1].past);
}

TEST_CASE("a level whose games are over at once is refused") {
  const Level one_dot = parse_level(
      "ticks_per_frame 8\nspeed_16th_px 16\ndots_percent 100\nframes_per_game 64\nstart random\n"
      "maze\n####\n#..#\n####\n####\n",
      "two");
  CHECK_THROWS_WITH(collect_starts(one_dot, kUniform, setup(2, 4)), Contains("level two"));
}

TEST_CASE("draws from the branches stay legal to the end of the game") {
  const Rolled rolled = roll(load_level("corner"), setup(30, 64), exact_sampler());
  REQUIRE(rolled.rollouts.size() == 30);
  int over = 0;
  for (const auto& rollout : rolled.rollouts) {
    CHECK(rollout.end != End::failed);
    if (rollout.end == End::lasted) CHECK(rollout.legal_frames == 64);
    if (rollout.end == End::game_over) ++over;
  }
  CHECK(over > 0);
  for (const auto& point : legal_curve({rolled.rollouts}, 64, 1)) {
    if (point.counted > 0) CHECK((point.share == 1 && point.low == 1 && point.high == 1));
  }
}

TEST_CASE("a copy of the last frame is illegal at once, for somebody always moves") {
  const Rolled rolled = roll(load_level("chase"), setup(10, 6), copy_last());
  const auto curve = legal_curve({rolled.rollouts}, 6, 1);
  CHECK(shares(curve) == std::vector<double>(6, 0));
  CHECK(curve[5].counted == 0);
  CHECK(median_legal_frames(curve).frames == 0);
}

TEST_CASE("what is right for five frames and wrong in the sixth never counts again") {
  const Contender five = hand_made([](const EvaluationState& state) {
    return state.step == 5 ? Frame(64, 64) : state.legal[0].frame;
  });
  const Rolled rolled = roll(ring(), setup(7, 9), five);
  const auto curve = legal_curve({rolled.rollouts}, 9, 1);
  CHECK(shares(curve) == std::vector<double>{1, 1, 1, 1, 1, 0, 0, 0, 0});
  CHECK(curve[5].counted == 7);
  CHECK(curve[6].counted == 0);
  CHECK(median_legal_frames(curve).frames == 5);
}

TEST_CASE("the mean of the futures is legal up to the first junction and not behind it") {
  std::vector<int> ways;
  const Contender exact = exact_mean();
  const Contender spy = hand_made([&](const EvaluationState& state) {
    ways.push_back(static_cast<int>(state.legal.size()));
    return exact.sample(state, 1, 0).front();
  });
  const Rolled rolled = roll(load_level("corner"), setup(1, 20), spy);
  const auto junction = std::find_if(ways.begin(), ways.end(), [](int count) { return count > 1; });
  REQUIRE(junction != ways.end());
  CHECK(rolled.rollouts[0].end == End::failed);
  CHECK(rolled.rollouts[0].legal_frames == junction - ways.begin());
}

TEST_CASE("the predicted pixels are fed back, not the legal frame") {
  Frame before;
  int asked = 0;
  const Contender noisy = hand_made([&](const EvaluationState& state) {
    if (asked++ > 0) CHECK(state.past.back() == before);
    before = state.legal[0].frame;
    before.pixels[static_cast<std::size_t>(asked)] ^= 9;
    return before;
  });
  const Rolled rolled = roll(ring(), setup(1, 12), noisy);
  CHECK(asked == 12);
  CHECK(rolled.rollouts[0].legal_frames == 12);
  CHECK(rolled.frames[0].back() == before);
}

TEST_CASE("a frame counts as the nearest future, and the next ones start from there") {
  // Always the last way in the list; the rules must follow it, or the next frame would be illegal.
  const Contender last =
      hand_made([](const EvaluationState& state) { return state.legal.back().frame; });
  for (const auto& rollout : roll(load_level("crossing"), setup(8, 40), last).rollouts) {
    CHECK(rollout.end != End::failed);
  }
}

TEST_CASE("a run that is given the action is legal only where that action leads") {
  const auto draws = [](bool obeys) {
    Contender contender = exact_sampler();
    contender.takes_actions = true;
    contender.sample = [obeys](const EvaluationState& state, int, std::uint64_t seed) {
      const int action = draw_actions(state, 1, seed).front();
      const auto wanted = std::find_if(
          state.legal.begin(), state.legal.end(),
          [&](const LegalFrame& legal) { return (legal.by_action[action] > 0) == obeys; });
      return std::vector<Frame>{(wanted == state.legal.end() ? state.legal[0] : *wanted).frame};
    };
    return contender;
  };
  const Level level = load_level("corner");
  for (const auto& rollout : roll(level, setup(8, 40), draws(true)).rollouts) {
    CHECK(rollout.end != End::failed);
  }
  Contender stubborn = draws(false);
  for (const auto& rollout : roll(level, setup(8, 40), stubborn).rollouts) {
    CHECK(rollout.end == End::failed);
  }
  stubborn.takes_actions = false;  // then each of its frames is as legal as another
  for (const auto& rollout : roll(level, setup(8, 40), stubborn).rollouts) {
    CHECK(rollout.end != End::failed);
  }
}

TEST_CASE("fed back, a run of the next frame draws one further ahead from its own frames") {
  // Adds the last two frames, and what a coin says.
  Contender fibonacci = hand_made([](const EvaluationState&) { return Frame(); });
  fibonacci.past_frames = 2;
  fibonacci.sample = [](const EvaluationState& state, int, std::uint64_t seed) {
    REQUIRE(state.past.size() == 2);
    Frame next(1, 1);
    next.pixels[0] = static_cast<std::uint8_t>(state.past[0].pixels[0] + state.past[1].pixels[0] +
                                               Random(seed, 1).below(2));
    return std::vector<Frame>{next};
  };
  EvaluationState state;
  state.past = {Frame(1, 1), Frame(1, 1)};
  state.past[1].pixels[0] = 10;
  const Contender far = fed_back(fibonacci, 4);
  CHECK(far.ahead == 4);
  std::set<int> ends;
  for (const Frame& frame : far.sample(state, 64, 5)) ends.insert(frame.pixels[0]);
  // 10, 20, 30, 50, and what each of four coins adds to the end: 3, 2, 1 and 1.
  CHECK(ends == std::set<int>{50, 51, 52, 53, 54, 55, 56, 57});
  CHECK(far.sample(state, 64, 5) == far.sample(state, 64, 5));
  CHECK_FALSE(far.sample(state, 64, 5) == far.sample(state, 64, 6));

  fibonacci.deterministic = true;
  CHECK(fed_back(fibonacci, 4).sample(state, 64, 5).size() == 1);
  fibonacci.takes_actions = true;
  CHECK_THROWS_WITH(fed_back(fibonacci, 4), Contains("without --actions"));
  CHECK_THROWS_WITH(fed_back(far, 8), Contains("4 frames ahead"));
}

TEST_CASE("all states are asked in one batch where a contender can") {
  Contender batch = exact_sampler();
  std::vector<std::size_t> sizes;
  batch.sample_each = [&](const std::vector<EvaluationState>& states,
                          const std::vector<std::uint64_t>&) {
    sizes.push_back(states.size());
    std::vector<Frame> frames;
    for (const auto& state : states) frames.push_back(state.legal[0].frame);
    return frames;
  };
  (void)roll(ring(), setup(9, 3), batch);
  CHECK(sizes == std::vector<std::size_t>{9, 9, 9});
}

TEST_CASE("who leaves the count because its game is over is neither legal nor illegal after") {
  // Of four rollouts one fails at once, one's game is over after frame 2, one fails at frame 3, one
  // lasts: 3 of 4, then 3 of 3, then 1 of 2.
  const std::vector<Rollout> rollouts{
      {0, End::failed}, {2, End::game_over}, {2, End::failed}, {3, End::lasted}};
  const auto curve = legal_curve({rollouts}, 3, 1);
  CHECK(shares(curve) == std::vector<double>{0.75, 0.75, 0.375});
  CHECK(curve[0].counted == 4);
  CHECK(curve[1].counted == 3);
  CHECK(curve[2].counted == 2);
  CHECK(curve[2].low < 0.375);
  CHECK(curve[2].high > 0.375);
}

TEST_CASE("a curve ends where nobody is counted, and is zero where all have failed") {
  const auto over = legal_curve({{{1, End::game_over}, {2, End::game_over}}}, 4, 1);
  CHECK(over[1].share == 1);
  CHECK(std::isnan(over[2].share));
  const auto failed = legal_curve({{{1, End::failed}, {1, End::failed}}}, 4, 1);
  CHECK(shares(failed) == std::vector<double>{1, 0, 0, 0});
}

TEST_CASE("runs of several seeds make one curve, wider than each by itself") {
  const std::vector<Rollout> good(20, {2, End::lasted}), bad(20, {1, End::failed});
  const auto curve = legal_curve({good, bad}, 2, 1);
  CHECK(curve[1].share == 0.5);
  CHECK(curve[1].low == 0);
  CHECK(curve[1].high == 1);
}

TEST_CASE("the median is what half of the rollouts reach, or more than the curve can tell") {
  const auto median = [](const std::vector<double>& shares) {
    std::vector<LegalShare> curve;
    for (const double share : shares) curve.push_back({share, share, share, 1});
    return median_legal_frames(curve);
  };
  CHECK(median({1, 0.75, 0.5, 0.25}).frames == 3);
  CHECK_FALSE(median({1, 0.75, 0.5, 0.25}).or_more);
  CHECK(median({0.4, 0.4}).frames == 0);
  CHECK(median({1, 0.75}).frames == 2);
  CHECK(median({1, 0.75}).or_more);
  CHECK(median({1, 0.75, std::nan("")}).frames == 2);
  CHECK(median({1, 0.75, std::nan("")}).or_more);
}

TEST_CASE("rollout.json has every run's curve, and null where nobody is counted") {
  const auto json = nlohmann::json::parse(rollout_json(small_study()));
  CHECK(json.at("starts") == 4);
  const auto& runs = json.at("runs");
  REQUIRE(runs.size() == 4);
  CHECK(runs[0].at("arm") == "copy_last");
  CHECK(runs[0].at("failed") == 4);
  CHECK(runs[0].at("median_legal_frames").at("frames") == 0);
  CHECK(runs[2].at("failed") == 0);
  CHECK(runs[3].at("seed") == 3);
  const auto& curve = runs[3].at("legal_share");
  REQUIRE(curve.size() == 16);
  CHECK(curve[0].at("step") == 1);
  CHECK(curve[0].at("value") == 1);
  CHECK(curve[0].at("n") == 4);
}

TEST_CASE("seeds of one arm are put together, and arms are told apart by what differs") {
  std::vector<Contender> runs;
  for (const auto& [z_dim, seed] : {std::pair{"8", "1"}, {"1", "1"}, {"8", "2"}, {"1", "2"}}) {
    runs.push_back(hand_made([](const EvaluationState& state) { return state.legal[0].frame; }));
    runs.back().name = std::string("z") + z_dim + "-" + seed;
    runs.back().arm = "gan+es";
    runs.back().folder = "runs/" + runs.back().name;
    runs.back().facts = {{"seed", seed}, {"z-dim", z_dim}};
  }
  runs.push_back(runs.back());
  runs.back().name = runs.back().arm = "network";
  runs.back().facts = {{"z-dim", "1"}};
  const RolloutStudy study = study_rollouts(ring(), kUniform, setup(2, 3), runs, {});
  const auto json = nlohmann::json::parse(rollout_json(study)).at("arms");
  REQUIRE(json.size() == 2);
  CHECK(json[0].at("arm") == "gan+es");
  CHECK(json[0].at("label") == "gan+es, z-dim 8");
  CHECK(json[0].at("runs") == std::vector<std::string>{"z8-1", "z8-2"});
  CHECK(json[1].at("label") == "gan+es, z-dim 1");
  CHECK_THAT(rollout_html(study),
             Contains("gan+es, z-dim 8, 2 seeds") && Contains("gan+es, z-dim 1, 2 seeds"));
}

TEST_CASE("the page of rollouts holds plot, films and table, and asks nothing of a network") {
  const RolloutStudy study = small_study();
  const std::string html = rollout_html(study);
  const HtmlCheck page(html);
  CHECK(page.complaint.empty());
  CHECK_THAT(html, !Contains("http:") && !Contains("https:") && !Contains("url("));
  // Of 3 starts 17 pictures (16 frames and the start) of the real game and of one trained run.
  CHECK(page.elements.at("img") == 3 * 17 * 2);
  CHECK_THAT(html, Contains("16 legal") && Contains("data-ms='132'"));
  CHECK_THAT(html, Contains("<polygon") && Contains("dream&lt;er&gt;") && !Contains("dream<er>"));
  CHECK_THAT(html, Contains("rollout --runs &lt;tag&gt;") && Contains("16 or more"));
  CHECK(shown_steps(16) == std::vector<int>{1, 2, 4, 8, 16});
  CHECK(shown_steps(20) == std::vector<int>{1, 2, 4, 8, 16, 20});
  CHECK(rollout_film(study).substr(0, 6) == "GIF89a");
  const Frame strip = rollout_strip(study);
  CHECK(strip.height_px > 5 * 128);
  CHECK(strip.width_px > 9 * 128);
}
