// Run folders as contenders: the one place where simulator and predictor meet. No torch here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/contender.hpp"
#include "experiments/dream_session.hpp"
#include "experiments/test_levels.hpp"

namespace crossroads {

// For programs with a window; call it first. While LibTorch's threads wait for each other they
// spin, which makes predictions many times slower where anything else wants a core. OpenMP reads
// before main() that they are to sleep: the program starts itself again, once.
void restart_with_sleeping_threads(char** argv);

struct LoadedRuns {
  std::string machine;  // one line: LibTorch, device, threads, BLAS, and the runs' precision
  std::vector<Contender> runs;
};
// Run folders, or TorchScript files by their .pt (predictor/script.hpp), named by name_by_path().
// `threads` 0: all cores. patch_px above 0: runs predict patch by patch instead of whole frames.
[[nodiscard]] LoadedRuns load_runs(const std::vector<std::string>& paths, const std::string& device,
                                   int threads, int patch_px = 0);

// A run folder to play in. `threads` 0: all cores.
[[nodiscard]] Dreamer load_dreamer(const std::string& folder, const std::string& device,
                                   int threads);

// How many recorded frames ahead these runs are asked: `wanted`, or where that is 0 as far as the
// farthest of them predicts (1 where there is none). Those that predict the next frame go on from
// their own frames until there (fed_back). Error: a run that predicts another distance.
[[nodiscard]] int reach_ahead(std::vector<Contender>& runs, int wanted);

// Error where the run learnt from another level, policy or frame skip. `other_level`: allow what
// was learnt elsewhere, but never another frame skip. Other mazes are no other level.
void check_level(const Contender& run, const LevelSet& set, const std::string& policy,
                 int frame_skip, bool other_level);

// How many of the distinct pasts occur in what each run was trained on; nothing where a recording
// is gone, has other frames, or is not the one it was (by its hash).
[[nodiscard]] std::vector<std::optional<int>> count_seen_pasts(const std::vector<Contender>& runs,
                                                               const StateSet& states);

}  // namespace crossroads
