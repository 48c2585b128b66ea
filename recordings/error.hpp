// The one way in which Crossroads says that something is wrong.
// Libraries throw it and never print or exit; a program's main prints what() as one line.
#pragma once

#include <stdexcept>
#include <string>

namespace crossroads {

// A failed run (exit 1). Parts: what was expected, what was found, where, and what to do about it.
class Error : public std::runtime_error {
 public:
  Error(const std::string& expected, const std::string& found, const std::string& where,
        const std::string& what_to_do)
      : std::runtime_error("expected " + expected + ", found " + found + " in " + where + ": " +
                           what_to_do) {}
};

// Wrong use of a program (exit 2): an unknown option, a value out of range.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace crossroads
