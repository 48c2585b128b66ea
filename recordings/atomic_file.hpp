// A file is whole or not there: written under a temporary name, synced, renamed.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace crossroads {

void write_file_atomic(const std::filesystem::path& file, std::string_view contents);

// The same for a library that wants a path to write to: `write` gets the temporary one.
void write_file_atomic(const std::filesystem::path& file,
                       const std::function<void(const std::filesystem::path&)>& write);

[[nodiscard]] std::string read_text_file(const std::filesystem::path& file);

}  // namespace crossroads
