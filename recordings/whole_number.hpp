// A text that is one whole number and nothing else: no +, no space, nothing too large. Ranges are
// the callers', who know what to say about them.
#pragma once

#include <charconv>
#include <string_view>

namespace crossroads {

// False: it is none, and `number` is what it was.
template <class Number>
[[nodiscard]] bool read_whole_number(std::string_view text, Number& number) {
  Number read = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, read);
  if (error != std::errc() || stopped != end) return false;
  number = read;
  return true;
}

}  // namespace crossroads
