// Charts of report.html. Each comes with a table or words that say the same.
#pragma once

#include <map>
#include <string>

#include "experiments/comparison.hpp"
#include "experiments/html.hpp"

namespace crossroads {

// Of each run that was trained, by its folder: the text of its log.csv.
using TrainingLogs = std::map<std::string, std::string>;

// The headline numbers of all runs, or arms, as dots with their intervals.
[[nodiscard]] std::string glance_html(const Comparison& comparison);

// What squared error makes of a state with two futures: the expected error of every mixture of
// them, and where frames of the runs lie. Empty for other states.
[[nodiscard]] std::string error_curve_html(const Comparison& comparison, std::size_t state);

// The share drawn against the true probability; empty where all futures are equally likely.
[[nodiscard]] Section calibration_section(const Comparison& comparison);

// validity and turn TV over the seconds of training; empty where no snapshots were asked.
[[nodiscard]] Section time_section(const Comparison& comparison);

// One chart for each column of the logs that has something to tell, all runs in it. log.csv: a
// header line, then numbers; the first column is the step.
[[nodiscard]] Section training_section(const Comparison& comparison, const TrainingLogs& logs);

}  // namespace crossroads
