// metadata.json, as Minari 0.5 wants it beside main_data.hdf5. The counts come last and always take
// the same room, so that they can be written over after every episode.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "recordings/episode.hpp"

namespace crossroads {

class MinariMetadata {
 public:
  MinariMetadata() = default;
  MinariMetadata(const std::string& dataset_id, const RecordingInfo& info);

  // The whole file: what never changes, then the counts.
  [[nodiscard]] std::string text(std::int64_t episodes, std::int64_t steps) const {
    return start_ + counts(episodes, steps);
  }
  [[nodiscard]] std::size_t counts_at() const { return start_.size(); }
  [[nodiscard]] static std::string counts(std::int64_t episodes, std::int64_t steps);

 private:
  std::string start_;
};

}  // namespace crossroads
