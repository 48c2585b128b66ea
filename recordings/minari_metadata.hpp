// metadata.json, as Minari 0.5 wants it beside main_data.hdf5. The long constant part is made once,
// because the file is written anew after every episode.
#pragma once

#include <cstdint>
#include <string>

#include "recordings/episode.hpp"

namespace crossroads {

class MinariMetadata {
 public:
  MinariMetadata() = default;
  MinariMetadata(const std::string& dataset_id, const RecordingInfo& info);

  [[nodiscard]] std::string text(std::int64_t episodes, std::int64_t steps) const;

 private:
  std::string start_;  // everything but the counts
};

}  // namespace crossroads
