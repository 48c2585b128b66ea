#include "experiments/portrait_comparison.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "experiments/statistics.hpp"
#include "generation/copies.hpp"
#include "generation/fresh_portraits.hpp"
#include "generation/picture_metrics.hpp"
#include "portraits/paint.hpp"

namespace crossroads {
namespace {

constexpr std::size_t kAtOnce = 250;    // pictures sampled, then read
constexpr std::size_t kShown = 10;      // without a request
constexpr std::size_t kShownAsked = 4;  // of each value
constexpr std::size_t kPairs = 5;
constexpr std::size_t kHairColour = 1, kEyeColour = 2;  // in attribute_list()

using Requests = std::vector<FixedAttributes>;

// What is asked: nothing, one attribute, hair and eyes, or all. Each has seeds of its own.
enum Question : std::uint64_t { kFree = 0, kFirstAlone = 1, kTwo = 20, kAll = 21 };

Requests ask_alone(std::size_t attribute, std::size_t count) {
  Requests requests(count);
  const std::size_t values = attribute_list()[attribute].values.size();
  for (std::size_t i = 0; i < count; ++i) {
    requests[i][attribute] = static_cast<std::uint8_t>(i % values);
  }
  return requests;
}

Requests ask_two(std::size_t count) {
  Requests requests(count);
  const std::size_t hair = attribute_list()[kHairColour].values.size();
  const std::size_t eyes = attribute_list()[kEyeColour].values.size();
  for (std::size_t i = 0; i < count; ++i) {
    requests[i][kHairColour] = static_cast<std::uint8_t>(i % hair);
    requests[i][kEyeColour] = static_cast<std::uint8_t>(i / hair % eyes);
  }
  return requests;
}

// As the painter draws them.
Requests ask_all(std::size_t count, std::uint64_t seed) {
  Requests requests(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto values = values_of(portrait_from_seed(portrait_seed(seed, i)).attributes);
    std::copy(values.begin(), values.end(), requests[i].begin());
  }
  return requests;
}

bool can_be_asked(const PortraitContender& contender, const FixedAttributes& request) {
  for (std::size_t i = 0; i < kAttributes; ++i) {
    if (request[i] && !contender.asks[i]) return false;
  }
  return true;
}

// Pictures, and what the reader says of them.
struct Answers {
  std::vector<Frame> pictures;
  std::vector<Reading> readings;
  Features features;
};

Answers picked(const Answers& from, const std::vector<std::size_t>& which) {
  Answers answers;
  answers.features.size = from.features.size;
  const auto size = static_cast<std::ptrdiff_t>(from.features.size);
  for (const std::size_t i : which) {
    answers.pictures.push_back(from.pictures[i]);
    answers.readings.push_back(from.readings[i]);
    const auto at = from.features.numbers.begin() + static_cast<std::ptrdiff_t>(i) * size;
    answers.features.numbers.insert(answers.features.numbers.end(), at, at + size);
  }
  return answers;
}

class Examiner {
 public:
  Examiner(const PortraitSetup& setup, const AttributeReader& reader, const PictureSet* training,
           const std::function<void(std::int64_t, const std::string&)>& progress)
      : setup_(setup), reader_(reader), training_(training), progress_(progress) {
    reference_ = read_reference();
    if (!training) return;
    cells_.emplace(training->count(), training->side_px,
                   [training](std::size_t i) { return training->picture(i); });
    copy_distance_ = crossroads::copy_distance(cells_->nearest(reference_.pictures));
  }

  PortraitResult examine(const PortraitContender& contender) {
    PortraitResult result;
    result.name = contender.name;
    result.arm = contender.arm;
    result.folder = contender.folder;
    result.facts = contender.facts;
    result.deterministic = contender.deterministic;
    result.numbers.fill(not_measured());
    free_samples(contender, result);
    asked_alone(contender, result);
    number(result, PortraitNumber::met_two) = met(contender, ask_two(setup_.asked), kTwo);
    number(result, PortraitNumber::met_all) =
        met(contender, ask_all(setup_.asked, setup_.seed), kAll);
    return result;
  }

  [[nodiscard]] double copy_distance() const { return copy_distance_; }

 private:
  static Estimate& number(PortraitResult& result, PortraitNumber which) {
    return result.numbers[static_cast<std::size_t>(which)];
  }
  static Estimate alone(double value) { return {value, not_measured().low, not_measured().high}; }

  Answers read_reference() {
    Answers answers;
    answers.features.size = 0;
    for (std::size_t from = 0; from < setup_.samples; from += kAtOnce) {
      const std::size_t count = std::min(kAtOnce, setup_.samples - from);
      auto fresh = fresh_portraits(Purpose::reference, setup_.seed, from, count);
      add(answers, std::move(fresh.pictures), "reference");
    }
    return answers;
  }

  void add(Answers& answers, std::vector<Frame> pictures, const std::string& whose) {
    ReadPictures read = reader_.read(pictures);
    answers.features.size = read.features.size;
    const auto append = [](auto& to, auto& from) {
      to.insert(to.end(), std::make_move_iterator(from.begin()),
                std::make_move_iterator(from.end()));
    };
    append(answers.features.numbers, read.features.numbers);
    append(answers.readings, read.readings);
    done_ += static_cast<std::int64_t>(pictures.size());
    append(answers.pictures, pictures);
    if (progress_) progress_(done_, whose);
  }

  Answers ask_each(const PortraitContender& contender, const Requests& requests,
                   std::uint64_t question) {
    Answers answers;
    for (std::size_t from = 0; from < requests.size(); from += kAtOnce) {
      const std::size_t count = std::min(kAtOnce, requests.size() - from);
      const std::uint64_t seed = (setup_.seed * 100 + question) * 10'000 + from / kAtOnce;
      add(answers, contender.sample(std::span(requests).subspan(from, count), seed),
          contender.name);
    }
    return answers;
  }

  // One that gives the same picture again is asked once for each different request.
  Answers ask(const PortraitContender& contender, const Requests& requests,
              std::uint64_t question) {
    if (!contender.deterministic) return ask_each(contender, requests, question);
    std::map<FixedAttributes, std::size_t> places;
    Requests different;
    std::vector<std::size_t> which;
    for (const FixedAttributes& request : requests) {
      const auto [at, fresh] = places.emplace(request, different.size());
      if (fresh) different.push_back(request);
      which.push_back(at->second);
    }
    return picked(ask_each(contender, different, question), which);
  }

  void free_samples(const PortraitContender& contender, PortraitResult& result) {
    const Answers answers = ask(contender, Requests(setup_.samples), kFree);
    result.shown.assign(
        answers.pictures.begin(),
        answers.pictures.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, setup_.samples)));
    number(result, PortraitNumber::frechet) =
        alone(frechet_distance(answers.features, reference_.features));
    const auto kernel = kernel_distance(answers.features, reference_.features, setup_.seed);
    number(result, PortraitNumber::kernel) = {kernel.mean, kernel.mean - kernel.deviation,
                                              kernel.mean + kernel.deviation};
    const auto near = neighbourhoods(answers.features, reference_.features, setup_.seed);
    number(result, PortraitNumber::precision) = near.precision;
    number(result, PortraitNumber::recall) = near.recall;
    number(result, PortraitNumber::density) = near.density;
    number(result, PortraitNumber::coverage) = near.coverage;
    number(result, PortraitNumber::legible) = legibility(answers.readings, setup_.seed);
    count_attributes(answers.readings, result);
    find_copies(contender, answers.pictures, result);
  }

  static void count_attributes(const std::vector<Reading>& readings, PortraitResult& result) {
    double tv = 0;
    int missing = 0;
    for (std::size_t i = 0; i < kAttributes; ++i) {
      AttributeResult& one = result.attributes[i];
      one.counts = count_values(readings, i);
      one.tv = uniform_tv(one.counts);
      one.missing = missing_values(one.counts);
      tv += one.tv / kAttributes;
      missing += one.missing;
    }
    number(result, PortraitNumber::tv) = alone(tv);
    number(result, PortraitNumber::missing) = alone(missing);
  }

  void find_copies(const PortraitContender& contender, const std::vector<Frame>& pictures,
                   PortraitResult& result) {
    const std::string learnt = fact(contender.facts, "data_hash");
    if (!cells_ || (!learnt.empty() && learnt != training_->data_hash)) return;
    const std::size_t different = contender.deterministic ? 1 : pictures.size();
    const auto nearest = cells_->nearest(std::span(pictures).first(different));
    std::vector<double> copies;
    for (const Nearest& one : nearest) copies.push_back(one.distance < copy_distance_);
    number(result, PortraitNumber::copies) = mean_estimate(copies, setup_.seed);
    std::vector<std::size_t> order(different);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return nearest[a].distance < nearest[b].distance;
    });
    for (std::size_t i = 0; i < std::min(kPairs, different); ++i) {
      const Nearest& one = nearest[order[i]];
      result.pairs.push_back(
          {pictures[order[i]], training_->copy_picture(one.index), one.distance});
    }
  }

  void asked_alone(const PortraitContender& contender, PortraitResult& result) {
    std::vector<Reading> readings;
    Requests all;
    for (std::size_t i = 0; i < kAttributes; ++i) {
      if (!contender.asks[i]) continue;
      const Requests requests = ask_alone(i, setup_.asked);
      const Answers answers = ask(contender, requests, kFirstAlone + i);
      result.attributes[i].met = requests_met(answers.readings, requests, setup_.seed);
      result.asked[i] = first_of_each(answers.pictures, attribute_list()[i].values.size());
      if (i == kEyeColour) {
        number(result, PortraitNumber::variety) =
            alone(variety_beside(answers.readings, requests, i));
      }
      readings.insert(readings.end(), answers.readings.begin(), answers.readings.end());
      all.insert(all.end(), requests.begin(), requests.end());
    }
    number(result, PortraitNumber::met_one) = requests_met(readings, all, setup_.seed);
  }

  // Picture i was asked for value i % values.
  static std::vector<std::vector<Frame>> first_of_each(const std::vector<Frame>& pictures,
                                                       std::size_t values) {
    std::vector<std::vector<Frame>> first(values);
    for (std::size_t i = 0; i < std::min(pictures.size(), values * kShownAsked); ++i) {
      first[i % values].push_back(pictures[i]);
    }
    return first;
  }

  Estimate met(const PortraitContender& contender, const Requests& requests,
               std::uint64_t question) {
    if (!can_be_asked(contender, requests.front())) return not_measured();
    return requests_met(ask(contender, requests, question).readings, requests, setup_.seed);
  }

  const PortraitSetup& setup_;
  const AttributeReader& reader_;
  const PictureSet* training_;
  const std::function<void(std::int64_t, const std::string&)>& progress_;
  std::int64_t done_ = 0;
  Answers reference_;
  std::optional<TrainingPictures> cells_;
  double copy_distance_ = not_measured().value;
};

std::size_t different(const Requests& requests) {
  std::map<FixedAttributes, int> seen;
  for (const auto& one : requests) seen.emplace(one, 0);
  return seen.size();
}

}  // namespace

std::int64_t pictures_to_compare(const PortraitSetup& setup,
                                 const std::vector<PortraitContender>& contenders) {
  std::size_t all = setup.samples;
  for (const auto& contender : contenders) {
    const auto count = [&](const Requests& requests) {
      if (!can_be_asked(contender, requests.front())) return;
      all += contender.deterministic ? different(requests) : requests.size();
    };
    count(Requests(setup.samples));
    for (std::size_t i = 0; i < kAttributes; ++i) count(ask_alone(i, setup.asked));
    count(ask_two(setup.asked));
    count(ask_all(setup.asked, setup.seed));
  }
  return static_cast<std::int64_t>(all);
}

PortraitComparison compare_portraits(
    const PortraitSetup& setup, const AttributeReader& reader,
    const std::vector<PortraitContender>& contenders, const PictureSet* training,
    const std::function<void(std::int64_t, const std::string&)>& progress) {
  PortraitComparison comparison;
  comparison.setup = setup;
  for (std::size_t i = 0; i < kAttributes; ++i) {
    const std::size_t values = attribute_list()[i].values.size();
    comparison.tv_floor[i] =
        tv_floor(std::vector<double>(values, 1.0 / static_cast<double>(values)),
                 static_cast<int>(setup.samples));
  }
  Examiner examiner(setup, reader, training, progress);
  if (training) comparison.training_hash = training->data_hash;
  comparison.copy_distance = examiner.copy_distance();
  for (const auto& contender : contenders) {
    comparison.results.push_back(examiner.examine(contender));
  }
  return comparison;
}

}  // namespace crossroads
