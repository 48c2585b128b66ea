#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>
#include <string>

#include "portraits/paint.hpp"
#include "recordings/hash.hpp"

using namespace crossroads;

namespace {

struct Area {
  int left, top, right, bottom;
};

// Where each attribute shows, in any pose.
constexpr Area kWhere[kAttributes] = {{0, 0, 64, 64},   {0, 0, 64, 64},  {16, 26, 48, 48},
                                      {11, 20, 53, 52}, {6, 10, 58, 64}, {14, 18, 50, 36},
                                      {22, 40, 42, 56}, {0, 0, 64, 48},  {0, 48, 64, 64}};

// Pixels within and outside the area that differ clearly: by 16 or more in a colour.
struct Difference {
  int within = 0, outside = 0;
};

Difference difference(const Frame& a, const Frame& b, const Area& area) {
  Difference found;
  for (int y = 0; y < kPortraitSidePx; ++y) {
    for (int x = 0; x < kPortraitSidePx; ++x) {
      int most = 0;
      for (int channel = 0; channel < 3; ++channel) {
        most = std::max(most, std::abs(a.at(channel, y, x) - b.at(channel, y, x)));
      }
      if (most < 16) continue;
      const bool inside = x >= area.left && x < area.right && y >= area.top && y < area.bottom;
      ++(inside ? found.within : found.outside);
    }
  }
  return found;
}

Portrait with_value(Portrait portrait, std::size_t attribute, std::size_t value) {
  AttributeValues values = values_of(portrait.attributes);
  values[attribute] = static_cast<std::uint8_t>(value);
  portrait.attributes = attributes_of(values);
  return portrait;
}

}  // namespace

TEST_CASE("the first 500 portraits are these, on every machine") {
  std::uint64_t hash = kHashStart;
  for (std::uint64_t i = 0; i < 500; ++i) {
    const Frame picture = paint(portrait_from_seed(portrait_seed(1, i)));
    hash = hash_words(picture.pixels.data(), picture.pixels.size(), hash);
  }
  CHECK(hash_text(hash) == "805aa17b58e98fc5");
}

TEST_CASE("a portrait is 64x64 px and the same however often it is painted") {
  const Portrait portrait = portrait_from_seed(77);
  const Frame picture = paint(portrait);
  CHECK(picture.height_px == 64);
  CHECK(picture.width_px == 64);
  (void)paint(portrait_from_seed(78));
  CHECK((paint(portrait) == picture));
}

TEST_CASE("any two values of an attribute differ clearly, and only where they should") {
  for (std::size_t attribute = 0; attribute < kAttributes; ++attribute) {
    const std::size_t count = attribute_list()[attribute].values.size();
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
      const Portrait portrait = portrait_from_seed(seed);
      for (std::size_t a = 0; a < count; ++a) {
        const Frame picture = paint(with_value(portrait, attribute, a));
        for (std::size_t b = 0; b < a; ++b) {
          const Difference found =
              difference(picture, paint(with_value(portrait, attribute, b)), kWhere[attribute]);
          INFO(attribute_list()[attribute].name << " " << attribute_list()[attribute].values[a]
                                                << " " << attribute_list()[attribute].values[b]
                                                << " seed " << seed);
          CHECK(found.within >= 10);
          CHECK(found.outside == 0);
        }
      }
    }
  }
}

TEST_CASE("eyes keep their colour whatever is worn or combed before them") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Portrait portrait = portrait_from_seed(seed);
    const Frame red = paint(with_value(portrait, 2, 0)), blue = paint(with_value(portrait, 2, 1));
    const auto half = [&](int left) {
      return difference(red, blue, {left, 20, left + 32, 54}).within;
    };
    INFO("seed " << seed);
    CHECK(half(0) >= 8);
    CHECK(half(32) >= 8);
  }
}

TEST_CASE("edges are smooth: between the colours of hair and background lie others") {
  Portrait portrait = portrait_from_seed(5);
  portrait.nuisance.pattern = Pattern::plain;
  portrait.nuisance.sky = portrait.nuisance.ground = portraits::kWhite;
  portrait.attributes.hair_colour = HairColour::black;
  portrait.attributes.accessory = Accessory::none;
  portrait.attributes.hair_style = HairStyle::bob;
  const Frame picture = paint(portrait);
  std::set<int> between;
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) {
      const int light = picture.at(1, y, x);
      if (light > 80 && light < 240 && y < 16) between.insert(light);
    }
  }
  CHECK(between.size() >= 20);
}

TEST_CASE("background, pose and jitter change the picture and no attribute") {
  const Portrait portrait = portrait_from_seed(21);
  Portrait other = portrait;
  other.nuisance = portrait_from_seed(22).nuisance;
  CHECK((other.attributes == portrait.attributes));
  CHECK(difference(paint(portrait), paint(other), {0, 0, 64, 64}).within > 500);
}
