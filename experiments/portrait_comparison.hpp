// All contenders, the same questions: pictures without a request, with one attribute asked, with
// two, with all. Everything is counted by the attribute reader, and real pictures get every number,
// too.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "experiments/portrait_contender.hpp"
#include "experiments/portrait_numbers.hpp"
#include "generation/attribute_metrics.hpp"
#include "generation/attribute_reader.hpp"

namespace crossroads {

struct PortraitSetup {
  std::size_t samples = 5000;  // without a request; and reference pictures
  std::size_t asked = 400;     // samples of each kind of request
  std::uint64_t seed = 1;
  std::string command;
  Facts reader;
};

struct AttributeResult {
  Counts counts;  // as read, where nothing was asked
  double tv = 0;
  int missing = 0;
  Estimate met = not_measured();  // asked alone
};

// A sample, and the training picture that is nearest to it.
struct NearestPair {
  Frame sample, training;
  double distance = 0;
};

struct PortraitResult {
  std::string name, arm, folder;
  Facts facts;
  bool deterministic = false;
  std::array<Estimate, kPortraitNumbers> numbers;
  std::array<AttributeResult, kAttributes> attributes;
  std::vector<Frame> shown;  // the first samples without a request
  // By attribute and value: the first samples that it alone was asked of.
  std::array<std::vector<std::vector<Frame>>, kAttributes> asked;
  std::vector<NearestPair> pairs;  // the nearest of all, nearest first

  [[nodiscard]] const Estimate& number(PortraitNumber which) const {
    return numbers[static_cast<std::size_t>(which)];
  }
};

struct PortraitComparison {
  PortraitSetup setup;
  std::array<double, kAttributes> tv_floor{};  // expected of as many exact draws
  std::string training_hash;                   // of the pictures that copies are looked for in
  double copy_distance = 0;                    // NaN: none were looked for
  std::vector<PortraitResult> results;         // in the contenders' order
};

// `training`: where copies are looked for, or null. `progress` is told the pictures done, and of
// whom. At least six samples.
[[nodiscard]] PortraitComparison compare_portraits(
    const PortraitSetup& setup, const AttributeReader& reader,
    const std::vector<PortraitContender>& contenders, const PictureSet* training,
    const std::function<void(std::int64_t, const std::string&)>& progress);
// As many as `progress` will be told in the end.
[[nodiscard]] std::int64_t pictures_to_compare(const PortraitSetup& setup,
                                               const std::vector<PortraitContender>& contenders);

[[nodiscard]] std::string portrait_metrics_json(const PortraitComparison& comparison);

}  // namespace crossroads
