// Whole trainings on disk: run folder, resume, sampler, safetensors.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "predictor/generator.hpp"
#include "predictor/run.hpp"
#include "predictor/run_folder.hpp"
#include "predictor/safetensors.hpp"
#include "predictor/sampler.hpp"
#include "predictor/shipping.hpp"
#include "predictor/training.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/recording.hpp"
#include "tests/predictor/small_world.hpp"

using namespace crossroads;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = fs::temp_directory_path() / "crossroads_run_XXXXXX";
    path_ = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

void record_walks(const std::string& folder, int action = 4) {
  RecordingInfo info;
  info.source = "test";
  info.height_px = 32;
  info.width_px = 64;
  RecordingWriter writer(folder, info);
  for (int e = 0; e < 4; ++e) {
    Episode episode;
    for (int t = 0; t < 8; ++t) episode.frames.push_back(test::square_at(t, e));
    episode.actions.assign(7, action);
    episode.rewards.assign(7, 0);
    episode.terminations.assign(7, 0);
    episode.truncations.assign(7, 0);
    episode.truncations.back() = 1;
    writer.append(episode);
  }
  writer.close();
}

TrainOptions options_in(const Folder& folder) {
  auto options = test::small_options();
  options.recordings = {folder / "walks-v0"};
  options.out = folder / "run";
  options.threads = 1;
  return options;
}

}  // namespace

TEST_CASE("two trainings are never at work in one folder") {
  const Folder folder;
  const std::string place = folder / "";
  {
    const Run one(place, false, "steps=1\n");
    CHECK_THROWS_WITH(Run(place, false, "steps=2\n"), Catch::Contains("is being trained"));
    CHECK(read_text_file(folder / "config.ini") == "steps=1\n");
  }
  const Run next(place, false, "steps=3\n");
  CHECK(read_text_file(folder / "config.ini") == "steps=3\n");
}

TEST_CASE(
    "a training leaves a run that predicts, whole or patch by patch, and can't be overwritten") {
  const Folder folder;
  record_walks(folder / "walks-v0");
  auto options = options_in(folder);
  REQUIRE(train(options, "steps=20\n"));
  CHECK(read_text_file(folder / "run/config.ini") == "steps=20\n");
  CHECK_THROWS_WITH(train(options, ""), Catch::Contains("a run already"));

  const Sampler sampler(folder / "run");
  CHECK(sampler.info().at("arm") == "gan+es");
  CHECK(sampler.info().at("steps") == "20");
  CHECK(sampler.info().at("patches_seen") == "160");
  CHECK(sampler.z_dim() == 3);
  const std::vector<Frame> past = {test::square_at(2, 1), test::square_at(3, 1)};
  const auto some = sampler.sample(past, 3, 5);
  REQUIRE(some.size() == 3);
  CHECK(some[0].height_px == 32);
  CHECK(some[0].width_px == 64);
  CHECK((some == sampler.sample(past, 3, 5)));
  CHECK_THROWS_WITH(sampler.sample(std::vector<Frame>{past[0]}, 1, 5),
                    Catch::Contains("expected 2 past frames, found 1"));

  // Many pasts in one batch give what each gives alone.
  const std::vector<std::vector<Frame>> pasts = {past, {past[1], past[0]}};
  const auto each = sampler.sample_each(pasts, {5, 6});
  REQUIRE(each.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const Frame alone = sampler.sample(pasts[i], 1, 5 + i).front();
    for (std::size_t k = 0; k < alone.pixels.size(); ++k) {
      REQUIRE(std::abs(alone.pixels[k] - each[i].pixels[k]) <= 1);
    }
  }
  CHECK(each[0] != each[1]);

  // Odd sizes are padded to the network's multiple and cut back.
  const std::vector<Frame> odd = {Frame(37, 45), Frame(37, 45)};
  CHECK(sampler.sample(odd, 1, 1).front().width_px == 45);

  // Patches that are far wider than the receptive radius agree with the whole frame inside: all
  // four at once. The lower and right ones reach beyond the frame, whose end is a border there.
  std::vector<Frame> large = {Frame(248, 224), Frame(248, 224)};
  for (std::size_t i = 0; i < large[0].pixels.size(); ++i) {
    large[0].pixels[i] = static_cast<std::uint8_t>(i * 7 % 256);
    large[1].pixels[i] = static_cast<std::uint8_t>(i * 13 % 256);
  }
  const std::vector<std::vector<float>> z = {{1, -1, 1}, {-1, -1, 1}};
  const auto whole = sampler.sample_with(large, z);
  const auto patches = sampler.sample_patches(large, z, 128);
  REQUIRE(patches.size() == 2);
  constexpr int radius = 39;  // 4 convolutions of 3x3 on 8 px cells
  const auto inside = [](int at, int end) {
    return at < 128 - radius || (at >= 128 + radius && at < end - radius);
  };
  int far_off = 0, near_border = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    for (int y = 0; y < 248; ++y) {
      for (int x = 0; x < 224; ++x) {
        const int off = std::abs(whole[i].at(0, y, x) - patches[i].at(0, y, x));
        const bool far = inside(x, 224) && inside(y, 248);
        if (far && off > 1) ++far_off;
        if (!far && off > 0) ++near_border;
      }
    }
  }
  CHECK(far_off == 0);
  CHECK(near_border > 0);
}

TEST_CASE("a run of an arm without z is one frame for every z, of an arm with z another for each") {
  const Folder folder;
  record_walks(folder / "walks-v0");
  const std::vector<Frame> past = {test::square_at(2, 1), test::square_at(3, 1)};
  for (const auto* arm : {"mse", "l1", "mse+gdl", "min-of-2", "gan+l1"}) {
    auto options = options_in(folder);
    options.arm = arm;
    options.out = folder / arm;
    options.steps = 5;
    REQUIRE(train(options, ""));
    const Sampler sampler(options.out);
    const bool takes_z = std::string(arm) == "min-of-2" || std::string(arm) == "gan+l1";
    INFO(arm);
    CHECK(sampler.deterministic() == !takes_z);
    CHECK(sampler.z_dim() == (takes_z ? 3 : 0));
    const auto frames = sampler.sample(past, 8, 1);
    REQUIRE(frames.size() == 8);
    const bool equal = std::all_of(frames.begin(), frames.end(),
                                   [&](const Frame& frame) { return frame == frames[0]; });
    CHECK(equal == !takes_z);
  }
}

TEST_CASE("a run with actions is given one, and draws another frame for another one") {
  const Folder folder;
  record_walks(folder / "walks-v0");
  auto options = options_in(folder);
  options.generator.actions = true;
  REQUIRE(train(options, ""));
  const Sampler sampler(folder / "run");
  CHECK(sampler.takes_actions());
  CHECK(sampler.ahead() == 1);
  const std::vector<Frame> past = {test::square_at(2, 1), test::square_at(3, 1)};
  const std::vector<std::vector<float>> z = {{1, 1, 1}};
  CHECK_FALSE((sampler.sample(past, 1, 5, 0, 4) == sampler.sample(past, 1, 5, 0, 1)));
  CHECK_FALSE((sampler.sample_with(past, z, 4) == sampler.sample_with(past, z, 1)));
  CHECK_FALSE((sampler.sample_patches(past, z, 32, 4) == sampler.sample_patches(past, z, 32, 1)));
  const auto each = sampler.sample_each({past, past}, {5, 5}, {4, 1});
  CHECK_FALSE(each[0] == each[1]);
  CHECK(each[0] == sampler.sample_each({past, past}, {5, 5}, {4, 4})[1]);
  CHECK_THROWS_WITH(sampler.sample(past, 1, 5), Catch::Contains("expected an action, 0 to 4"));
  CHECK_THROWS_WITH(sampler.sample_each({past}, {5}), Catch::Contains("expected an action"));
  CHECK_THROWS_WITH(sampler.sample(past, 1, 5, 0, 5), Catch::Contains("found action 5"));

  options.out = folder / "far";
  options.generator.actions = false;
  options.ahead = 2;
  REQUIRE(train(options, ""));
  const Sampler far(options.out);
  CHECK(far.ahead() == 2);
  CHECK_FALSE(far.takes_actions());
  CHECK_THROWS_WITH(far.sample(past, 1, 5, 0, 4), Catch::Contains("expected no action"));

  record_walks(folder / "still-v0", 0);
  options.recordings = {folder / "still-v0"};
  options.out = folder / "still";
  options.generator.actions = true;
  CHECK_THROWS_WITH(train(options, ""), Catch::Contains("--actions goes with --ahead 1"));
  options.ahead = 1;
  CHECK_THROWS_WITH(train(options, ""), Catch::Contains("a recording with actions"));
}

TEST_CASE("a run is resumed only as it was begun, to where it was planned to end") {
  const Folder folder;
  record_walks(folder / "walks-v0");
  auto options = options_in(folder);
  options.resume = true;
  CHECK_THROWS_WITH(train(options, ""), Catch::Contains("expected a run to resume, found none"));
  options.resume = false;
  REQUIRE(train(options, ""));
  options.resume = true;
  options.learning_rate = 5e-3;
  CHECK_THROWS_WITH(train(options, ""), Catch::Contains("learning-rate"));
  options.learning_rate = TrainOptions().learning_rate;
  options.steps = 40;
  CHECK_THROWS_WITH(train(options, ""), Catch::Contains("expected --steps 20"));
}

TEST_CASE("snapshots are the weights as they were, with the seconds of training until then") {
  const Folder folder;
  record_walks(folder / "walks-v0");
  auto options = options_in(folder);
  options.snapshot_every_seconds = 1e-9;  // after every step
  REQUIRE(train(options, ""));
  const fs::path run = folder / "run";
  const auto files = snapshots(run);
  REQUIRE(files.size() == 20);
  CHECK(files.front() == run / "snapshots/1.safetensors");
  CHECK(files.back() == run / "snapshots/20.safetensors");  // by number, not by name

  double before = 0;
  for (const auto& file : files) {
    const double seconds = std::stod(Sampler(file).info().at("seconds"));
    CHECK(seconds > before);
    before = seconds;
  }
  const auto last = read_safetensors(files.back()).tensors;
  const auto first = read_safetensors(files.front()).tensors;
  bool moved = false;
  for (const auto& [name, tensor] : read_safetensors(weights_file(run)).tensors) {
    CHECK(torch::equal(tensor, last.at(name)));
    moved = moved || !torch::equal(tensor, first.at(name));
  }
  CHECK(moved);

  remove_later_files(run, 9);
  CHECK(snapshots(run).back() == run / "snapshots/9.safetensors");
}

TEST_CASE("sample sheets are of the same moments with the same z's, a last one at the end") {
  const Folder folder;
  record_walks(folder / "walks-v0");
  std::vector<std::vector<SheetRow>> drawn;
  SheetPlan plan;
  plan.every_seconds = 1e-9;  // after every step
  plan.draw = [&](const std::vector<SheetRow>& rows) {
    drawn.push_back(rows);
    return rows.front().samples.front();
  };
  REQUIRE(train(options_in(folder), "", plan));
  REQUIRE(drawn.size() == 20);
  CHECK(fs::exists(sheet_file(folder / "run", 1)));
  CHECK(fs::exists(sheet_file(folder / "run", 20)));
  bool changed = false;
  for (const auto& rows : drawn) {
    REQUIRE(rows.size() == 5);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      REQUIRE(rows[i].past.size() == 2);
      REQUIRE(rows[i].samples.size() == 6);
      CHECK((rows[i].past == drawn[0][i].past && rows[i].next == drawn[0][i].next));
      changed = changed || rows[i].samples != drawn[0][i].samples;
    }
  }
  CHECK(changed);
  // The samples are what the run's own weights say.
  const SheetRow& last = drawn.back().front();
  const Sampler sampler(folder / "run");
  CHECK((last.samples == sampler.sample(last.past, 6, options_in(folder).seed)));

  remove_later_files(folder / "run", 9);
  CHECK_FALSE(fs::exists(sheet_file(folder / "run", 10)));
  CHECK(fs::exists(sheet_file(folder / "run", 9)));
  plan.every_seconds = -1;
  CHECK_THROWS_WITH(train(options_in(folder), "", plan), Catch::Contains("--sheet-every"));
}

TEST_CASE("safetensors files that are cut off, foreign or of another network are refused") {
  const Folder folder;
  const fs::path file = folder / "weights.safetensors";
  write_safetensors(file, {{"weight", torch::arange(6).to(torch::kFloat32).view({2, 3})}},
                    {{"arm", "es"}});
  const auto back = read_safetensors(file);
  CHECK(back.metadata.at("arm") == "es");
  CHECK(torch::equal(back.tensors.at("weight"), torch::arange(6).to(torch::kFloat32).view({2, 3})));

  const std::string bytes = read_text_file(file);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{7}, std::size_t{20}, bytes.size() - 1}) {
    write_file_atomic(file, bytes.substr(0, size));
    CHECK_THROWS_AS(read_safetensors(file), Error);
  }
  write_file_atomic(file, std::string(100, 'x'));
  CHECK_THROWS_WITH(read_safetensors(file), Catch::Contains("a whole safetensors file"));

  Generator generator(test::small_options().generator);
  CHECK_THROWS_WITH(load_parameters(*generator, back.tensors, "weights"),
                    Catch::Contains("expected weights named"));
}

TEST_CASE("what a killed first attempt left is not taken for this training's") {
  const Folder folder;
  record_walks(folder / "walks-v0");
  for (const char* left : {"run/sheets/60.png", "run/snapshots/60.safetensors"}) {
    fs::create_directories(fs::path(folder / left).parent_path());
    write_file_atomic(folder / left, "of before");
  }
  REQUIRE(train(options_in(folder), ""));
  CHECK_FALSE(fs::exists(folder / "run/sheets/60.png"));
  CHECK(snapshots(folder / "run").empty());
}

TEST_CASE("a shipped run is half as large, predicts as the run does, and overwrites nothing") {
  const Folder folder;
  record_walks(folder / "walks-v0");
  REQUIRE(train(options_in(folder), "steps=20\n"));
  ship_run(folder / "run", folder / "shipped");
  CHECK(read_text_file(folder / "shipped/config.ini") == "steps=20\n");
  CHECK(read_text_file(folder / "shipped/log.csv") == read_text_file(folder / "run/log.csv"));

  const auto whole = read_safetensors(folder / "run/generator.safetensors");
  const auto half = read_safetensors(folder / "shipped/generator.safetensors");
  CHECK(half.metadata == whole.metadata);
  std::uintmax_t values = 0;
  for (const auto& [name, tensor] : whole.tensors) {
    values += static_cast<std::uintmax_t>(tensor.numel());
    CHECK(torch::allclose(half.tensors.at(name), tensor, 1.0 / 256, 0));  // 8 bits of mantissa
  }
  CHECK(fs::file_size(folder / "run/generator.safetensors") -
            fs::file_size(folder / "shipped/generator.safetensors") >=
        2 * values - 64);  // the header's offsets are some digits shorter or longer

  const std::vector<Frame> past = {test::square_at(2, 1), test::square_at(3, 1)};
  const auto before = Sampler(folder / "run").sample(past, 2, 5);
  const auto after = Sampler(folder / "shipped").sample(past, 2, 5);
  for (std::size_t k = 0; k < before[0].pixels.size(); ++k) {
    REQUIRE(std::abs(before[0].pixels[k] - after[0].pixels[k]) <= 4);
  }
  CHECK_THROWS_WITH(ship_run(folder / "run", folder / "shipped"), Catch::Contains("a new folder"));
  CHECK_THROWS_AS(ship_run(folder / "nothing", folder / "other"), Error);
  CHECK_FALSE(fs::exists(folder / "other"));
}

TEST_CASE("a folder without a run, a damaged checkpoint and wrong choices are one line each") {
  const Folder folder;
  CHECK_THROWS_WITH(Sampler(folder / "nothing"), Catch::Contains("generator.safetensors"));
  record_walks(folder / "walks-v0");
  auto options = options_in(folder);
  options.steps = 2;
  REQUIRE(train(options, ""));
  write_file_atomic(*latest_checkpoint(options.out), "not a checkpoint");
  options.resume = true;
  CHECK_THROWS_WITH(train(options, ""), Catch::Contains("expected a whole checkpoint"));
  options.arm = "wgan";
  CHECK_THROWS_WITH(train(options, ""), Catch::Contains("min-of-2") && Catch::Contains("not wgan"));
  options = options_in(folder);
  options.minutes = 1;
  CHECK_THROWS_AS(train(options, ""), UsageError);
}
