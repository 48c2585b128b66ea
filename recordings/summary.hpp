// What a recording holds, as text for a person: where it comes from, how much there is, and the
// range of each info. Reads every episode, so it finds damaged ones too.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace crossroads {

// A name and its value a line. `progress` gets the episodes done and of all.
[[nodiscard]] std::string summary_text(
    const std::filesystem::path& recording,
    const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace crossroads
