#include "predictor/run.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "predictor/run_folder.hpp"
#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {

namespace fs = std::filesystem;

FolderLock::FolderLock(const fs::path& folder)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  // Some file systems know no locks: then nothing is held, and nothing is refused.
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
  ::close(descriptor_);
  throw Error("a run folder of which no training is at work", "one that is being trained",
              folder.string(), "let that training end, or stop it by ctrl-C; or train elsewhere");
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Run::Run(const fs::path& folder, bool resume, const std::string& config)
    : folder_(folder), lock_(folder), resume_(resume) {
  if (resume) {
    stored_ = read_safetensors(weights_file(folder)).metadata;
  } else {
    write_file_atomic(folder / "config.ini", config);
  }
}

std::string Run::stored_text(const std::string& key) const {
  std::string value;
  read_fact(stored_, key, value, weights_file(folder_).string());
  return value;
}

std::int64_t Run::stored_number(const std::string& key) const {
  std::int64_t value = 0;
  read_fact(stored_, key, value, weights_file(folder_).string());
  return value;
}

std::int64_t Run::planned_steps(std::int64_t asked) const {
  const std::int64_t planned = stored_number("planned-steps");
  if (asked == 0 || asked == planned) return planned;
  throw Error("--steps " + std::to_string(planned) + ", as the run was planned",
              std::to_string(asked), folder_.string(),
              "leave --steps out, or train anew: the learning rate depends on it");
}

void Run::must_match(const Facts& now) const {
  for (const auto& [key, value] : now) {
    if (fact(stored_, key) == value) continue;
    throw Error(key + " = " + fact(stored_, key) + ", as the run began", value, folder_.string(),
                "resume with --config " + (folder_ / "config.ini").string());
  }
}

double Run::seconds_before() const {
  double seconds = 0;
  if (resume_) read_fact(stored_, "seconds", seconds, weights_file(folder_).string());
  return seconds;
}

std::optional<fs::path> Run::checkpoint() const {
  if (!resume_) return std::nullopt;
  const auto latest = latest_checkpoint(folder_);
  if (latest) return latest;
  throw Error("a checkpoint_STEP.pt to resume from", "none", folder_.string(),
              "train anew without --resume into another --out");
}

void Run::save(std::int64_t step, const std::function<void(const fs::path&)>& write_checkpoint,
               const NamedTensors& weights, const Facts& facts) const {
  write_checkpoint(checkpoint_file(folder_, step));
  write_safetensors(weights_file(folder_), weights, facts);
  remove_old_checkpoints(folder_);
}

}  // namespace crossroads
