#include "generation/picture_run.hpp"

#include <sstream>

#include "predictor/run_folder.hpp"
#include "recordings/error.hpp"

namespace crossroads {

namespace {

template <typename Value>
std::string text_of(const Value& value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

}  // namespace

Facts describe(const PictureTrainOptions& o) {
  const PictureNetOptions& net = o.net;
  return {{"arm", o.arm},
          {"seed", text_of(o.seed)},
          {"condition", space_text(net.condition)},
          {"codec-steps", text_of(o.codec_steps)},
          {"summary-steps", text_of(o.summary_steps)},
          {"batch", text_of(o.batch)},
          {"code-batch", text_of(o.code_batch)},
          {"summary-batch", text_of(o.summary_batch)},
          {"learning-rate", text_of(o.learning_rate)},
          {"ema", text_of(o.ema)},
          {"adversarial-from", text_of(o.adversarial_from)},
          {"adversarial-ratio", text_of(o.adversarial_ratio)},
          {"penalty", text_of(o.penalty)},
          {"side", text_of(net.side_px)},
          {"code-channels", text_of(net.code_channels)},
          {"codec-channels", text_of(net.codec_channels)},
          {"summary", text_of(net.summary)},
          {"features", text_of(net.features)},
          {"mapper-features", text_of(net.mapper_features)},
          {"z", text_of(net.z_dim)},
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
  return net;
}

}  // namespace crossroads
