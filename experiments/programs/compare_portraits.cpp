// compare-portraits: asks generators for portraits and counts what they drew, beside real ones.
#include <cstdio>
#include <filesystem>
#include <optional>

#include "experiments/portrait_report.hpp"
#include "experiments/portrait_run.hpp"
#include "experiments/portrait_sheet.hpp"
#include "portraits/paint.hpp"
#include "predictor/machine.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"
#include "recordings/png.hpp"
#include "recordings/program.hpp"
#include "recordings/progress.hpp"

using namespace crossroads;

namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> runs;
  std::string pictures, out;
  std::string reader = CROSSROADS_WEIGHTS "/portrait-reader";
  std::string device = "cpu";
  std::uint64_t seed = 1;
  int samples = 5000, asked = 400, threads = 0;
};

void check(const Options& o) {
  check_at_least("--samples", o.samples, 10);
  check_at_least("--asked", o.asked, 1);
  check_at_least("--threads", o.threads, 0);
}

// What was asked for, or what the first run learnt from if it is still there.
std::string training_path(const Options& o, const std::vector<PortraitContender>& runs) {
  if (!o.pictures.empty() || runs.empty()) return o.pictures;
  const std::string learnt = fact(runs.front().facts, "pictures");
  if (!learnt.empty() && fs::exists(learnt)) return learnt;
  std::fprintf(stderr,
               "compare-portraits: the pictures that %s learnt from are gone (%s): no copies "
               "are looked for; name them by --pictures\n",
               runs.front().name.c_str(), learnt.c_str());
  return "";
}

std::optional<PictureSet> load_training(const std::string& path) {
  if (path.empty()) return std::nullopt;
  return load_pictures({path, kPortraitSidePx});
}

void print_numbers(const PortraitComparison& comparison) {
  std::size_t widest = 3;
  for (const auto& one : comparison.results) widest = std::max(widest, one.name.size());
  std::printf("%-*s", static_cast<int>(widest), "run");
  for (std::size_t i = 0; i < kPortraitNumbers; ++i) {
    std::printf("  %16s", portrait_number_text(static_cast<PortraitNumber>(i)).key);
  }
  std::printf("\n");
  for (const auto& one : comparison.results) {
    std::printf("%-*s", static_cast<int>(widest), one.name.c_str());
    for (const Estimate& number : one.numbers) {
      if (number.value == number.value) {
        std::printf("  %16.4f", number.value);
      } else {
        std::printf("  %16s", "-");
      }
    }
    std::printf("\n");
  }
}

PortraitComparison compare_all(const Options& o, const std::string& command) {
  const AttributeReader reader(o.reader);
  auto runs = load_portrait_runs(o.runs, o.device);
  PortraitSetup setup;
  setup.samples = static_cast<std::size_t>(o.samples);
  setup.asked = static_cast<std::size_t>(o.asked);
  setup.seed = o.seed;
  setup.command = command;
  setup.reader = reader.info();
  const auto training = load_training(training_path(o, runs));
  std::vector<PortraitContender> all{real_portraits(), mean_face(training ? &*training : nullptr)};
  all.insert(all.end(), std::make_move_iterator(runs.begin()), std::make_move_iterator(runs.end()));
  Progress bar("compare-portraits", "pictures", pictures_to_compare(setup, all));
  auto comparison = compare_portraits(setup, reader, all, training ? &*training : nullptr,
                                      [&](std::int64_t done, const std::string& whose) {
                                        bar.update(done, whose);
                                        stop_if_interrupted("the comparison", "compare-portraits");
                                      });
  bar.finish();
  return comparison;
}

void give_out(const PortraitComparison& comparison, const fs::path& out) {
  print_numbers(comparison);  // first: they stay on the screen whatever happens to the files
  std::fflush(stdout);
  std::vector<NamedPictures> rows;
  for (const auto& one : comparison.results) rows.push_back({one.name, one.shown});
  write_file_atomic(out / "metrics.json", portrait_metrics_json(comparison));
  write_png(out / "sheet.png", named_rows(rows));
  write_file_atomic(out / "report.html", portrait_report_html(comparison));
  std::printf("report: %s\n", (out / "report.html").c_str());
}

boost::program_options::options_description options_of(Options& o) {
  namespace po = boost::program_options;
  po::options_description options("Options");
  auto add = options.add_options();
  add("runs", po::value(&o.runs)->multitoken()->value_name("DIR"),
      "run folders of train-portraits, of which the first may be the baseline; none: real pictures "
      "and their mean alone");
  add("out", po::value(&o.out)->required()->value_name("DIR"),
      "folder of metrics.json, report.html, sheet.png");
  add("samples", with_default(o.samples), "samples of each without a request; as many real ones");
  add("asked", with_default(o.asked), "samples of each for every kind of request");
  add("seed", with_default(o.seed), "of the real pictures, the requests and z");
  add("pictures", po::value(&o.pictures)->value_name("PATH"),
      "training pictures in which copies are looked for; else those that the first run learnt "
      "from");
  add("reader", po::value(&o.reader)->default_value(o.reader, "the shipped one")->value_name("DIR"),
      "folder of train-reader");
  add("device", with_default(o.device), "of the runs: cpu or cuda");
  add("threads", with_default(o.threads), "CPU threads; 0 is one for each core");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  Options o;
  const auto options = options_of(o);
  const ProgramText text{
      "compare-portraits",
      "Compares generators of portraits with fresh real ones: how alike the sets are, whether "
      "every "
      "value\nis drawn as often as it is due, whether requests are met, whether anything was "
      "copied.",
      "compare-portraits --runs runs/faces-mse runs/faces-gan --out runs/faces-report\n"
      "compare-portraits --runs runs/faces-gan --pictures runs/portraits --samples 2000 --out "
      "runs/quick\n"
      "compare-portraits --out runs/real-against-real"};
  return run_program(argc, argv, text, options, [&] {
    watch_interrupt();
    check(o);
    make_out_folder(o.out);
    set_threads(o.threads);
    give_out(compare_all(o, command_line(argc, argv)), o.out);
  });
}
