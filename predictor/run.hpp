// A run's folder while its training goes on: what is written at once, what a resumed one starts
// from and must not differ in, and what is saved.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "predictor/facts.hpp"
#include "predictor/safetensors.hpp"

namespace crossroads {

// One training at a time: held until the end of its life or of the process, however that ends.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);  // Error: another one is held
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

class Run {
 public:
  // A new one's config.ini is written; of one to resume the metadata is read. Error: another
  // training is at work in the folder.
  Run(const std::filesystem::path& folder, bool resume, const std::string& config);

  // Of a run to resume: a value of its metadata. Error: none.
  [[nodiscard]] std::string stored_text(const std::string& key) const;
  [[nodiscard]] std::int64_t stored_number(const std::string& key) const;
  // The steps that it was planned for: its learning rate depends on them. Error: others are
  // `asked` for (0: none are).
  [[nodiscard]] std::int64_t planned_steps(std::int64_t asked) const;
  // Error: it began with another value of one of these.
  void must_match(const Facts& now) const;
  [[nodiscard]] double seconds_before() const;  // of training; 0 of a new run
  // What to go on from; nothing for a new run. Error: there is none.
  [[nodiscard]] std::optional<std::filesystem::path> checkpoint() const;

  // The checkpoint of this step, then the weights for use; older checkpoints go.
  void save(std::int64_t step,
            const std::function<void(const std::filesystem::path&)>& write_checkpoint,
            const NamedTensors& weights, const Facts& facts) const;

 private:
  std::filesystem::path folder_;
  FolderLock lock_;
  bool resume_;
  Facts stored_;
};

}  // namespace crossroads
