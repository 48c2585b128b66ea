// What pictures can be asked for ("red eyes"), of the painter or of a generator, and what one is
// asked to be. Whatever isn't asked for is free: then every value is right.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "recordings/picture_file.hpp"

namespace crossroads {

struct Asked {
  std::string name;                 // "eye_colour"
  std::vector<std::string> values;  // "red", "blue", ...
  [[nodiscard]] bool operator==(const Asked&) const = default;
};
using ConditionSpace = std::vector<Asked>;  // empty: unconditional

// By attribute of the space: an index into its values, or nothing where it is free.
using Request = std::vector<std::optional<std::uint8_t>>;

// These attributes of the labels, in the labels' order; "all" or "none" alone are allowed, too.
// UsageError: no such label.
[[nodiscard]] ConditionSpace condition_space(const std::vector<PictureLabel>& labels,
                                             const std::vector<std::string>& names);

[[nodiscard]] Request free_request(const ConditionSpace& space);

// From texts like "eye_colour=red". UsageError: no such attribute or value in the space (what there
// is, is told), or one attribute twice.
[[nodiscard]] Request parse_request(const ConditionSpace& space,
                                    std::span<const std::string> texts);

// Numbers that a request is for a network: for each attribute one for each of its values, 1 where
// it is asked for and 0 elsewhere; all 0 where the attribute is free.
[[nodiscard]] int condition_size(const ConditionSpace& space);
[[nodiscard]] std::vector<float> condition_row(const ConditionSpace& space, const Request& request);

// Which of those numbers are each attribute's.
struct Columns {
  std::int64_t first, count;
};
[[nodiscard]] std::vector<Columns> condition_columns(const ConditionSpace& space);

// One line, and back: "eye_colour=red,blue;mouth=smile,open". Error: not of that form.
[[nodiscard]] std::string space_text(const ConditionSpace& space);
[[nodiscard]] ConditionSpace parse_space(const std::string& text, const std::string& where);

}  // namespace crossroads
