// report.html: one file that tells the whole story, on a phone and on a projector, in light and
// dark, with or without its script, and without a network: pictures and curves are inside.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/charts.hpp"
#include "experiments/comparison.hpp"
#include "experiments/html.hpp"
#include "experiments/rollout.hpp"

namespace crossroads {

// What the page shows beside the comparison itself.
struct ReportExtras {
  TrainingLogs logs;
  std::optional<RolloutStudy> rollouts;  // a few short ones, to look at
};

[[nodiscard]] std::string report_html(const Comparison& comparison, const ReportExtras& extras);

// The shown states that the page explains everything by: the first ones with two about equally
// likely futures, nothing else is looked at; where there are none, the first states.
[[nodiscard]] std::vector<std::size_t> chosen_moments(const Comparison& comparison);

// Its parts, in their order. A section that has nothing to say has no body.
[[nodiscard]] std::string headline_html(const Comparison& comparison);  // with the moments
[[nodiscard]] std::string moments_html(const Comparison& comparison);
// At one of the shown states: what a run drew, and how often each future.
[[nodiscard]] std::string many_samples_html(const Comparison& comparison, const RunResult& run,
                                            std::size_t row);
[[nodiscard]] Section mean_section(const Comparison& comparison);  // why squared error blurs
[[nodiscard]] Section z_section(const Comparison& comparison);
[[nodiscard]] Section rollouts_section(const ReportExtras& extras);
[[nodiscard]] Section pictures_section(const Comparison& comparison);
[[nodiscard]] Section numbers_section(const Comparison& comparison);
[[nodiscard]] Section ways_section(const Comparison& comparison);  // by number of futures
[[nodiscard]] Section differences_section(const Comparison& comparison);
[[nodiscard]] Section states_section(const Comparison& comparison);  // and what was left out
[[nodiscard]] Section runs_section(const Comparison& comparison);

}  // namespace crossroads
