// A finite number as text.
#pragma once

#include <cstdio>
#include <string>

namespace crossroads {

// with_decimals(0.8734, 2) is "0.87".
[[nodiscard]] inline std::string with_decimals(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

}  // namespace crossroads
