#include "generation/attribute_reader.hpp"

#include <algorithm>

#include "generation/reader_network.hpp"
#include "portraits/painted_set.hpp"
#include "predictor/run_folder.hpp"
#include "predictor/safetensors.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kAtOnce = 100;  // pictures

void add_readings(const std::vector<torch::Tensor>& scores, std::vector<Reading>& readings) {
  const auto first = readings.size();
  const auto count = static_cast<std::size_t>(scores.front().size(0));
  readings.resize(first + count);
  for (std::size_t attribute = 0; attribute < scores.size(); ++attribute) {
    const auto [probability, value] = scores[attribute].softmax(1).max(1);
    for (std::size_t i = 0; i < count; ++i) {
      const auto row = static_cast<std::int64_t>(i);
      readings[first + i].values[attribute] =
          static_cast<std::uint8_t>(value[row].item<std::int64_t>());
      readings[first + i].probabilities[attribute] = probability[row].item<float>();
    }
  }
}

}  // namespace

float Reading::least_probability() const {
  return *std::min_element(probabilities.begin(), probabilities.end());
}

struct AttributeReader::Impl {
  Facts info;
  double feature_scale = 1;
  ReaderNetwork network{nullptr};
};

AttributeReader::AttributeReader(const std::filesystem::path& folder)
    : impl_(std::make_unique<Impl>()) {
  const auto file = folder / kReaderFile;
  const SafetensorsFile stored = read_safetensors(file);
  impl_->info = stored.metadata;
  int channels = 0;
  std::int64_t version = 0;
  read_fact(impl_->info, "channels", channels, file.string());
  read_fact(impl_->info, "painter_version", version, file.string());
  read_fact(impl_->info, "feature_scale", impl_->feature_scale, file.string());
  if (version != static_cast<std::int64_t>(kPainterVersion)) {
    throw Error("a reader of painter version " + std::to_string(kPainterVersion),
                "one of version " + std::to_string(version), file.string(),
                "train one anew by train-reader");
  }
  impl_->network = ReaderNetwork(channels);
  load_parameters(*impl_->network, stored.tensors, file.string());
}

AttributeReader::~AttributeReader() = default;
AttributeReader::AttributeReader(AttributeReader&&) noexcept = default;

ReadPictures AttributeReader::read(std::span<const Frame> pictures,
                                   const std::function<void(std::size_t)>& progress) const {
  torch::NoGradGuard no_grad;
  ReadPictures result;
  result.features.size = ReaderNetworkImpl::kFeatures;
  for (std::size_t from = 0; from < pictures.size(); from += kAtOnce) {
    const auto part = pictures.subspan(from, std::min(kAtOnce, pictures.size() - from));
    const auto features = impl_->network->features(reader_input(part));
    const auto scaled = (features * impl_->feature_scale).contiguous();
    const auto* numbers = scaled.data_ptr<float>();
    result.features.numbers.insert(result.features.numbers.end(), numbers,
                                   numbers + scaled.numel());
    add_readings(impl_->network->scores(features), result.readings);
    if (progress) progress(from + part.size());
  }
  return result;
}

const Facts& AttributeReader::info() const {
  return impl_->info;
}

}  // namespace crossroads
