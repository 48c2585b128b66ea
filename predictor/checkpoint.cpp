#include "predictor/checkpoint.hpp"

#include <sstream>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {

void CheckpointParts::save(const std::filesystem::path& file,
                           const std::vector<double>& state) const {
  torch::serialize::OutputArchive archive;
  for (const Part& part : parts_) {
    torch::serialize::OutputArchive child;
    part.save(child);
    archive.write(part.name, child);
  }
  archive.write("state", torch::tensor(state, torch::kFloat64));
  std::ostringstream bytes;  // LibTorch's own writing to a file ends the program on a full disk
  archive.save_to(bytes);
  write_file_atomic(file, bytes.view());
}

std::vector<double> CheckpointParts::load(const std::filesystem::path& file, torch::Device device,
                                          std::size_t state_size) const {
  try {
    torch::serialize::InputArchive archive;
    archive.load_from(file.string(), device);
    for (const Part& part : parts_) {
      torch::serialize::InputArchive child;
      archive.read(part.name, child);
      part.load(child);
    }
    torch::Tensor state;
    archive.read("state", state);
    state = state.to(torch::kCPU, torch::kFloat64).contiguous();
    if (static_cast<std::size_t>(state.numel()) != state_size) {
      throw std::runtime_error("another state");
    }
    return {state.data_ptr<double>(), state.data_ptr<double>() + state_size};
  } catch (const std::exception&) {
    throw Error("a whole checkpoint of this network", "something else or a part of one",
                file.string(), "remove it to go on from the one before, or train anew");
  }
}

}  // namespace crossroads
