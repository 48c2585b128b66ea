#include "experiments/trained_run.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "predictor/machine.hpp"
#include "predictor/run_folder.hpp"
#include "predictor/sampler.hpp"
#include "predictor/script.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

namespace fs = std::filesystem;

std::vector<Frame> last_frames(const EvaluationState& state, int count) {
  return {state.past.end() - count, state.past.end()};
}

// Of a run that is given the action: each sample follows its own, those of one action together.
std::vector<Frame> sample_by_action(const Sampler& sampler, const EvaluationState& state,
                                    int samples, std::uint64_t seed, int patch_px) {
  const auto past = last_frames(state, sampler.past_frames());
  const auto actions = draw_actions(state, samples, seed);
  std::vector<Frame> frames(actions.size());
  for (int action = 0; action < kActionCount; ++action) {
    const auto count = static_cast<int>(std::count(actions.begin(), actions.end(), action));
    if (count == 0) continue;
    const auto some = sampler.sample(
        past, count, seed * kActionCount + static_cast<std::uint64_t>(action), patch_px, action);
    auto next = some.begin();
    for (std::size_t i = 0; i < actions.size(); ++i) {
      if (actions[i] == action) frames[i] = *next++;
    }
  }
  return frames;
}

// One of each state: the action is the one that draw_actions() gives for its seed.
std::vector<Frame> sample_each(const Sampler& sampler, const std::vector<EvaluationState>& states,
                               const std::vector<std::uint64_t>& seeds) {
  std::vector<std::vector<Frame>> pasts;
  std::vector<int> actions;
  for (std::size_t i = 0; i < states.size(); ++i) {
    pasts.push_back(last_frames(states[i], sampler.past_frames()));
    if (sampler.takes_actions()) actions.push_back(draw_actions(states[i], 1, seeds[i]).front());
  }
  return sampler.sample_each(pasts, seeds, actions);
}

Contender load_script(const std::string& file, const std::string& device, int patch_px) {
  if (patch_px > 0) {
    throw UsageError("--patch: expected a run folder, found the TorchScript file " + file);
  }
  const auto network = std::make_shared<const ScriptedNetwork>(file, device);
  Contender run;
  run.arm = fs::path(file).stem().string();
  run.folder = file;
  run.facts = {{"parameters", std::to_string(network->parameters())},
               {"z-dim", std::to_string(network->z_dim())}};
  run.past_frames = network->past_frames();
  run.deterministic = network->z_dim() == 0;
  run.sample = [network](const EvaluationState& state, int samples, std::uint64_t seed) {
    return network->sample(last_frames(state, network->past_frames()),
                           network->z_dim() == 0 ? 1 : samples, seed);
  };
  return run;
}

// Copies of a std::function share what they hold, and a Sampler only moves.
using SharedSampler = std::shared_ptr<const Sampler>;

Contender contender_of(const SharedSampler& sampler, const std::string& folder, int patch_px) {
  Contender run;
  run.facts = sampler->info();
  run.arm = fact(run.facts, "arm");
  run.folder = folder;
  run.past_frames = sampler->past_frames();
  run.ahead = sampler->ahead();
  run.takes_actions = sampler->takes_actions();
  // Where the action is drawn, one answer for each action is a draw too.
  run.deterministic = sampler->deterministic() && !run.takes_actions;
  if (patch_px == 0) {
    run.sample_each = [sampler](const std::vector<EvaluationState>& states,
                                const std::vector<std::uint64_t>& seeds) {
      return sample_each(*sampler, states, seeds);
    };
  }
  if (run.takes_actions) {
    run.sample = [sampler, patch_px](const EvaluationState& state, int samples,
                                     std::uint64_t seed) {
      return sample_by_action(*sampler, state, samples, seed, patch_px);
    };
    return run;
  }
  run.sample = [sampler, patch_px](const EvaluationState& state, int samples, std::uint64_t seed) {
    return sampler->sample(last_frames(state, sampler->past_frames()),
                           sampler->deterministic() ? 1 : samples, seed, patch_px);
  };
  if (sampler->z_dim() > 0) {
    run.draw_z = [sampler](int count, std::uint64_t seed) { return sampler->draw(count, seed); };
    run.sample_with = [sampler](const EvaluationState& state, const std::vector<Z>& z) {
      return sampler->sample_with(last_frames(state, sampler->past_frames()), z);
    };
    run.one_bit = sampler->z_dim() == 1 && fact(run.facts, "z-distribution") == "bernoulli";
  }
  return run;
}

Contender load_run(const std::string& folder, const std::string& device, int patch_px) {
  return contender_of(std::make_shared<const Sampler>(folder, device), folder, patch_px);
}

std::string precision_of(const std::vector<Contender>& runs) {
  const bool bf16 = std::any_of(runs.begin(), runs.end(), [](const Contender& run) {
    return fact(run.facts, "precision") == "bf16";
  });
  return bf16 ? "bf16" : "fp32";
}

std::vector<fs::path> lines_of(const std::string& text) {
  std::vector<fs::path> paths;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) paths.emplace_back(line);
  }
  return paths;
}

struct KnownPasts {
  std::string data_hash;
  std::set<std::uint64_t> hashes;
};

// Nothing where a recording is gone or can't be read: the comparison doesn't depend on it.
std::optional<KnownPasts> read_pasts(const std::string& recordings, int past_frames) {
  const auto paths = lines_of(recordings);
  std::error_code unreadable;
  const bool there = std::all_of(paths.begin(), paths.end(), [&](const fs::path& path) {
    return fs::exists(path, unreadable);
  });
  if (paths.empty() || !there) return std::nullopt;
  try {
    const FrameSource source = load_frames(paths, past_frames + 1);
    return KnownPasts{source.data_hash, past_hashes(source, past_frames)};
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

void restart_with_sleeping_threads(char** argv) {
  constexpr const char* kHowToWait = "OMP_WAIT_POLICY";
  if (std::getenv(kHowToWait) != nullptr) return;  // this is the second start, or somebody's choice
  ::setenv(kHowToWait, "passive", 1);
  ::execv("/proc/self/exe", argv);  // where it returns, they spin
}

LoadedRuns load_runs(const std::vector<std::string>& paths, const std::string& device, int threads,
                     int patch_px) {
  set_threads(threads);
  std::vector<Contender> runs;
  for (const auto& path : paths) {
    if (fs::path(path).extension() == ".pt") {
      runs.push_back(load_script(path, device, patch_px));
      continue;
    }
    runs.push_back(load_run(path, device, patch_px));
    for (const auto& file : snapshots(path)) {
      runs.back().snapshots.push_back([=] { return load_run(file.string(), device, patch_px); });
    }
  }
  name_by_path(runs);
  return {describe_machine(device, precision_of(runs)), std::move(runs)};
}

Dreamer load_dreamer(const std::string& folder, const std::string& device, int threads) {
  set_threads(threads);
  const auto sampler = std::make_shared<const Sampler>(folder, device);
  return {contender_of(sampler, folder, 0),
          [sampler](std::uint64_t seed) {
            return sampler->deterministic() ? Z{} : sampler->draw(1, seed).front();
          },
          [sampler](const std::vector<Frame>& past, const Z& z, int action) {
            return sampler->sample_with(past, {z}, action).front();
          }};
}

int reach_ahead(std::vector<Contender>& runs, int wanted) {
  int ahead = std::max(wanted, 1);
  if (wanted == 0) {
    for (const auto& run : runs) ahead = std::max(ahead, run.ahead);
  }
  for (auto& run : runs) {
    if (run.ahead != ahead) run = fed_back(run, ahead);
  }
  return ahead;
}

void check_level(const Contender& run, const LevelSet& set, const std::string& policy,
                 int frame_skip, bool other_level) {
  if (run.facts.count("arm") == 0) return;  // what a script learnt from, only its author knows
  const std::string learnt_hash = fact(run.facts, "level_hash");
  const std::string name = fact(run.facts, "level_name");
  if (learnt_hash != set.hash && !other_level && !is_maze_test(name, set.name)) {
    throw Error(
        "a run that learnt from level " + set.name + " (" + set.hash + ")",
        learnt_hash.empty() ? "one without a level"
                            : "one of level " + name + " (" + learnt_hash + ")",
        run.folder,
        "give --level " + (name.empty() ? "NAME" : name) + ", or allow it by --other-level");
  }
  const std::string learnt = learnt_policy(run);
  if (!learnt.empty() && learnt != policy && !other_level) {
    throw Error("a run that learnt from the policy " + policy, learnt, run.folder,
                "give --policy " + learnt + ", or allow it by --other-level");
  }
  const std::string learnt_skip = fact(run.facts, "frame_skip");
  if (!learnt_hash.empty() && learnt_skip != std::to_string(frame_skip)) {
    throw Error("a run that learnt at " + std::to_string(frame_skip) + " ticks a frame",
                learnt_skip + " ticks", run.folder, "give --frame-skip " + learnt_skip);
  }
}

std::vector<std::optional<int>> count_seen_pasts(const std::vector<Contender>& runs,
                                                 const StateSet& states) {
  std::map<std::pair<std::string, int>, std::optional<KnownPasts>> of_recordings;  // read once
  std::vector<std::optional<int>> counts;
  for (const auto& run : runs) {
    const auto key = std::pair(fact(run.facts, "recording"), run.past_frames);
    const auto [found, fresh] = of_recordings.try_emplace(key);
    if (fresh && !states.main.empty()) found->second = read_pasts(key.first, key.second);
    counts.push_back(std::nullopt);
    const auto& known = found->second;
    if (!known || known->data_hash != fact(run.facts, "data_hash")) continue;
    std::set<std::uint64_t> seen;
    for (const auto& state : states.main) {
      const auto hash = hash_past(state.past, run.past_frames);
      if (known->hashes.count(hash)) seen.insert(hash);
    }
    counts.back() = static_cast<int>(seen.size());
  }
  return counts;
}

}  // namespace crossroads
