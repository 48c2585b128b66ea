#include "portraits/attributes.hpp"

#include <bit>
#include <string>

#include "recordings/error.hpp"

namespace crossroads {
namespace {

using Name = std::string_view;

constexpr Name kHairStyles[] = {"cropped",    "bob",      "long_straight", "hime_cut",
                                "twin_tails", "ponytail", "spiky",         "curly",
                                "wavy",       "buns",     "side_swept",    "braids"};
constexpr Name kHairColours[] = {"black", "brown",  "blonde", "orange", "red",
                                 "pink",  "purple", "blue",   "green",  "silver"};
constexpr Name kEyeColours[] = {"red",    "blue",   "green", "brown",
                                "purple", "yellow", "pink",  "grey"};
constexpr Name kEyeShapes[] = {"round", "tall", "narrow", "upturned"};
constexpr Name kSkins[] = {"pale", "light", "tan", "brown", "dark"};
constexpr Name kBrows[] = {"arched", "flat", "stern", "worried"};
constexpr Name kMouths[] = {"smile", "open", "neutral", "frown", "cat"};
constexpr Name kAccessories[] = {"none",     "glasses",   "ribbon",     "beret",
                                 "cat_ears", "hair_clip", "headphones", "flower"};
constexpr Name kClothes[] = {"sailor", "shirt", "hoodie", "turtleneck", "kimono"};

constexpr Attribute kList[] = {{"hair_style", kHairStyles},
                               {"hair_colour", kHairColours},
                               {"eye_colour", kEyeColours},
                               {"eye_shape", kEyeShapes},
                               {"skin", kSkins},
                               {"brows", kBrows},
                               {"mouth", kMouths},
                               {"accessory", kAccessories},
                               {"clothes", kClothes}};
static_assert(std::size(kList) == kAttributes && sizeof(PortraitAttributes) == kAttributes);

}  // namespace

std::span<const Attribute, kAttributes> attribute_list() {
  return kList;
}

AttributeValues values_of(const PortraitAttributes& attributes) {
  return std::bit_cast<AttributeValues>(attributes);
}

PortraitAttributes attributes_of(const AttributeValues& values) {
  for (std::size_t i = 0; i < kAttributes; ++i) {
    if (values[i] < kList[i].values.size()) continue;
    throw Error("a value below " + std::to_string(kList[i].values.size()),
                std::to_string(values[i]), "attribute " + std::string(kList[i].name),
                "take one of attribute_list()");
  }
  return std::bit_cast<PortraitAttributes>(values);
}

std::uint64_t combinations() {
  std::uint64_t product = 1;
  for (const Attribute& attribute : kList) product *= attribute.values.size();
  return product;
}

}  // namespace crossroads
