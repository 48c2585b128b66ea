#include "experiments/portrait_run.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "experiments/contender.hpp"
#include "generation/picture_sampler.hpp"
#include "portraits/paint.hpp"
#include "recordings/error.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kAtOnce = 100;  // pictures: a generator needs much memory for each

// By attribute of the painter: where the run's space has it, with the same values.
using Places = std::array<std::optional<std::size_t>, kAttributes>;

Places places_in(const ConditionSpace& space) {
  Places places;
  for (std::size_t i = 0; i < kAttributes; ++i) {
    const Attribute& attribute = attribute_list()[i];
    for (std::size_t at = 0; at < space.size(); ++at) {
      if (space[at].name == attribute.name &&
          std::equal(space[at].values.begin(), space[at].values.end(), attribute.values.begin(),
                     attribute.values.end())) {
        places[i] = at;
      }
    }
  }
  return places;
}

Request request_of(const FixedAttributes& fixed, const Places& places, std::size_t size) {
  Request request(size);
  for (std::size_t i = 0; i < kAttributes; ++i) {
    if (fixed[i] && places[i]) request[*places[i]] = *fixed[i];
  }
  return request;
}

std::vector<Frame> sample_run(const PictureSampler& sampler, const Places& places,
                              std::span<const FixedAttributes> asked, std::uint64_t seed) {
  const auto z = sampler.draw(asked.size(), seed);
  std::vector<Frame> pictures;
  for (std::size_t from = 0; from < asked.size(); from += kAtOnce) {
    const std::size_t to = std::min(from + kAtOnce, asked.size());
    std::vector<Request> requests;
    for (std::size_t i = from; i < to; ++i) {
      requests.push_back(request_of(asked[i], places, sampler.space().size()));
    }
    const auto at = [&](std::size_t i) { return z.begin() + static_cast<std::ptrdiff_t>(i); };
    for (Frame& one : sampler.sample(requests, {at(from), at(to)})) {
      pictures.push_back(std::move(one));
    }
  }
  return pictures;
}

PortraitContender load_run(const std::string& folder, const std::string& device) {
  const auto sampler = std::make_shared<const PictureSampler>(folder, device);
  if (sampler->side_px() != kPortraitSidePx) {
    throw Error("a run of portraits, 64 px wide", std::to_string(sampler->side_px()) + " px",
                folder, "only portraits of paint can be compared here");
  }
  PortraitContender run;
  run.folder = folder;
  run.facts = sampler->info();
  run.arm = fact(run.facts, "arm");
  run.deterministic = sampler->deterministic();
  const Places places = places_in(sampler->space());
  for (std::size_t i = 0; i < kAttributes; ++i) run.asks[i] = places[i].has_value();
  run.sample = [sampler, places](std::span<const FixedAttributes> asked, std::uint64_t seed) {
    return sample_run(*sampler, places, asked, seed);
  };
  return run;
}

}  // namespace

std::vector<PortraitContender> load_portrait_runs(const std::vector<std::string>& folders,
                                                  const std::string& device) {
  std::multiset<std::string> names;
  for (const auto& folder : folders) names.insert(last_part(folder));
  std::vector<PortraitContender> runs;
  for (const auto& folder : folders) {
    runs.push_back(load_run(folder, device));
    const std::string name = last_part(folder);
    runs.back().name = names.count(name) > 1 ? folder : name;
  }
  return runs;
}

}  // namespace crossroads
