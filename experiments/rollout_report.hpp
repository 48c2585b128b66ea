// rollout.html: how long each run's rollouts stay legal, as a plot, films to play and a
// table; one file with everything inside.
#pragma once

#include <string>

#include "experiments/rollout.hpp"

namespace crossroads {

[[nodiscard]] std::string rollout_html(const RolloutStudy& study);

// A player for each of the first starts: the real game and the runs side by side, with what their
// edges mean.
[[nodiscard]] std::string rollout_players_html(const RolloutStudy& study);

// Share of legal frames by step: a line and its 95 % band for each run, or for all seeds of an
// arm, as inline SVG.
[[nodiscard]] std::string legal_plot_html(const RolloutStudy& study);

// The steps that tables show: 1, 2, 4, 8, ... and the last.
[[nodiscard]] std::vector<int> shown_steps(int frames);

// "12", "64 or more".
[[nodiscard]] std::string median_text(const std::vector<LegalShare>& curve);

}  // namespace crossroads
