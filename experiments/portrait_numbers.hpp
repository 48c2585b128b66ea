// What compare-portraits measures of a generator, and the words for it.
#pragma once

#include <cstddef>

namespace crossroads {

// In the order of the report.
enum class PortraitNumber {
  frechet,
  kernel,
  precision,
  recall,
  density,
  coverage,
  legible,
  tv,
  missing,
  met_one,
  met_two,
  met_all,
  variety,
  copies
};
inline constexpr std::size_t kPortraitNumbers = 14;

struct PortraitNumberText {
  const char* key;      // in metrics.json
  const char* title;    // HTML
  const char* meaning;  // a sentence, HTML
  bool share;           // written in percent
};
[[nodiscard]] const PortraitNumberText& portrait_number_text(PortraitNumber number);

}  // namespace crossroads
