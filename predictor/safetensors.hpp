// Weights that any program can read: the safetensors format (8 bytes of header length, a JSON
// header, row-major tensors without holes). float32 or bfloat16, little-endian. Written whole or
// not at all.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "predictor/torch.hpp"

namespace crossroads {

using NamedTensors = std::map<std::string, torch::Tensor>;
using Metadata = std::map<std::string, std::string>;

// type: kFloat32 or kBFloat16, which is half as large.
void write_safetensors(const std::filesystem::path& file, const NamedTensors& tensors,
                       const Metadata& metadata, torch::ScalarType type = torch::kFloat32);

struct SafetensorsFile {
  NamedTensors tensors;  // float32
  Metadata metadata;
};
// Error: cut off, not safetensors, sizes that don't fit.
[[nodiscard]] SafetensorsFile read_safetensors(const std::filesystem::path& file);

// Copies tensors into a module's parameters by name. Error names the first that is missing, left
// over or of another shape.
void load_parameters(torch::nn::Module& module, const NamedTensors& tensors,
                     const std::string& file);
[[nodiscard]] NamedTensors named_parameters(const torch::nn::Module& module);

}  // namespace crossroads
