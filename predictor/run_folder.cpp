#include "predictor/run_folder.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

#include "recordings/error.hpp"

namespace crossroads {

namespace {

namespace fs = std::filesystem;

template <typename Value>
std::string text_of(const Value& value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

class FactReader {
 public:
  FactReader(const Facts& facts, const std::string& where) : facts_(facts), where_(where) {}
  template <typename Value>
  void read(const std::string& key, Value& value) const {
    const auto found = facts_.find(key);
    std::istringstream text(found == facts_.end() ? "" : found->second);
    if (!(text >> value)) {
      throw Error("\"" + key + "\" in the metadata", found == facts_.end() ? "none" : found->second,
                  where_, "this is not a generator of crossroads train, or of another version");
    }
  }

 private:
  const Facts& facts_;
  const std::string& where_;
};

std::vector<std::pair<std::int64_t, fs::path>> checkpoints(const fs::path& run) {
  std::vector<std::pair<std::int64_t, fs::path>> found;
  if (!fs::is_directory(run)) return found;
  const std::string prefix = "checkpoint_";
  for (const auto& entry : fs::directory_iterator(run)) {
    const std::string stem = entry.path().stem().string();
    if (entry.path().extension() != ".pt" || stem.rfind(prefix, 0) != 0) continue;
    const std::string step = stem.substr(prefix.size());
    if (step.empty() || step.find_first_not_of("0123456789") != std::string::npos) continue;
    found.emplace_back(std::stoll(step), entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

Facts describe(const TrainOptions& o) {
  const GeneratorOptions& g = o.generator;
  return {{"arm", o.arm},
          {"seed", text_of(o.seed)},
          {"patch", text_of(o.patch_px)},
          {"batch", text_of(o.batch)},
          {"moving-share", text_of(o.moving_share)},
          {"learning-rate", text_of(o.learning_rate)},
          {"ema", text_of(o.ema)},
          {"warm-up", text_of(o.warm_up)},
          {"adversarial-from", text_of(o.adversarial_from)},
          {"adversarial-ratio", text_of(o.adversarial_ratio)},
          {"discriminator-channels", text_of(o.discriminator_channels)},
          {"past-frames", text_of(g.past_frames)},
          {"channels", text_of(g.channels)},
          {"encoder-blocks", text_of(g.encoder_blocks)},
          {"decoder-blocks", text_of(g.decoder_blocks)},
          {"downscale", text_of(g.downscale)},
          {"z-dim", text_of(g.z_dim)},
          {"z-distribution", g.z_distribution},
          {"z-injection", g.z_injection}};
}

GeneratorOptions generator_options(const Facts& facts, const std::string& where) {
  GeneratorOptions options;
  const FactReader reader(facts, where);
  reader.read("past-frames", options.past_frames);
  reader.read("channels", options.channels);
  reader.read("encoder-blocks", options.encoder_blocks);
  reader.read("decoder-blocks", options.decoder_blocks);
  reader.read("downscale", options.downscale);
  reader.read("z-dim", options.z_dim);
  reader.read("z-distribution", options.z_distribution);
  reader.read("z-injection", options.z_injection);
  return options;
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

}  // namespace crossroads
