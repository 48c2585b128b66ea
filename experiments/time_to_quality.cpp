#include "experiments/time_to_quality.hpp"

namespace crossroads {

std::optional<double> seconds_to_quality(const std::vector<QualityPoint>& points) {
  std::optional<double> since;
  for (const QualityPoint& point : points) {
    if (!point.good()) {
      since.reset();
    } else if (!since) {
      since = point.seconds;
    }
  }
  return since;
}

}  // namespace crossroads
