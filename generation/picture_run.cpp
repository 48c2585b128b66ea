#include "generation/picture_run.hpp"

#include "predictor/run_folder.hpp"
#include "recordings/error.hpp"

namespace crossroads {

Facts describe(const PictureTrainOptions& o) {
  const PictureNetOptions& net = o.net;
  return {{"arm", o.arm},
          {"seed", fact_text(o.seed)},
          {"condition", space_text(net.condition)},
          {"codec-steps", fact_text(o.codec_steps)},
          {"summary-steps", fact_text(o.summary_steps)},
          {"batch", fact_text(o.batch)},
          {"code-batch", fact_text(o.code_batch)},
          {"summary-batch", fact_text(o.summary_batch)},
          {"learning-rate", fact_text(o.learning_rate)},
          {"ema", fact_text(o.ema)},
          {"adversarial-from", fact_text(o.adversarial_from)},
          {"adversarial-ratio", fact_text(o.adversarial_ratio)},
          {"penalty", fact_text(o.penalty)},
          {"side", fact_text(net.side_px)},
          {"code-channels", fact_text(net.code_channels)},
          {"codec-channels", fact_text(net.codec_channels)},
          {"summary", fact_text(net.summary)},
          {"features", fact_text(net.features)},
          {"mapper-features", fact_text(net.mapper_features)},
          {"z", fact_text(net.z_dim)},
          {"z-distribution", net.z_distribution}};
}

std::filesystem::path codec_file(const std::filesystem::path& run) {
  return run / "codec.safetensors";
}

PictureNetOptions picture_net_options(const Facts& facts, const std::string& where) {
  PictureNetOptions net;
  if (facts.count("code-channels") == 0) {
    throw Error("a run of train-portraits", "another kind of run", where,
                "for a run of train there are predict, compare and live");
  }
  read_fact(facts, "side", net.side_px, where);
  read_fact(facts, "code-channels", net.code_channels, where);
  read_fact(facts, "codec-channels", net.codec_channels, where);
  read_fact(facts, "summary", net.summary, where);
  read_fact(facts, "features", net.features, where);
  read_fact(facts, "mapper-features", net.mapper_features, where);
  read_fact(facts, "z", net.z_dim, where);
  read_fact(facts, "z-distribution", net.z_distribution, where);
  net.condition = parse_space(fact(facts, "condition"), where);
  net.z_decides = fact(facts, "arm") != "mse";
  return net;
}

}  // namespace crossroads
