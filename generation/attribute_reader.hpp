// Reads what a portrait shows: a value of each attribute and how sure it is of it. Its features,
// frozen, are what sets of pictures are compared by. Trained on paint's own pictures
// (reader_training.hpp): of any other picture it says something, too, and is often sure of it. No
// torch in this header.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "portraits/attributes.hpp"
#include "predictor/facts.hpp"
#include "recordings/frame.hpp"

namespace crossroads {

struct Reading {
  AttributeValues values{};                        // the most probable ones
  std::array<float, kAttributes> probabilities{};  // of these values
  [[nodiscard]] float least_probability() const;
};

// Of many pictures: `size` numbers each, one after the other. Scaled so that their mean square is 1
// over real pictures: a kernel of them means the same whatever the network's own scale.
struct Features {
  int size = 0;
  std::vector<float> numbers;
  [[nodiscard]] std::size_t count() const {
    return size == 0 ? 0 : numbers.size() / static_cast<std::size_t>(size);
  }
};

struct ReadPictures {
  std::vector<Reading> readings;
  Features features;  // 256 numbers each
};

class AttributeReader {
 public:
  // `folder` of train-reader. Error: no weights there, or of another painter's version.
  explicit AttributeReader(const std::filesystem::path& folder);
  ~AttributeReader();
  AttributeReader(AttributeReader&&) noexcept;

  // `progress` gets the number of pictures done. Error: a picture that isn't 64x64 px.
  [[nodiscard]] ReadPictures read(std::span<const Frame> pictures,
                                  const std::function<void(std::size_t)>& progress = {}) const;
  // "seed", "steps", "painter_version", "tested", "feature_scale", and by attribute
  // "accuracy_eye_colour" and so on.
  [[nodiscard]] const Facts& info() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

inline constexpr const char* kReaderFile = "reader.safetensors";

}  // namespace crossroads
