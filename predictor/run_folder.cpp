#include "predictor/run_folder.hpp"

#include <algorithm>
#include <sstream>

#include "recordings/error.hpp"

namespace crossroads {

namespace {

namespace fs = std::filesystem;

template <typename Value>
void read_value(const Facts& facts, const std::string& key, Value& value,
                const std::string& where) {
  const auto found = facts.find(key);
  std::istringstream text(found == facts.end() ? "" : found->second);
  if ((text >> value) && (text >> std::ws).eof()) return;
  throw Error("\"" + key + "\" in the metadata", found == facts.end() ? "none" : found->second,
              where, "this is no run of train, or of another version: train anew");
}

using FilesByStep = std::vector<std::pair<std::int64_t, fs::path>>;

// The files PREFIXstepEXTENSION of a folder, by step.
FilesByStep files_by_step(const fs::path& folder, const std::string& prefix,
                          const std::string& extension) {
  FilesByStep found;
  std::error_code no;
  if (!fs::is_directory(folder, no)) return found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string stem = entry.path().stem().string();
    if (entry.path().extension() != extension || stem.rfind(prefix, 0) != 0) continue;
    const std::string step = stem.substr(prefix.size());
    if (step.empty() || step.find_first_not_of("0123456789") != std::string::npos) continue;
    found.emplace_back(std::stoll(step), entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

FilesByStep checkpoints(const fs::path& run) {
  return files_by_step(run, "checkpoint_", ".pt");
}

FilesByStep snapshots_by_step(const fs::path& run) {
  return files_by_step(run / "snapshots", "", ".safetensors");
}

}  // namespace

Facts describe(const TrainOptions& o) {
  const GeneratorOptions& g = o.generator;
  return {{"arm", o.arm},
          {"seed", fact_text(o.seed)},
          {"ahead", fact_text(o.ahead)},
          {"patch", fact_text(o.patch_px)},
          {"batch", fact_text(o.batch)},
          {"open-share", fact_text(o.open_share)},
          {"moving-share", fact_text(o.moving_share)},
          {"learning-rate", fact_text(o.learning_rate)},
          {"ema", fact_text(o.ema)},
          {"warm-up", fact_text(o.warm_up)},
          {"adversarial-from", fact_text(o.adversarial_from)},
          {"adversarial-ratio", fact_text(o.adversarial_ratio)},
          {"discriminator-channels", fact_text(o.discriminator_channels)},
          {"past-frames", fact_text(g.past_frames)},
          {"actions", fact_text(g.actions)},
          {"channels", fact_text(g.channels)},
          {"encoder-blocks", fact_text(g.encoder_blocks)},
          {"decoder-blocks", fact_text(g.decoder_blocks)},
          {"downscale", fact_text(g.downscale)},
          {"z-dim", fact_text(g.z_dim)},
          {"z-distribution", g.z_distribution},
          {"z-injection", g.z_injection}};
}

void read_fact(const Facts& facts, const std::string& key, std::string& value,
               const std::string& where) {
  read_value(facts, key, value, where);
}
void read_fact(const Facts& facts, const std::string& key, int& value, const std::string& where) {
  read_value(facts, key, value, where);
}
void read_fact(const Facts& facts, const std::string& key, std::int64_t& value,
               const std::string& where) {
  read_value(facts, key, value, where);
}
void read_fact(const Facts& facts, const std::string& key, double& value,
               const std::string& where) {
  read_value(facts, key, value, where);
}

GeneratorOptions generator_options(const Facts& facts, const std::string& where) {
  GeneratorOptions options;
  read_fact(facts, "past-frames", options.past_frames, where);
  // Runs of before the option have none.
  if (facts.count("actions") > 0) read_value(facts, "actions", options.actions, where);
  read_fact(facts, "channels", options.channels, where);
  read_fact(facts, "encoder-blocks", options.encoder_blocks, where);
  read_fact(facts, "decoder-blocks", options.decoder_blocks, where);
  read_fact(facts, "downscale", options.downscale, where);
  read_fact(facts, "z-dim", options.z_dim, where);
  read_fact(facts, "z-distribution", options.z_distribution, where);
  read_fact(facts, "z-injection", options.z_injection, where);
  return options;
}

void check_run_folder(const fs::path& folder, bool resume) {
  std::error_code no;
  const bool holds_run = fs::exists(weights_file(folder), no) || latest_checkpoint(folder);
  if (resume && !holds_run) {
    throw Error("a run to resume", "none", folder.string(), "leave out --resume to begin one");
  }
  if (!resume && holds_run) {
    throw Error("a new folder for the run", "a run already", folder.string(),
                "give --resume to go on with it, or another --out");
  }
  fs::create_directories(folder, no);
  if (no) {
    throw Error("a folder to write the run to", no.message(), folder.string(),
                "choose another --out");
  }
}

fs::path weights_file(const fs::path& run) {
  return run / "generator.safetensors";
}

fs::path checkpoint_file(const fs::path& run, std::int64_t step) {
  return run / ("checkpoint_" + std::to_string(step) + ".pt");
}

std::optional<fs::path> latest_checkpoint(const fs::path& run) {
  const auto found = checkpoints(run);
  if (found.empty()) return std::nullopt;
  return found.back().second;
}

void remove_old_checkpoints(const fs::path& run) {
  const auto found = checkpoints(run);
  for (std::size_t i = 0; i + 2 < found.size(); ++i) fs::remove(found[i].second);
}

fs::path snapshot_file(const fs::path& run, std::int64_t step) {
  return run / "snapshots" / (std::to_string(step) + ".safetensors");
}

std::vector<fs::path> snapshots(const fs::path& run) {
  std::vector<fs::path> files;
  for (auto& [step, file] : snapshots_by_step(run)) files.push_back(std::move(file));
  return files;
}

fs::path sheet_file(const fs::path& run, std::int64_t step) {
  return run / "sheets" / (std::to_string(step) + ".png");
}

void remove_later_files(const fs::path& run, std::int64_t step) {
  const auto remove_later = [&](const FilesByStep& files) {
    for (const auto& [of_step, file] : files) {
      if (of_step > step) fs::remove(file);
    }
  };
  remove_later(snapshots_by_step(run));
  remove_later(files_by_step(run / "sheets", "", ".png"));
}

}  // namespace crossroads
