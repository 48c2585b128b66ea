#include "predictor/safetensors.hpp"

#include <cstring>
#include <nlohmann/json.hpp>
#include <sstream>

#include "recordings/atomic_file.hpp"
#include "recordings/error.hpp"

namespace crossroads {

namespace {

using nlohmann::json;
constexpr std::uint64_t kLargestHeader = 100'000'000;

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::ostringstream text;
  text << '[';
  for (std::size_t i = 0; i < shape.size(); ++i) text << (i ? ", " : "") << shape[i];
  text << ']';
  return text.str();
}

[[noreturn]] void damaged(const std::filesystem::path& file, const std::string& found) {
  throw Error("a whole safetensors file", found, file.string(),
              "train the run again or copy the file anew");
}

torch::Tensor read_tensor(const json& entry, const std::string& body,
                          const std::filesystem::path& file) {
  const auto shape = entry.at("shape").get<std::vector<std::int64_t>>();
  const auto begin = entry.at("data_offsets").at(0).get<std::uint64_t>();
  const auto end = entry.at("data_offsets").at(1).get<std::uint64_t>();
  const bool half = entry.at("dtype") == "BF16";
  if (!half && entry.at("dtype") != "F32") {
    damaged(file, "a tensor of type " + entry.at("dtype").dump());
  }
  if (end < begin || end > body.size()) damaged(file, "tensor data outside the file");
  std::uint64_t bytes = half ? 2 : 4;
  for (const auto side : shape) {
    if (side < 1 || bytes > end - begin) damaged(file, "tensor data of the wrong size");
    bytes *= static_cast<std::uint64_t>(std::min<std::int64_t>(side, 1LL << 32));
  }
  if (bytes != end - begin) damaged(file, "tensor data of the wrong size");
  auto tensor = torch::empty(shape, half ? torch::kBFloat16 : torch::kFloat32);
  std::memcpy(tensor.data_ptr(), body.data() + begin, tensor.nbytes());
  return tensor.to(torch::kFloat32);
}

}  // namespace

void write_safetensors(const std::filesystem::path& file, const NamedTensors& tensors,
                       const Metadata& metadata, torch::ScalarType type) {
  json header = {{"__metadata__", metadata}};
  std::string body;
  for (const auto& [name, tensor] : tensors) {
    const auto plain = tensor.detach().to(torch::kCPU, type).contiguous();
    const std::uint64_t begin = body.size();
    body.append(static_cast<const char*>(plain.data_ptr()), plain.nbytes());
    header[name] = {{"dtype", type == torch::kBFloat16 ? "BF16" : "F32"},
                    {"shape", plain.sizes().vec()},
                    {"data_offsets", {begin, body.size()}}};
  }
  // A path in the metadata may hold any bytes.
  std::string head = header.dump(-1, ' ', false, json::error_handler_t::replace);
  head.resize((head.size() + 7) / 8 * 8, ' ');
  const std::uint64_t length = head.size();
  std::string bytes(sizeof length, '\0');
  std::memcpy(bytes.data(), &length, sizeof length);
  write_file_atomic(file, bytes + head + body);
}

SafetensorsFile read_safetensors(const std::filesystem::path& file) {
  const std::string bytes = read_text_file(file);
  std::uint64_t length = 0;
  if (bytes.size() < sizeof length) damaged(file, std::to_string(bytes.size()) + " bytes");
  std::memcpy(&length, bytes.data(), sizeof length);
  if (length > kLargestHeader || length > bytes.size() - sizeof length) {
    damaged(file, "a header longer than the file");
  }
  SafetensorsFile result;
  try {
    const json header = json::parse(bytes.substr(sizeof length, length));
    const std::string body = bytes.substr(sizeof length + length);
    for (const auto& [name, entry] : header.items()) {
      if (name == "__metadata__") {
        result.metadata = entry.get<Metadata>();
      } else {
        result.tensors[name] = read_tensor(entry, body, file);
      }
    }
  } catch (const json::exception&) {
    damaged(file, "a header that is not the format's JSON");
  }
  return result;
}

void load_parameters(torch::nn::Module& module, const NamedTensors& tensors,
                     const std::string& file) {
  torch::NoGradGuard no_grad;
  const auto parameters = module.named_parameters();
  for (const auto& item : parameters) {
    const auto found = tensors.find(item.key());
    if (found == tensors.end()) {
      throw Error("weights named " + item.key(), "none", file, "use the config.ini of this run");
    }
    if (found->second.sizes() != item.value().sizes()) {
      throw Error(item.key() + " of shape " + shape_text(item.value().sizes().vec()),
                  shape_text(found->second.sizes().vec()), file, "use the config.ini of this run");
    }
    item.value().copy_(found->second);
  }
  if (tensors.size() != parameters.size()) {
    throw Error(std::to_string(parameters.size()) + " tensors", std::to_string(tensors.size()),
                file, "use the config.ini of this run");
  }
}

NamedTensors named_parameters(const torch::nn::Module& module) {
  NamedTensors result;
  for (const auto& item : module.named_parameters()) result[item.key()] = item.value();
  return result;
}

}  // namespace crossroads
