#include "experiments/comparison_output.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "experiments/picture.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/png.hpp"
#include "recordings/progress.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

constexpr int kPictureRows = 4;  // of side_by_side.png; the report shows more

std::vector<Contender> beside_untrained(const std::vector<Contender>& runs, bool one_real_future) {
  std::vector<Contender> all{copy_last()};
  if (!one_real_future) all.insert(all.end(), {exact_mean(), exact_sampler()});
  all.insert(all.end(), runs.begin(), runs.end());
  return all;
}

// How many states are asked in all.
std::int64_t questions(const std::vector<Contender>& contenders, const StateSet& states,
                       const Setup& setup) {
  const auto of_snapshot =
      std::min(states.main.size(), static_cast<std::size_t>(setup.snapshot_states));
  std::size_t all = contenders.size() * (states.main.size() + states.forced.size());
  for (const auto& contender : contenders) {
    if (contender.snapshots.empty()) continue;
    all += (contender.snapshots.size() + 1) * of_snapshot;
  }
  return static_cast<std::int64_t>(all);
}

std::vector<Metric> shown_metrics(const Comparison& comparison) {
  if (comparison.states.one_real_future) return one_future_metrics();
  std::vector<Metric> shown{
      Metric::valid,   Metric::blend,     Metric::vanished,          Metric::coverage, Metric::tv,
      Metric::turn_tv, Metric::sharpness, Metric::mse_to_exact_mean, Metric::z_effect};
  // On a board with ghosts each actor by itself.
  for (int actor = 0; actor < kMostActors; ++actor) {
    const auto& metrics = comparison.runs.front().metrics;
    if (metrics.at(metric_text(actor_valid(1)).key).count == 0) break;
    if (metrics.at(metric_text(actor_valid(actor)).key).count == 0) continue;
    shown.push_back(actor_valid(actor));
    shown.push_back(actor_turn_tv(actor));
  }
  const auto& runs = comparison.runs;
  const bool steered = std::any_of(runs.begin(), runs.end(), [](const RunResult& run) {
    return run.metrics.at(metric_text(Metric::action_accuracy).key).count > 0;
  });
  if (steered) shown.push_back(Metric::action_accuracy);
  return shown;
}

void print_numbers(const Comparison& comparison) {
  const std::vector<Metric> shown = shown_metrics(comparison);
  std::size_t widest = 3;
  for (const auto& run : comparison.runs) widest = std::max(widest, run.name.size());
  std::printf("%-*s", static_cast<int>(widest), "run");
  for (const Metric metric : shown) std::printf("  %15s", metric_text(metric).key);
  std::printf("\n");
  for (const auto& run : comparison.runs) {
    std::printf("%-*s", static_cast<int>(widest), run.name.c_str());
    for (const Metric metric : shown) {
      const Measured& one = run.metrics.at(metric_text(metric).key);
      if (one.count == 0)
        std::printf("  %15s", "-");
      else
        std::printf("  %15.3f", one.value);
    }
    std::printf("\n");
  }
}

}  // namespace

Comparison compare_beside_untrained(const Setup& setup, StateSet states,
                                    const std::vector<Contender>& runs) {
  const auto contenders = beside_untrained(runs, states.one_real_future);
  Progress progress("compare", "states", questions(contenders, states, setup));
  Comparison comparison =
      compare(setup, std::move(states), contenders,
              [&](std::int64_t done, const std::string& run) { progress.update(done, run); });
  progress.finish();
  return comparison;
}

void give_out(const Comparison& comparison, const ReportExtras& extras, const std::string& folder) {
  const fs::path out(folder);
  print_numbers(comparison);  // first: they stay on the screen whatever happens to the files
  std::fflush(stdout);
  write_file_atomic(out / "metrics.json", metrics_json(comparison));
  write_png(out / "side_by_side.png", side_by_side(comparison, kPictureRows));
  if (const auto walk = z_walks(comparison)) write_png(out / "z_walk.png", *walk);
  write_file_atomic(out / "report.html", report_html(comparison, extras));
  std::printf("report: %s\n", (out / "report.html").c_str());
}

}  // namespace crossroads
