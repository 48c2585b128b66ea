#include "predictor/shipping.hpp"

#include "predictor/run_folder.hpp"
#include "predictor/safetensors.hpp"
#include "recordings/error.hpp"

namespace crossroads {

namespace fs = std::filesystem;

void ship_run(const fs::path& run, const fs::path& out) {
  if (fs::exists(out)) {
    throw Error("a new folder", "one that is there already", out.string(),
                "choose another --out or remove it");
  }
  const SafetensorsFile weights = read_safetensors(weights_file(run));
  fs::create_directories(out);
  for (const char* name : {"config.ini", "log.csv"}) {
    if (fs::exists(run / name)) fs::copy_file(run / name, out / name);
  }
  write_safetensors(weights_file(out), weights.tensors, weights.metadata, torch::kBFloat16);
}

}  // namespace crossroads
