// Numbers as text.
#pragma once

#include <cstdio>
#include <string>

namespace crossroads {

// A finite one: with_decimals(0.8734, 2) is "0.87".
[[nodiscard]] inline std::string with_decimals(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

// counted(1, "frame") is "1 frame", counted(2, "frame") "2 frames".
[[nodiscard]] inline std::string counted(int count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

}  // namespace crossroads
