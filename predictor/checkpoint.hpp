// Everything that a training needs to go on, in one file: modules and optimizers by name, and a few
// numbers.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "predictor/torch.hpp"

namespace crossroads {

class CheckpointParts {
 public:
  // `what` points to something with save(OutputArchive&) and load(InputArchive&), and must outlive
  // this.
  template <class Pointer>
  void add(const std::string& name, Pointer what) {
    parts_.push_back({name, [what](torch::serialize::OutputArchive& to) { what->save(to); },
                      [what](torch::serialize::InputArchive& from) { what->load(from); }});
  }

  void save(const std::filesystem::path& file, const std::vector<double>& state) const;
  // Gives the state back. Error: not a whole file of these parts with a state of this size.
  [[nodiscard]] std::vector<double> load(const std::filesystem::path& file, torch::Device device,
                                         std::size_t state_size) const;

 private:
  struct Part {
    std::string name;
    std::function<void(torch::serialize::OutputArchive&)> save;
    std::function<void(torch::serialize::InputArchive&)> load;
  };
  std::vector<Part> parts_;
};

}  // namespace crossroads
