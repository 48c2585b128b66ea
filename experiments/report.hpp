// report.html: one file that tells the whole story, on a phone and on a projector, in light and
// dark, without a network: pictures and curves are inside.
#pragma once

#include <map>
#include <string>

#include "experiments/comparison.hpp"

namespace crossroads {

// Of each run that was trained, by its folder: the text of its log.csv.
using TrainingLogs = std::map<std::string, std::string>;

[[nodiscard]] std::string report_html(const Comparison& comparison, const TrainingLogs& logs);

// Its parts, in their order.
[[nodiscard]] std::string headline_html(const Comparison& comparison);
[[nodiscard]] std::string story_html(const Comparison& comparison);    // ten plain lines
[[nodiscard]] std::string teaser_html(const Comparison& comparison);   // the first state, in large
[[nodiscard]] std::string rows_html(const Comparison& comparison);     // the pictures
[[nodiscard]] std::string numbers_html(const Comparison& comparison);  // the table
[[nodiscard]] std::string ways_html(const Comparison& comparison);     // by number of futures
[[nodiscard]] std::string differences_html(const Comparison& comparison);
[[nodiscard]] std::string z_html(const Comparison& comparison);  // from one z to another
[[nodiscard]] std::string questions_html(
    const Comparison& comparison);  // states, what was left out
[[nodiscard]] std::string runs_html(const Comparison& comparison, const TrainingLogs& logs);

}  // namespace crossroads
