// What a TorchScript file says of the torch that wrote it, read from its zip directory alone: so
// that a file which LibTorch can't read can still be named. No torch here.
#pragma once

#include <filesystem>
#include <string>

namespace crossroads {

// "file format 3 of torch 1", "file format 3 of torch 2", or "no TorchScript file".
[[nodiscard]] std::string describe_script_archive(const std::filesystem::path& file);

}  // namespace crossroads
