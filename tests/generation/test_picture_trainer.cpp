#include <catch2/catch.hpp>
#include <cmath>

#include "generation/picture_run.hpp"
#include "generation/picture_trainer.hpp"
#include "predictor/frame_tensor.hpp"
#include "recordings/error.hpp"
#include "tests/generation/small_pictures.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using test::plain_pictures;
using test::small_picture_options;

namespace {

PictureTrainer make(const PictureSet& set, const PictureTrainOptions& options) {
  return {set, options, torch::kCPU, torch::kFloat32};
}

void run(PictureTrainer& trainer, int steps) {
  for (int i = 0; i < steps; ++i) (void)trainer.step();
}

bool same(PictureTrainer& a, PictureTrainer& b) {
  const auto left = a.generator()->parameters(), right = b.generator()->parameters();
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!torch::equal(left[i], right[i])) return false;
  }
  return left.size() == right.size();
}

PictureTrainOptions with_steps(PictureTrainOptions options, int first_parts, int last) {
  options.codec_steps = options.summary_steps = first_parts;
  options.steps = last;
  return options;
}

PictureTrainOptions with_colour(const PictureSet& set) {
  PictureTrainOptions options = small_picture_options();
  options.net.condition = condition_space(set.labels, {"all"});
  return options;
}

// Mean colour of each picture drawn: [N, 3].
torch::Tensor colours(PictureTrainer& trainer, const PictureTrainOptions& options, int count,
                      const torch::Tensor& condition) {
  torch::NoGradGuard no_grad;
  auto generator = trainer.generator();
  return generator->forward(draw_z(options.net, count, 99), condition).mean({2, 3});
}

// How many of the colours lie next to this one.
int near(const torch::Tensor& all, const std::vector<float>& colour) {
  const auto apart = (all - torch::tensor(colour)).abs().amax(1);
  return static_cast<int>((apart < 0.35).sum().item<std::int64_t>());
}

}  // namespace

TEST_CASE("the parts come one after another") {
  const auto set = plain_pictures(30);
  auto trainer = make(set, small_picture_options());
  CHECK(trainer.part() == PictureTrainer::Part::codec);
  run(trainer, 6);
  CHECK(trainer.part() == PictureTrainer::Part::summary);
  run(trainer, 6);
  CHECK(trainer.part() == PictureTrainer::Part::mapper);
  run(trainer, 8);
  CHECK(trainer.finished());
}

TEST_CASE("a training that was resumed in any part ends as one that ran through") {
  const auto set = plain_pictures(30);
  const auto options = with_colour(set);
  auto through = make(set, options);
  run(through, 20);
  const tests::Scratch scratch;
  for (const int stop : {3, 6, 9, 12, 17}) {
    auto first = make(set, options);
    run(first, stop);
    first.save(scratch / "checkpoint.pt");
    auto second = make(set, options);
    second.load(scratch / "checkpoint.pt");
    CHECK(second.steps_done() == stop);
    run(second, 20 - stop);
    CHECK(same(through, second));
  }
}

TEST_CASE("a codec that is taken over leaves only what comes after it to be trained") {
  const auto set = plain_pictures(30);
  auto first = make(set, small_picture_options());
  run(first, 12);
  const tests::Scratch scratch;
  first.save_codec(scratch / "codec.safetensors", {});
  auto options = small_picture_options();
  options.codec_steps = options.summary_steps = 0;
  auto second = make(set, options);
  second.take_codec(scratch / "codec.safetensors");
  CHECK(second.part() == PictureTrainer::Part::mapper);
  CHECK(torch::equal(first.returned(9), second.returned(9)));
  options.net.summary = 5;
  auto other = make(set, options);
  CHECK_THROWS_AS(other.take_codec(scratch / "codec.safetensors"), Error);
}

TEST_CASE("pictures come back through codec and summaries") {
  const auto set = plain_pictures(30);
  const auto options = with_steps(small_picture_options(), 400, 8);
  auto trainer = make(set, options);
  run(trainer, 800);
  const auto back = trainer.returned(30).mean({2, 3});
  CAPTURE(back);
  CHECK(near(back, {-1, -1, -1}) == 10);
  CHECK(near(back, {1, -1, -1}) == 10);
  CHECK(near(back, {1, 1, 1}) == 10);
}

TEST_CASE("the gan draws every kind of picture, and of those asked for the right kind") {
  const auto set = plain_pictures(30);
  const auto options = with_steps(with_colour(set), 400, 500);
  auto trainer = make(set, options);
  run(trainer, 1300);
  const auto free = colours(trainer, options, 90, torch::zeros({90, 3}));
  for (const auto& colour : {std::vector<float>{-1, -1, -1}, {1, -1, -1}, {1, 1, 1}}) {
    CHECK(near(free, colour) >= 15);  // 30 expected
  }
  const auto red = torch::tensor({0.0F, 1.0F, 0.0F}).expand({90, 3});
  CHECK(near(colours(trainer, options, 90, red), {1, -1, -1}) >= 75);  // 30 by chance
}

TEST_CASE("a decoder of summaries is told the condition, with what z decides") {
  const auto options = with_colour(plain_pictures(3));
  torch::manual_seed(1);
  PictureGenerator generator(options.net);
  const auto z = draw_z(options.net, 9, 1);
  generator->mapper->choices->fit(z, torch::full({3}, 1.0F / 3));
  const auto summaries = torch::zeros({1, options.net.summary});
  const auto codes = [&](const torch::Tensor& condition) {
    return generator->summary_decoder->forward(summaries, condition);
  };
  CHECK_FALSE(torch::equal(codes(torch::tensor({{1.0F, 0.0F, 0.0F}})),
                           codes(torch::tensor({{0.0F, 1.0F, 0.0F}}))));
  const auto free = torch::zeros({9, 3});
  const auto whole = generator->mapper->completed(z, free);
  CHECK(torch::equal(whole.sum(1), torch::ones(9)));
  CHECK(torch::equal(generator->forward(z, free), generator->forward(z, whole)));
}

TEST_CASE("what is drawn is moved apart until it varies as real pictures do, or twice as far") {
  const auto set = plain_pictures(30);
  const auto options = with_steps(small_picture_options(), 200, 500);
  auto trainer = make(set, options);
  const auto spread = [&] { return trainer.generator()->spread.item<float>(); };
  const auto variance = [&] {
    return colours(trainer, options, 90, torch::zeros({90, 0})).var(0).mean().item<float>();
  };
  constexpr float kReal = 8.0F / 9;  // in each channel a third of the pictures is apart by 2
  run(trainer, 399);
  CHECK(spread() == 1);  // there is nothing to draw yet
  run(trainer, 11);      // what the mapper draws lies close together
  CHECK(spread() > 1.9F);
  CHECK(variance() < kReal);
  run(trainer, 490);
  CHECK(spread() < 1.9F);
  CHECK(std::abs(variance() - kReal) < 0.3F * kReal);
}

TEST_CASE("without labels the gan draws every kind of picture, too") {
  const auto set = plain_pictures(30);
  const auto options = with_steps(small_picture_options(), 400, 1000);
  auto trainer = make(set, options);
  run(trainer, 1800);
  const auto free = colours(trainer, options, 90, torch::zeros({90, 0}));
  for (const auto& colour : {std::vector<float>{-1, -1, -1}, {1, -1, -1}, {1, 1, 1}}) {
    CHECK(near(free, colour) >= 10);  // 30 expected
  }
}

TEST_CASE("squared error draws the mean of all that is right") {
  const auto set = plain_pictures(30);
  auto options = with_steps(with_colour(set), 60, 300);
  options.arm = "mse";
  options.net.z_decides = false;
  options.batch = 30;
  auto trainer = make(set, options);
  run(trainer, 420);
  torch::NoGradGuard no_grad;
  auto generator = trainer.generator();
  const auto z = torch::zeros({1, 5});
  const auto free = generator->forward(z, torch::zeros({1, 3})).mean({2, 3});
  CHECK(near(free, {1.0F / 3, -1.0F / 3, -1.0F / 3}) == 1);
  CHECK(generator->spread.item<float>() == 1);
  const auto white = generator->forward(z, torch::tensor({{0.0F, 0.0F, 1.0F}})).mean({2, 3});
  CHECK(near(white, {1, 1, 1}) == 1);
}

TEST_CASE("a run's options come back from its metadata, and another kind of run is told apart") {
  const auto set = plain_pictures(3);
  auto options = with_colour(set);
  options.net.z_distribution = "bernoulli";
  const auto net = picture_net_options(describe(options), "here");
  CHECK(net.summary == 4);
  CHECK(net.z_dim == 5);
  CHECK(net.z_distribution == "bernoulli");
  CHECK((net.condition == options.net.condition));
  CHECK_THROWS_AS(picture_net_options({{"arm", "gan+es"}}, "here"), Error);
}
