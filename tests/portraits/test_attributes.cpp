#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "portraits/portrait.hpp"
#include "tests/recordings/scratch.hpp"

using namespace crossroads;
using namespace crossroads::tests;

namespace {

std::string usage_error_of(const std::vector<std::string>& texts) {
  try {
    (void)parse_fixed(texts);
  } catch (const UsageError& error) {
    return error.what();
  }
  FAIL("no UsageError");
  return "";
}

// Squared deviations from equal counts, over the equal count: chi-square with N - 1 degrees of
// freedom where all are equally likely, whose mean is N - 1 and whose variance is 2 (N - 1).
double chi_square(const std::vector<int>& counts, double total) {
  const double expected = total / static_cast<double>(counts.size());
  double sum = 0;
  for (const int count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

double most_chi_square(std::size_t values) {
  const auto freedom = static_cast<double>(values - 1);
  return freedom + 5 * std::sqrt(2 * freedom);
}

}  // namespace

TEST_CASE("there are millions of combinations, each attribute with names of its own") {
  std::uint64_t product = 1;
  std::set<std::string_view> attributes;
  for (const Attribute& attribute : attribute_list()) {
    product *= attribute.values.size();
    attributes.insert(attribute.name);
    const std::set<std::string_view> values(attribute.values.begin(), attribute.values.end());
    CHECK(values.size() == attribute.values.size());
    CHECK(attribute.values.size() >= 4);
  }
  CHECK(attributes.size() == kAttributes);
  CHECK(product == combinations());
  CHECK(product == 15'360'000);
}

TEST_CASE("names stand for the enumerators in their order") {
  PortraitAttributes attributes;
  attributes.hair_style = HairStyle::hime_cut;
  attributes.eye_colour = EyeColour::yellow;
  attributes.clothes = Clothes::kimono;
  const AttributeValues values = values_of(attributes);
  CHECK(attribute_list()[0].values[values[0]] == "hime_cut");
  CHECK(attribute_list()[2].values[values[2]] == "yellow");
  CHECK(attribute_list()[8].values[values[8]] == "kimono");
  CHECK((attributes_of(values) == attributes));
}

TEST_CASE("a value that its attribute lacks is refused") {
  AttributeValues values{};
  values[3] = 4;
  const std::string error = error_of([&] { (void)attributes_of(values); });
  CHECK(error.find("eye_shape") != std::string::npos);
}

TEST_CASE("attributes are drawn uniformly, each by itself") {
  constexpr int kDrawn = 20000;
  std::vector<AttributeValues> all;
  for (std::uint64_t i = 0; i < kDrawn; ++i) {
    all.push_back(values_of(portrait_from_seed(portrait_seed(3, i)).attributes));
  }
  for (std::size_t a = 0; a < kAttributes; ++a) {
    const std::size_t values = attribute_list()[a].values.size();
    std::vector<int> counts(values);
    for (const AttributeValues& one : all) ++counts[one[a]];
    CHECK(chi_square(counts, kDrawn) < most_chi_square(values));
    for (std::size_t b = 0; b < a; ++b) {
      std::vector<int> pairs(values * attribute_list()[b].values.size());
      for (const AttributeValues& one : all) ++pairs[one[b] * values + one[a]];
      CHECK(chi_square(pairs, kDrawn) < most_chi_square(pairs.size()));
    }
  }
}

TEST_CASE("a portrait follows from its seed alone, and other seeds give others") {
  CHECK((portrait_from_seed(11) == portrait_from_seed(11)));
  CHECK_FALSE((portrait_from_seed(11) == portrait_from_seed(12)));
  CHECK_FALSE((portrait_from_seed(portrait_seed(1, 1)) == portrait_from_seed(portrait_seed(2, 0))));
}

TEST_CASE("what is fixed is kept, and all else is as drawn") {
  const FixedAttributes fixed =
      parse_fixed(std::vector<std::string>{"eye_colour=red", "hair_style=bob"});
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Portrait drawn = portrait_from_seed(seed);
    Portrait wanted = drawn;
    wanted.attributes.eye_colour = EyeColour::red;
    wanted.attributes.hair_style = HairStyle::bob;
    CHECK((portrait_with(fixed, seed) == wanted));
  }
}

TEST_CASE("an unknown attribute or value lists what there is") {
  CHECK(usage_error_of({"eyes=red"}).find("eye_colour") != std::string::npos);
  CHECK(usage_error_of({"eye_colour=mauve"}).find("purple") != std::string::npos);
  CHECK(usage_error_of({"eye_colour"}).find("purple") != std::string::npos);
  CHECK(usage_error_of({"skin=tan", "skin=pale"}).find("twice") != std::string::npos);
}
